"""What other modules have done with a ticket, by right of a rule, without asking who is there."""

from typing import Any
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.tickets.actions.editing import apply
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.rules import LIVE, first_of
from zhiyin.modules.tickets.schemas.tickets import TicketPatch


async def press_ticket(
    session: WriteSession, ticket_id: UUID, urgency: int, importance: int
) -> None:
    """Makes a ticket at least so urgent and so important; never less than it is, and not one that
    somebody wants as it stands.
    """
    row = await _hold(session, ticket_id)
    if row is None or row.state not in LIVE or row.held:
        return
    urgency, importance = max(urgency, row.urgency), max(importance, row.importance)
    if (urgency, importance) != (row.urgency, row.importance):
        await _change(session, row, urgency=urgency, importance=importance)


async def reopen_ticket(session: WriteSession, ticket_id: UUID) -> None:
    """Opens a ticket that has ended again; one that is worked on stays."""
    row = await _hold(session, ticket_id)
    if row is None or row.state in LIVE:
        return
    status = first_of((await access_type(session, row.type_id)).statuses, *LIVE)
    if status is not None:
        await _change(session, row, status=status.code)


async def _hold(session: WriteSession, ticket_id: UUID) -> Ticket | None:
    row = await session.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.merged_into_id is None else None


async def _change(session: WriteSession, row: Ticket, **parts: Any) -> None:
    row.version += 1
    await apply(session, Access(session.actor), row, TicketPatch(**parts))
