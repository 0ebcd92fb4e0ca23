"""Routes of supervision: watching, whispering, taking over, giving back."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.conversations.actions.supervising import (
    hand_back,
    stop_watching,
    take_over,
    watch,
    whisper,
)
from zhiyin.modules.conversations.permissions import SUPERVISE
from zhiyin.modules.conversations.queries.lists import SEE_PERSONAL, get_summary, show_messages
from zhiyin.modules.conversations.schemas.requests import WhisperIn
from zhiyin.modules.conversations.schemas.shown import ConversationSummary, MessageOut

routes = Routes("conversations", "/conversations")


async def _after(house: CurrentHouse, conversation_id: UUID) -> ConversationSummary:
    async with house.database.reading() as session:
        return await get_summary(session, conversation_id)


@routes.post("/{conversation_id}/watch", permit=SUPERVISE, response_model=Done)
async def post_watch(conversation_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Begins to watch silently."""
    async with house.database.writing(access.actor) as session:
        await watch(session, access, conversation_id)
    return Done()


@routes.delete("/{conversation_id}/watch", permit=SUPERVISE)
async def delete_watch(conversation_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Watches no longer."""
    async with house.database.writing(access.actor) as session:
        await stop_watching(session, access, conversation_id)


@routes.post(
    "/{conversation_id}/whisper", permit=SUPERVISE, own_key=True, response_model=MessageOut
)
async def post_whisper(
    conversation_id: UUID, body: WhisperIn, access: Caller, house: CurrentHouse
) -> MessageOut:
    """Says something to the agent that only staff see."""
    async with house.database.writing(access.actor) as session:
        posted = await whisper(session, access, conversation_id, body.key, body.text)
    async with house.database.reading() as session:
        masked = SEE_PERSONAL not in access.scopes
        return (await show_messages(session, [posted.message], masked=masked))[0]


@routes.post("/{conversation_id}/take-over", permit=SUPERVISE, response_model=ConversationSummary)
async def post_take_over(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Takes the conversation over from its agent."""
    async with house.database.writing(access.actor) as session:
        await take_over(session, access, conversation_id)
    return await _after(house, conversation_id)


@routes.post("/{conversation_id}/hand-back", permit=SUPERVISE, response_model=ConversationSummary)
async def post_hand_back(
    conversation_id: UUID, access: Caller, house: CurrentHouse
) -> ConversationSummary:
    """Gives it back to the agent from whom it was taken."""
    async with house.database.writing(access.actor) as session:
        await hand_back(session, access, conversation_id)
    return await _after(house, conversation_id)
