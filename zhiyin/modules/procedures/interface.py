"""The door of procedures: asking for tasks, and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.procedures.actions.tasks import NewTask, make_tasks
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.rules import KIND, line_of, may_undo, reminders

__all__ = [
    "KIND",
    "NewTask",
    "TaskBrief",
    "are_asked_about",
    "get_tasks_by_key",
    "line_of",
    "make_tasks",
    "may_undo",
    "reminders",
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


async def are_asked_about(
    session: ReadSession | WriteSession, kind: str, ids: Sequence[UUID]
) -> set[UUID]:
    """Which of these objects anybody has ever had a task about."""
    query = select(Task.about_id).where(Task.about_kind == kind, Task.about_id.in_(ids))
    return {one for one in (await session.execute(query)).scalars() if one is not None}
