"""What a complaint copies from its ticket follows it, and complaints go where tickets go."""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.complaints.actions.writing import note, tell
from zhiyin.modules.complaints.events import ComplaintChanged, ComplaintClosed
from zhiyin.modules.complaints.queries.access import find_of_ticket, hold
from zhiyin.modules.tickets.interface import get_ticket_briefs


async def follow_tickets(session: WriteSession, ticket_ids: Sequence[UUID]) -> None:
    """Shop, customer and subject of a complaint are those of its ticket."""
    briefs = await get_ticket_briefs(session, sorted(set(ticket_ids)))
    for ticket in sorted(briefs.values(), key=lambda one: one.id):
        seen = await find_of_ticket(session, ticket.id)
        if seen is None:
            continue
        subject_id = ticket.subject_id or seen.subject_id
        if (seen.shop_id, seen.customer_id, seen.subject_id) == (
            ticket.shop_id,
            ticket.customer_id,
            subject_id,
        ):
            continue
        row = await hold(session, seen.id)
        row.shop_id, row.customer_id = ticket.shop_id, ticket.customer_id
        row.subject_id, row.version = subject_id, row.version + 1
        await session.flush()
        tell(session, row, ComplaintChanged(row.id, row.ticket_id))


async def join_merged(session: WriteSession, merged: Sequence[tuple[UUID, UUID]]) -> None:
    """The complaint of a ticket that went into another one stands beside that; where there is one
    already it is over.
    """
    for from_id, into_id in merged:
        seen = await find_of_ticket(session, from_id)
        if seen is None:
            continue
        there = await find_of_ticket(session, into_id)
        row = await hold(session, seen.id)
        if there is None:
            row.ticket_id = into_id
            tell(session, row, ComplaintChanged(row.id, into_id))
        elif row.closed_at is None:
            row.closed_at = now()
            tell(session, row, ComplaintClosed(row.id, row.ticket_id))
        row.version += 1
        await session.flush()
        note(session, row, "merge", ticket_id=str(row.ticket_id))
