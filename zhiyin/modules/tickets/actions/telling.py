"""Whoever has to do with a ticket is told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.people.interface import NewNotice, get_names, notify
from zhiyin.modules.tickets.events import (
    TicketAssigned,
    TicketCommented,
    TicketDue,
    TicketEnded,
    TicketOverdue,
)
from zhiyin.modules.tickets.models import Ticket, TicketLink, TicketWatcher
from zhiyin.modules.tickets.rules import KIND, LIVE, reference

GIVEN = "tickets.given"
COMMENTED = "tickets.commented"
MENTIONED = "tickets.mentioned"
ENDED = "tickets.ended"
DUE = "tickets.due"
LATE = "tickets.late"
CLIMBED = "tickets.climbed"
WROTE = "tickets.customer_wrote"

Told = tuple[UUID, str, str]


async def tell_people(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells people, once for each matter; who did it knows."""
    ids = {getattr(stored.event, "ticket_id", None) for stored in events}
    rows = await _rows(session, [one for one in ids if one])
    names = await get_names(session)
    watchers = await _watchers(session, list(rows))
    linked = await _linked(
        session,
        [stored.event.ticket_id for stored in events if isinstance(stored.event, TicketEnded)],
    )
    notices = []
    for stored in events:
        event: Any = stored.event
        row = rows.get(event.ticket_id)
        if row is None:
            continue
        around = {row.owner_id, *watchers.get(row.id, ())}
        concerned = {*around, row.made_by, *linked.get(row.id, ())}
        for staff_id, kind, key in _told(stored, around, concerned):
            if staff_id is not None and staff_id != stored.actor.id:
                notices.append(
                    NewNotice(
                        staff_id,
                        kind,
                        f"{kind}:{row.id}:{key}",
                        ObjectRef(KIND, row.id),
                        {
                            "ref": reference(row.made_at, row.number),
                            "who": names.staff_name(stored.actor.id),
                        },
                    )
                )
    await notify(session, notices)


def _told(
    stored: StoredEvent, around: set[UUID | None], concerned: set[UUID | None]
) -> Iterator[tuple[UUID | None, str, str]]:
    event, key = stored.event, str(stored.id)
    if isinstance(event, TicketAssigned):
        yield event.staff_id, GIVEN, key
    elif isinstance(event, TicketCommented):
        yield from ((one, MENTIONED, key) for one in event.mentions)
        yield from ((one, COMMENTED, key) for one in around - set(event.mentions))
    elif isinstance(event, TicketEnded) and not event.quiet:
        yield from ((one, ENDED, key) for one in concerned)
    elif isinstance(event, TicketDue):
        yield event.owner_id, DUE, f"{event.stage}:{key}"
    elif isinstance(event, TicketOverdue):
        yield event.owner_id, LATE, key
        if event.coordinator_id != event.owner_id:
            yield event.coordinator_id, CLIMBED, key


async def _rows(session: WriteSession, ids: Sequence[UUID]) -> Mapping[UUID, Any]:
    query = select(Ticket.id, Ticket.number, Ticket.made_at, Ticket.owner_id, Ticket.made_by).where(
        Ticket.id.in_(ids)
    )
    return {row.id: row for row in await session.execute(query)}


async def _watchers(session: WriteSession, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    query = select(TicketWatcher).where(TicketWatcher.ticket_id.in_(ids))
    found: dict[UUID, list[UUID]] = {}
    for row in (await session.execute(query)).scalars():
        found.setdefault(row.ticket_id, []).append(row.staff_id)
    return found


async def _linked(session: WriteSession, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Who has linked a conversation, or holds a linked one."""
    if not ids:
        return {}
    query = select(TicketLink).where(TicketLink.ticket_id.in_(ids))
    links = (await session.execute(query)).scalars().all()
    briefs = await get_briefs(session, [one.conversation_id for one in links])
    found: dict[UUID, list[UUID]] = {}
    for one in links:
        holder = briefs[one.conversation_id].assignee_id
        found.setdefault(one.ticket_id, []).extend(
            staff_id for staff_id in (one.linked_by, holder) if staff_id
        )
    return found


@dataclass(frozen=True)
class InTouch:
    """A customer is in touch again: the conversation or the customer, since when, and the key of
    the event.
    """

    id: UUID
    at: datetime
    key: str


async def tell_of_customers(
    session: WriteSession, reopened: Sequence[InTouch], opened: Sequence[InTouch]
) -> None:
    """Tells owners that a customer is in touch again: in a linked conversation that was closed, or
    in a new one while a ticket of theirs is worked on. What was made from it knows already.
    """
    columns = (Ticket.id, Ticket.number, Ticket.made_at, Ticket.owner_id)
    live = (Ticket.state.in_(LIVE), Ticket.owner_id.is_not(None))
    by_link = (
        select(TicketLink.conversation_id.label("by"), *columns)
        .join(TicketLink, TicketLink.ticket_id == Ticket.id)
        .where(TicketLink.conversation_id.in_([one.id for one in reopened]), *live)
    )
    by_customer = select(Ticket.customer_id.label("by"), *columns).where(
        Ticket.customer_id.in_([one.id for one in opened]), *live
    )
    notices = []
    for query, news in ((by_link, reopened), (by_customer, opened)):
        told = {one.id: one for one in news}
        for row in await session.execute(query) if told else ():
            if row.made_at < told[row.by].at:
                values = {"ref": reference(row.made_at, row.number)}
                key = f"{WROTE}:{row.id}:{told[row.by].key}"
                about = ObjectRef(KIND, row.id)
                notices.append(NewNotice(row.owner_id, WROTE, key, about, values))
    await notify(session, notices)


_LEFT = text("""
    SELECT t.id FROM tickets t JOIN staff s ON s.id = t.owner_id
    WHERE t.owner_id = ANY(:ids) AND t.state IN ('open', 'waiting') AND s.state = 'disabled'
    ORDER BY t.id FOR NO KEY UPDATE OF t
""")


async def leave_tickets(session: WriteSession, staff_ids: Sequence[UUID]) -> None:
    """Tickets of people who no longer work here wait for somebody else of their team."""
    left = list((await session.execute(_LEFT, {"ids": sorted(staff_ids)})).scalars())
    if left:
        values = {"owner_id": None, "version": Ticket.version + 1, "changed_at": now()}
        await session.execute(update(Ticket).where(Ticket.id.in_(left)).values(**values))
