"""Articles that fit what the customer of a conversation has just written."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.suggestions import get_suggestions
from zhiyin.modules.conversations.schemas.suggestions import SuggestionsOut

routes = Routes("conversations", "/conversations")


@routes.get("/{conversation_id}/suggestions", permit=READ, response_model=SuggestionsOut)
async def suggestions(conversation_id: UUID, access: Caller, house: CurrentHouse) -> SuggestionsOut:
    """Up to five articles for the customer's newest words; ask again when they write on."""
    return await get_suggestions(house, access, conversation_id)
