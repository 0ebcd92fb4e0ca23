"""Conversations in a few lines (小结)."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.summaries import get_summary_lines
from zhiyin.modules.conversations.schemas.summaries import SummaryOut

routes = Routes("conversations", "/conversations")


@routes.get("/{conversation_id}/summary", permit=READ, response_model=SummaryOut)
async def summary(conversation_id: UUID, access: Caller, house: CurrentHouse) -> SummaryOut:
    """What the customer wants, what was answered, which numbers matter, who is waited for."""
    async with house.database.reading() as session:
        return await get_summary_lines(session, access, conversation_id)
