"""Conversations in a few lines (小结)."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.actions.retelling import may_retell, retell
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.summaries import get_summary_lines
from zhiyin.modules.conversations.schemas.summaries import SummaryOut

routes = Routes("conversations", "/conversations")


@routes.get("/{conversation_id}/summary", permit=READ, response_model=SummaryOut)
async def summary(conversation_id: UUID, access: Caller, house: CurrentHouse) -> SummaryOut:
    """What the customer wants, what was answered, which numbers matter, who is waited for."""
    can_word = await may_retell(house)
    async with house.database.reading() as session:
        return await get_summary_lines(session, access, conversation_id, can_word=can_word)


@routes.post("/{conversation_id}/summary", permit=READ, response_model=SummaryOut)
async def word_summary(conversation_id: UUID, access: Caller, house: CurrentHouse) -> SummaryOut:
    """The same with a language model's words, where one may be asked and what it says holds."""
    return await retell(house, access, conversation_id)
