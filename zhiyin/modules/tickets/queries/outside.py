"""Tickets as other modules speak of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.tickets.errors import NotYourTicketError
from zhiyin.modules.tickets.models import Ticket, TicketLink
from zhiyin.modules.tickets.permissions import may_edit, readable
from zhiyin.modules.tickets.queries.access import access_ticket, get_led
from zhiyin.modules.tickets.queries.types import get_types
from zhiyin.modules.tickets.rules import LIVE, reference

AnySession = ReadSession | WriteSession


@dataclass(frozen=True)
class TicketBrief:
    """A ticket in short. `type_code` is its type's, `live`: it has not ended."""

    id: UUID
    ref: str
    title: str
    text: str
    type_code: str
    procedure_code: str | None
    live: bool
    shop_id: UUID
    customer_id: UUID | None
    subject_id: UUID | None
    team_id: UUID | None
    owner_id: UUID | None
    origin: str
    made_at: datetime
    made_by: UUID | None
    ended_at: datetime | None


async def get_ticket_briefs(session: AnySession, ids: Sequence[UUID]) -> dict[UUID, TicketBrief]:
    """These tickets in short; the caller has been checked before."""
    if not ids:
        return {}
    types = await get_types(session)
    query = select(Ticket).where(Ticket.id.in_(ids)).execution_options(populate_existing=True)
    found = {}
    for row in (await session.execute(query)).scalars():
        kind = types.get(row.type_id)
        found[row.id] = TicketBrief(
            row.id,
            reference(row.made_at, row.number),
            row.title,
            row.text,
            kind.code if kind else "",
            kind.procedure_code if kind else None,
            row.state in LIVE,
            row.shop_id,
            row.customer_id,
            row.subject_id,
            row.team_id,
            row.owner_id,
            row.origin,
            row.made_at,
            row.made_by,
            row.ended_at,
        )
    return found


async def readable_tickets(session: AnySession, access: Access) -> Select[UUID]:
    """The ids of all tickets the caller may see, to narrow other rows by."""
    return select(Ticket.id).where(readable(access, await get_led(session, access)))


def owned_tickets(staff_id: UUID) -> Select[UUID]:
    """The ids of all tickets somebody has, to narrow other rows by."""
    return select(Ticket.id).where(Ticket.owner_id == staff_id)


async def check_ticket(
    session: AnySession, access: Access, ticket_id: UUID, *, edit: bool = False
) -> None:
    """Not found for who may not see it; with `edit` refused for who may not work on it."""
    row = await access_ticket(session, access, ticket_id)
    if edit and not may_edit(access, row, await get_led(session, access)):
        raise NotYourTicketError


async def get_linked_conversations(
    session: AnySession, ticket_ids: Sequence[UUID]
) -> dict[UUID, list[UUID]]:
    """The conversations each of these tickets is linked with, the latest link first."""
    query = select(TicketLink.ticket_id, TicketLink.conversation_id).where(
        TicketLink.ticket_id.in_(ticket_ids)
    )
    found: dict[UUID, list[UUID]] = {one: [] for one in ticket_ids}
    for row in await session.execute(query.order_by(TicketLink.at.desc())):
        found[row.ticket_id].append(row.conversation_id)
    return found


async def get_linked_tickets(session: AnySession, conversation_ids: Sequence[UUID]) -> list[UUID]:
    """The tickets that are linked with any of these conversations."""
    query = select(TicketLink.ticket_id).where(TicketLink.conversation_id.in_(conversation_ids))
    return list((await session.execute(query.distinct())).scalars())
