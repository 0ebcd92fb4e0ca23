"""Changes of tickets for whom they concern: each asks again for what they see."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.contracts.module import LivePush
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push, topic_frame
from zhiyin.modules.people.interface import own_topic
from zhiyin.modules.tickets.events import (
    TicketAssigned,
    TicketChanged,
    TicketCommented,
    TicketEnded,
    TicketLinked,
    TicketMade,
    TicketReopened,
    TicketsMerged,
    TicketsParted,
    TicketsTaken,
    TicketUnlinked,
)
from zhiyin.modules.tickets.models import Ticket, TicketWatcher

TOPIC = "tickets"
VISIBLE = (
    TicketMade,
    TicketAssigned,
    TicketChanged,
    TicketCommented,
    TicketEnded,
    TicketReopened,
    TicketLinked,
    TicketUnlinked,
    TicketsMerged,
    TicketsParted,
)


async def push_changes(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Owners, makers and watchers of what changed, who had it and who changed it are told once."""
    heard: list[Any] = [stored.event for stored in events]
    ids = {one.ticket_id for one in heard}
    concerned: set[UUID | None] = {getattr(one, "previous_id", None) for one in heard}
    concerned |= {stored.actor.id for stored in events if stored.actor.kind == "staff"}
    query = select(Ticket.owner_id, Ticket.made_by).where(Ticket.id.in_(ids))
    for row in await session.execute(query):
        concerned |= {row.owner_id, row.made_by}
    watchers = select(TicketWatcher.staff_id).where(TicketWatcher.ticket_id.in_(ids))
    concerned |= set((await session.execute(watchers)).scalars())
    return [Push(own_topic(one), topic_frame(TOPIC)) for one in sorted(filter(None, concerned))]


PUSH = LivePush(VISIBLE, push_changes)


async def push_taken(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """Whoever takes a table in sees its tickets come."""
    people = {cast(TicketsTaken, stored.event).staff_id for stored in events}
    return [Push(own_topic(one), topic_frame(TOPIC)) for one in sorted(people)]


TAKEN = LivePush((TicketsTaken,), push_taken)
