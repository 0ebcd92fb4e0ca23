"""The route that shows how a customer felt over a conversation."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.permissions import READ
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.queries.moods import list_moods
from zhiyin.modules.conversations.schemas.moods import MoodPoint

routes = Routes("conversation_moods", "/conversations")


@routes.get("/{conversation_id}/moods", permit=READ, response_model=list[MoodPoint])
async def moods(conversation_id: UUID, access: Caller, house: CurrentHouse) -> list[MoodPoint]:
    """How the customer felt, message by message; neutral where nothing was read."""
    async with house.database.reading() as session:
        await access_conversation(session, access, conversation_id)
        return await list_moods(session, conversation_id)
