"""A task is due soon, is due, is late: its owner is told, then whoever coordinates the team."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import (
    DueTimer,
    NewTimer,
    TimerKind,
    cancel_timers,
    set_timers,
    set_timers_last,
)
from zhiyin.modules.people.interface import get_coordinators
from zhiyin.modules.procedures.events import TaskDue, TaskOverdue
from zhiyin.modules.procedures.rules.tasks import KIND, reminders
from zhiyin.modules.procedures.settings import CLIMB_AFTER, REMIND_BEFORE

REMINDER = "procedures.reminder"
STAGES = ("soon", "due", "overdue")

_OPEN = text("""
    SELECT id, owner_id, team_id, customer_id FROM tasks
    WHERE id = ANY(:ids) AND state = 'open' ORDER BY id
""")


async def remind(
    session: WriteSession, tasks: Sequence[tuple[UUID, UUID | None, datetime]]
) -> None:
    """Sets the reminders of tasks, given as id, team and due moment; older ones are moved."""
    refs = [ObjectRef(KIND, task_id) for task_id, _, _ in tasks]
    await cancel_timers(session, refs, REMINDER)
    await set_timers(session, await _timers(session, tasks))


async def remind_last(
    session: WriteSession, tasks: Sequence[tuple[UUID, UUID | None, datetime]]
) -> None:
    """The same right before the commit, for callers who lock more after them. Older ones that have
    no successor stay; they say nothing of a task that has ended.
    """
    set_timers_last(session, await _timers(session, tasks))


async def _timers(
    session: WriteSession, tasks: Sequence[tuple[UUID, UUID | None, datetime]]
) -> list[NewTimer]:
    timers = []
    for task_id, team_id, due_at in tasks:
        ref = ObjectRef(KIND, task_id)
        place = Place(team_id=team_id)
        before = await get_setting(session, REMIND_BEFORE, place)
        after = await get_setting(session, CLIMB_AFTER, place)
        for stage, at in reminders(due_at, now(), before, after):
            timers.append(NewTimer(REMINDER, ref, key=stage, at=at))
    return timers


async def forget_reminders(session: WriteSession, task_ids: Sequence[UUID]) -> None:
    """Takes the reminders of tasks back."""
    await cancel_timers(session, [ObjectRef(KIND, one) for one in task_ids], REMINDER)


async def tell_due(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Says what the timers stand for, of tasks that are still open."""
    ids = sorted({timer.ref.id for timer in due})
    rows: dict[UUID, Any] = {row.id: row for row in await session.execute(_OPEN, {"ids": ids})}
    teams = {row.team_id for row in rows.values() if row.team_id}
    coordinators = await get_coordinators(session, teams)
    # A worker that was late has several of one task at once: they are said in their order.
    for timer in sorted(due, key=lambda one: STAGES.index(one.key)):
        row = rows.get(timer.ref.id)
        if row is None:
            continue
        if timer.key == "overdue":
            above = coordinators.get(row.team_id)
            emit(session, TaskOverdue(row.id, row.owner_id, row.team_id, above), timer.ref)
        else:
            emit(session, TaskDue(row.id, timer.key, row.owner_id, row.team_id), timer.ref)


REMINDER_TIMER = TimerKind(REMINDER, tell_due)
