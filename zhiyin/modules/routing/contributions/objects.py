"""Incidents as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.routing.models import Incident
from zhiyin.modules.routing.permissions import SURGE
from zhiyin.modules.routing.queries.incidents import KIND


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These incidents, for who may lead in crises."""
    if access is not None and not access.may(SURGE):
        return {}
    rows = (await session.execute(select(Incident).where(Incident.id.in_(ids)))).scalars()
    return {row.id: Face(row.title, f"/incidents/{row.id}") for row in rows}


INCIDENT = ObjectKind(KIND, Text("危机事件", "Incident"), look)
