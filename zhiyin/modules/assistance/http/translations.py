"""Routes of translations (翻译)."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.assistance.actions.translating import (
    keep_written,
    translate_messages,
    translate_words,
)
from zhiyin.modules.assistance.queries.translations import get_state
from zhiyin.modules.assistance.schemas.translations import (
    TranslatedOut,
    TranslateIn,
    TranslationsIn,
    TranslationsOut,
    TranslationState,
    WrittenIn,
)
from zhiyin.modules.conversations.interface import READ, REPLY

routes = Routes("assistance", "/assistance")


@routes.get("/{conversation_id}/translation", permit=READ, response_model=TranslationState)
async def state(conversation_id: UUID, access: Caller, house: CurrentHouse) -> TranslationState:
    """Whether this conversation can be translated, and between which languages."""
    return await get_state(house, access, conversation_id)


@routes.post("/{conversation_id}/translations", permit=READ, response_model=TranslationsOut)
async def translations(
    conversation_id: UUID, body: TranslationsIn, access: Caller, house: CurrentHouse
) -> TranslationsOut:
    """Messages in the caller's language; what was translated before comes from the record."""
    return await translate_messages(house, access, conversation_id, body.numbers)


@routes.post("/{conversation_id}/translate", permit=REPLY, response_model=TranslatedOut)
async def translate(
    conversation_id: UUID, body: TranslateIn, access: Caller, house: CurrentHouse
) -> TranslatedOut:
    """What the caller is about to say, in the customer's language; nothing is sent."""
    return TranslatedOut(text=await translate_words(house, access, conversation_id, body))


@routes.post("/{conversation_id}/written", permit=REPLY, response_model=Done)
async def written(
    conversation_id: UUID, body: WrittenIn, access: Caller, house: CurrentHouse
) -> Done:
    """Keeps what the caller wrote, before its translation is sent with this key."""
    async with house.database.writing(access.actor) as session:
        await keep_written(session, access, conversation_id, body)
    return Done()
