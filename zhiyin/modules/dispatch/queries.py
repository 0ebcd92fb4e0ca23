"""Reads of dispatch."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.interface import PresenceOut, list_presence


async def get_loads(session: ReadSession | WriteSession) -> dict[UUID, int]:
    """How many slots everybody has taken."""
    rows = await session.execute(text("SELECT staff_id, used FROM loads"))
    return {row.staff_id: row.used for row in rows}


async def presence_with_loads(session: ReadSession | WriteSession) -> list[PresenceOut]:
    """Everybody's status and taken slots."""
    loads = await get_loads(session)
    present = await list_presence(session)
    return [one.model_copy(update={"used": loads.get(one.staff_id, 0)}) for one in present]
