"""The timers of a step: soon due, late, given up waiting, escalated.

They are never taken back: one of a step that has ended does nothing when it fires. So ending a
step locks no timers.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.timers.timers import NewTimer, set_timers_last
from zhiyin.modules.procedures.models import CaseStep
from zhiyin.modules.procedures.rules.documents import Step
from zhiyin.modules.procedures.rules.limits import Calendar, soon_at
from zhiyin.modules.procedures.rules.tasks import CASE_STEP

TIMER = "procedures.step"
SOON, LATE, GIVE_UP, ESCALATE = "due_soon", "late", "give_up", "escalate"
REPLIED, AWAY, DOUBLE = "replied", "away", "double"


def set_step_timers(session: WriteSession, row: CaseStep, step: Step, calendar: Calendar) -> None:
    """Sets what is to happen to an open step as time passes."""
    if row.due_at is None or row.opened_at is None:
        return
    ref, values = ObjectRef(CASE_STEP, row.id), {"case_id": str(row.case_id)}
    timers = []
    soon = soon_at(step.limit, row.opened_at, calendar)
    if soon is not None and soon > now():
        timers.append(_timer(ref, SOON, soon, values))
    if step.kind == "wait_customer":
        timers.append(_timer(ref, GIVE_UP, row.due_at, values))
    else:
        timers.append(_timer(ref, LATE, row.due_at, values))
    for place, one in enumerate(step.escalations):
        at = row.due_at + timedelta(minutes=one.after)
        timers.append(_timer(ref, f"{ESCALATE}:{place}", at, values))
    set_timers_last(session, timers)


def move_soon(session: WriteSession, key: str, steps: Sequence[tuple[UUID, UUID]]) -> None:
    """Has something be done with steps, given with their cases: each in a transaction of its own,
    like all that moves by itself.
    """
    timers = [
        _timer(ObjectRef(CASE_STEP, step_id), key, now(), {"case_id": str(case_id)})
        for step_id, case_id in steps
    ]
    set_timers_last(session, timers)


def _timer(ref: ObjectRef, key: str, at: Any, values: dict[str, Any]) -> NewTimer:
    return NewTimer(TIMER, ref, key=key, at=at, values=values)
