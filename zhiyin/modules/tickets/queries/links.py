"""Which tickets conversations belong to."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.tickets.models import TicketLink


async def get_linked(
    session: ReadSession | WriteSession, conversation_ids: Collection[UUID]
) -> dict[UUID, list[UUID]]:
    """The tickets each of these conversations belongs to."""
    query = select(TicketLink.conversation_id, TicketLink.ticket_id).where(
        TicketLink.conversation_id.in_(conversation_ids)
    )
    found: dict[UUID, list[UUID]] = {}
    for row in await session.execute(query):
        found.setdefault(row.conversation_id, []).append(row.ticket_id)
    return found
