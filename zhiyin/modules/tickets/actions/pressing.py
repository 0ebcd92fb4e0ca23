"""Priorities move by rules (优先级调整): as events come, and with time by a pass over all tickets
that are worked on.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.events import MoodChanged
from zhiyin.modules.customers.events import CustomerChanged
from zhiyin.modules.tickets.actions.writing import note, ref_of
from zhiyin.modules.tickets.events import TicketChanged
from zhiyin.modules.tickets.models import Ticket, TicketLink
from zhiyin.modules.tickets.queries.pressing import find_moved, reckon_raised, stands_so
from zhiyin.modules.tickets.rules import LIVE, priority_of

# What moves itself, or is told by who follows promises, moves nothing else.
MOVED = ("priority",)
UNMOVING = (MOVED, ("promises",))
PIECE = 500
# One transaction of the pass: short, so that nobody waits for it.
AT_ONCE = 100


async def press(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Raises tickets as rules want it now, or lets them fall back. Who edits a ticket meanwhile is
    not disturbed: no version is counted, and it does not count as a change to what waits.
    """
    query = select(Ticket).where(Ticket.id.in_(ids), Ticket.state.in_(LIVE)).order_by(Ticket.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    rows = (await session.execute(locked)).scalars().all()
    if not rows:
        return
    raised = await reckon_raised(session, rows)
    for row in rows:
        after = raised[row.id]
        if stands_so(row, after):
            continue
        priority, causes = row.priority, row.raised_by
        row.raised, row.raised_by = after.steps, list(after.causes)
        row.priority = priority_of(row.urgency, row.importance, row.raised)
        await session.flush()
        if row.priority != priority:
            parts = {
                "priority": (priority, row.priority),
                "causes": (_codes(causes), _codes(row.raised_by)),
            }
            await note(session, row.id, "press", parts)
        emit(session, TicketChanged(row.id, row.version, MOVED), ref_of(row.id))


def _codes(causes: Sequence[Any]) -> list[str]:
    return [one["cause"] for one in causes]


async def hear_pressure(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Looks anew at the tickets that something happened to which may move them."""
    heard: list[Any] = [stored.event for stored in events]
    ids = {one.ticket_id for one in heard if hasattr(one, "ticket_id")
           and getattr(one, "parts", None) not in UNMOVING}  # fmt: skip
    talks = [one.conversation_id for one in heard if isinstance(one, MoodChanged)]
    if talks:
        linked = select(TicketLink.ticket_id).where(TicketLink.conversation_id.in_(talks))
        ids |= set((await session.execute(linked)).scalars())
    people = [one.customer_id for one in heard if isinstance(one, CustomerChanged)]
    if people:
        theirs = select(Ticket.id).where(Ticket.customer_id.in_(people), Ticket.state.in_(LIVE))
        ids |= set((await session.execute(theirs)).scalars())
    if ids:
        await press(session, sorted(ids))


async def press_all(database: Database) -> None:
    """Looks at all tickets that are worked on: time moves them, and so do settings."""
    after: UUID | None = UUID(int=0)
    while after is not None:
        async with database.reading() as session:
            moved, after = await find_moved(session, after, PIECE)
        for begin in range(0, len(moved), AT_ONCE):
            async with database.writing() as writing:
                await press(writing, moved[begin : begin + AT_ONCE])
