"""Tasks on the customer's timeline."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import TimelineEntry
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import LANGUAGES, Language, Text
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import readable
from zhiyin.modules.procedures.queries.tasks import get_led
from zhiyin.modules.procedures.rules.tasks import KIND, words_of

BADGES = {
    "open": Text("待办", "To do"),
    "done": Text("已完成", "Done"),
    "cancelled": Text("已取消", "Cancelled"),
}


class TasksOnTimeline:
    """One line a task: what, who, and what came of it."""

    name = "tasks"

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Those the caller may see, newest first."""
        names = await get_names(session)
        led = await get_led(session, access)
        rows = await session.execute(
            select(Task)
            .where(Task.customer_id.in_(customer_ids), Task.made_at < before, readable(access, led))
            .order_by(Task.id.desc())
            .limit(limit)
        )
        return [
            _entry(row, names.staff_name(row.owner_id), access.language) for row in rows.scalars()
        ]


def _entry(row: Task, owner: str, language: Language) -> TimelineEntry:
    zh, en = (words_of(row, "title", one) for one in LANGUAGES)
    result = words_of(row, "result", language)
    return TimelineEntry(
        kind=KIND,
        at=row.made_at,
        title=Text(f"待办：{zh}", f"Task: {en}"),
        lines=tuple(line for line in (result, owner) if line),
        badge=BADGES[row.state],
        ref=ObjectRef(KIND, row.id),
    )
