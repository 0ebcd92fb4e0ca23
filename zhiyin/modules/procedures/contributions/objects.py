"""Tasks as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import readable
from zhiyin.modules.procedures.queries import get_led
from zhiyin.modules.procedures.rules import KIND


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These tasks, as far as the caller may see them."""
    query = select(Task).where(Task.id.in_(ids))
    if access is not None:
        query = query.where(readable(access, await get_led(session, access)))
    return {
        row.id: Face(row.title, f"/tasks?task={row.id}", row.customer_id, row.shop_id, row.team_id)
        for row in (await session.execute(query)).scalars()
    }


TASK = ObjectKind(KIND, Text("待办", "Task"), look)
