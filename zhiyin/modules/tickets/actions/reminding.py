"""A ticket is due soon, is due, is late: its owner is told, then whoever coordinates the team."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import (
    DueTimer,
    NewTimer,
    TimerKind,
    cancel_timers_last,
    set_timers_last,
)
from zhiyin.modules.people.interface import get_coordinators
from zhiyin.modules.procedures.interface import reminders
from zhiyin.modules.tickets.events import TicketDue, TicketOverdue
from zhiyin.modules.tickets.models import Ticket
from zhiyin.modules.tickets.rules import KIND, LIVE
from zhiyin.modules.tickets.settings import CLIMB_AFTER, REMIND_BEFORE

REMINDER = "tickets.reminder"
STAGES = ("soon", "due", "overdue")


async def remind(session: WriteSession, rows: Sequence[Ticket]) -> None:
    """Sets the reminders of tickets as they are now; older ones are moved or taken back. After all
    else: whoever has tickets changed may have rows of modules above to lock.
    """
    cancel_timers_last(session, [ObjectRef(KIND, row.id) for row in rows], REMINDER)
    set_timers_last(session, await _reminders(session, rows))


async def _reminders(session: WriteSession, rows: Sequence[Ticket]) -> list[NewTimer]:
    timers = []
    for row in rows:
        if row.due_at is None or row.state not in LIVE:
            continue
        place = Place(shop_id=row.shop_id, team_id=row.team_id)
        before = await get_setting(session, REMIND_BEFORE, place)
        after = await get_setting(session, CLIMB_AFTER, place)
        for stage, at in reminders(row.due_at, now(), before, after):
            timers.append(NewTimer(REMINDER, ObjectRef(KIND, row.id), key=stage, at=at))
    return timers


async def tell_due(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Says what the timers stand for, of tickets that are still worked on."""
    ids = sorted({timer.ref.id for timer in due})
    query = select(Ticket.id, Ticket.owner_id, Ticket.team_id).where(
        Ticket.id.in_(ids), Ticket.state.in_(LIVE)
    )
    rows: dict[UUID, Any] = {row.id: row for row in await session.execute(query)}
    coordinators = await get_coordinators(
        session, {row.team_id for row in rows.values() if row.team_id}
    )
    # A worker that was late has several of one ticket at once: they are said in their order.
    for timer in sorted(due, key=lambda one: STAGES.index(one.key)):
        row = rows.get(timer.ref.id)
        if row is None:
            continue
        if timer.key == "overdue":
            above = coordinators.get(row.team_id)
            emit(session, TicketOverdue(row.id, row.owner_id, above), timer.ref)
        else:
            emit(session, TicketDue(row.id, timer.key, row.owner_id), timer.ref)


REMINDER_TIMER = TimerKind(REMINDER, tell_due)
