"""The door of procedures: asking for tasks, how they stand, and beginning cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.procedures.actions.answering import StepAnswer, answer_steps, call_off
from zhiyin.modules.procedures.actions.cases import NewCase, start_cases
from zhiyin.modules.procedures.actions.following import (
    end_cases,
    move_cases,
    refuse_end,
    were_cut,
)
from zhiyin.modules.procedures.actions.ready import READY, install_ready, read_ready, ready_version
from zhiyin.modules.procedures.actions.replies import Reply, are_awaited, hear_replies
from zhiyin.modules.procedures.actions.settling import settle
from zhiyin.modules.procedures.actions.tasks import NewTask, make_tasks
from zhiyin.modules.procedures.models import Case, Procedure, Task
from zhiyin.modules.procedures.rules.documents import Step, stored_form
from zhiyin.modules.procedures.rules.dry import Chosen, Visit, Walk, walk
from zhiyin.modules.procedures.rules.flow import Plan, make_plan
from zhiyin.modules.procedures.rules.tasks import (
    KIND,
    STEP,
    UNDO_WITHIN,
    line_of,
    may_undo,
    reminders,
)

__all__ = [
    "KIND",
    "READY",
    "STEP",
    "UNDO_WITHIN",
    "Chosen",
    "NewCase",
    "NewTask",
    "Plan",
    "Reply",
    "Step",
    "StepAnswer",
    "TaskBrief",
    "Visit",
    "Walk",
    "about_own_steps",
    "answer_steps",
    "are_asked_about",
    "are_awaited",
    "call_off",
    "end_cases",
    "get_codes",
    "get_tasks_by_key",
    "hear_replies",
    "install_ready",
    "line_of",
    "make_plan",
    "make_tasks",
    "may_undo",
    "move_cases",
    "read_ready",
    "ready_version",
    "refuse_end",
    "reminders",
    "settle",
    "start_cases",
    "stored_form",
    "walk",
    "were_cut",
]


@dataclass(frozen=True)
class TaskBrief:
    """A task as other modules speak of it."""

    id: UUID
    key: str
    title: str
    state: str
    owner_id: UUID | None
    result: str


async def get_tasks_by_key(
    session: ReadSession | WriteSession, keys: Sequence[str]
) -> dict[str, TaskBrief]:
    """Tasks that were asked for under these keys."""
    if not keys:
        return {}
    rows = (await session.execute(select(Task).where(Task.key.in_(keys)))).scalars()
    return {
        row.key: TaskBrief(row.id, row.key, row.title, row.state, row.owner_id, row.result)
        for row in rows
        if row.key is not None
    }


def about_own_steps(kind: str, staff_id: UUID) -> Select[UUID | None]:
    """What somebody has an open step about, for whoever lets them see that as long."""
    return select(Task.about_id).where(
        Task.owner_id == staff_id,
        Task.state == "open",
        Task.origin == STEP,
        Task.about_kind == kind,
    )


async def are_asked_about(
    session: ReadSession | WriteSession, kind: str, ids: Sequence[UUID]
) -> set[UUID]:
    """Which of these objects anybody has ever had a task about, or a case."""
    tasks = select(Task.about_id).where(Task.about_kind == kind, Task.about_id.in_(ids))
    cases = select(Case.about_id).where(Case.about_kind == kind, Case.about_id.in_(ids))
    found = (await session.execute(tasks.union(cases))).scalars()
    return {one for one in found if one is not None}


async def get_codes(session: ReadSession | WriteSession) -> frozenset[str]:
    """The codes of all procedures."""
    return frozenset((await session.execute(select(Procedure.code))).scalars())
