"""Before and when a promise about a ticket is broken: people are told, urgency rises."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.people.interface import (
    NewNotice,
    get_coordinators,
    get_holders,
    notify,
)
from zhiyin.modules.servicelevels.events import ClockBreached, ClockWarned
from zhiyin.modules.tickets.actions.writing import note, ref_of
from zhiyin.modules.tickets.events import TicketChanged
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.permissions import MANAGE
from zhiyin.modules.tickets.rules import KIND, LIVE, priority_of, reference

WARNED = "tickets.promise_close"
BROKEN = "tickets.promise_broken"
CALLED = "tickets.promise_called"
MOST_URGENT = 3


async def warn(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """The owner is told that a promise is close; whoever coordinates the team, if nobody has it."""
    ours = [cast(ClockWarned, stored.event) for stored in events]
    ours = [one for one in ours if one.ref_kind == KIND]
    rows, above = await _around(session, ours)
    notices = []
    for one in ours:
        row = rows.get(one.ref_id)
        if row is not None:
            who = [row.owner_id] if row.owner_id else above[row.id]
            notices += _notices(row, WARNED, one.clock_id, who)
    await notify(session, notices)


async def answer_breaches(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Does what the policy asks: tells the owner and who looks after the team, raises urgency."""
    ours = [cast(ClockBreached, stored.event) for stored in events]
    ours = [one for one in ours if one.ref_kind == KIND]
    rows, above = await _around(session, ours)
    notices = []
    for one in ours:
        row = rows.get(one.ref_id)
        if row is None:
            continue
        owner = [row.owner_id] if row.owner_id and "notify" in one.actions else []
        called = above[row.id] if "supervisor" in one.actions else []
        notices += _notices(row, BROKEN, one.clock_id, owner)
        notices += _notices(row, CALLED, one.clock_id, [who for who in called if who not in owner])
    await notify(session, notices)
    raised = {one.ref_id for one in ours if "raise_priority" in one.actions}
    await _raise(session, sorted(raised & rows.keys()))


async def _around(
    session: WriteSession, news: Sequence[ClockWarned | ClockBreached]
) -> tuple[Mapping[UUID, Any], Mapping[UUID, list[UUID]]]:
    """The tickets still worked on, and for each who looks after it above its owner: whoever
    coordinates its team; where nobody does, those who manage tickets.
    """
    if not news:
        return {}, {}
    query = select(
        Ticket.id, Ticket.number, Ticket.made_at, Ticket.owner_id, Ticket.team_id, Ticket.shop_id
    ).where(Ticket.id.in_({one.ref_id for one in news}), Ticket.state.in_(LIVE))
    rows = {row.id: row for row in await session.execute(query)}
    coordinators = await get_coordinators(
        session, {row.team_id for row in rows.values() if row.team_id}
    )
    managers = await get_holders(session, MANAGE.name)
    above = {}
    for row in rows.values():
        coordinator = coordinators.get(row.team_id)
        reach = [
            one.staff_id for one in managers if not one.shop_ids or row.shop_id in one.shop_ids
        ]
        above[row.id] = [coordinator] if coordinator else sorted(reach)
    return rows, above


def _notices(row: Any, kind: str, clock_id: UUID, staff_ids: Sequence[UUID]) -> list[NewNotice]:
    about, values = ObjectRef(KIND, row.id), {"ref": reference(row.made_at, row.number)}
    return [NewNotice(one, kind, f"{kind}:{clock_id}", about, values) for one in staff_ids]


async def _raise(session: WriteSession, ids: Sequence[UUID]) -> None:
    """One step more urgent, as the history tells."""
    query = select(Ticket).where(Ticket.id.in_(ids), Ticket.urgency < MOST_URGENT)
    for row in (await session.execute(query.order_by(Ticket.id).with_for_update())).scalars():
        before = row.urgency
        row.urgency, row.version, row.changed_at = before + 1, row.version + 1, now()
        row.priority = priority_of(row.urgency, row.importance, row.raised)
        await session.flush()
        await note(session, row.id, "raise", {"urgency": (before, row.urgency)})
        emit(session, TicketChanged(row.id, row.version, ("urgency",)), ref_of(row.id))
