"""Reads of translations: what a conversation needs, and what is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.translators import Tongue, Translator
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.assistance.schemas.translations import TranslationState
from zhiyin.modules.assistance.settings import TRANSLATE
from zhiyin.modules.assistance.tongues import TONGUES, tongue_of, tongue_of_reader
from zhiyin.modules.conversations.interface import Brief, access_brief, get_utterances

# The language they write in shows in their latest words.
LOOKED_AT = 40

# A message that was put into another conversation is known by the one it was copied from.
_MESSAGES = text("""
    SELECT m.number, m.text, o.id AS message_id, t.text AS translated, t.spans AS translated_spans,
        w.text AS written, w.language AS written_in, w.spans AS written_spans
    FROM messages m
    CROSS JOIN LATERAL (SELECT CASE WHEN m.client_key LIKE 'merged:%'
        THEN CAST(substr(m.client_key, 8) AS uuid) ELSE m.id END AS id) o
    LEFT JOIN message_translations t ON t.message_id = o.id AND t.language = :mine
    LEFT JOIN written_words w ON w.staff_id = m.sender_id AND w.client_key = m.client_key
        AND w.conversation_id = m.conversation_id
    WHERE m.conversation_id = :id AND m.number = ANY(:numbers) AND m.kind = 'text'
      AND m.recalled_at IS NULL
    ORDER BY m.number
""")


@dataclass(frozen=True)
class Held:
    """A message with what is kept of it in the caller's language."""

    number: int
    message_id: UUID
    text: str
    translated: str | None
    translated_spans: list[Any] | None
    written: str | None
    written_in: str | None
    written_spans: list[Any] | None


async def is_wanted(session: ReadSession, access: Access, brief: Brief) -> bool:
    """Whether the caller wants translations in this conversation."""
    place = Place(shop_id=brief.shop_id, team_id=brief.team_id, user_id=access.id)
    wanted: bool = await get_setting(session, TRANSLATE, place)
    return wanted


async def find_translator(house: House) -> Translator | None:
    """Who translates; `None` where nobody may. It asks the database by itself."""
    for one in house.translators:
        if await one.ready(house):
            return one
    return None


async def get_state(house: House, access: Access, conversation_id: UUID) -> TranslationState:
    """Whether it can be translated, and between which languages."""
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
        wanted = await is_wanted(session, access, brief)
        theirs = await get_tongue(session, brief) if wanted else None
    ready = wanted and await find_translator(house) is not None
    return TranslationState(
        ready=ready,
        mine=tongue_of_reader(access.language),
        theirs=theirs if ready else None,
        languages=list(TONGUES),
    )


async def get_tongue(session: ReadSession, brief: Brief) -> Tongue | None:
    """The language of the customer's latest words that show one."""
    said = (await get_utterances(session, [brief.id], LOOKED_AT))[brief.id]
    theirs = [one.text for one in said if one.sender == "customer" and one.kind == "text"]
    return next((found for one in reversed(theirs) if (found := tongue_of(one))), None)


async def get_held(
    session: ReadSession, conversation_id: UUID, numbers: Sequence[int], mine: Tongue
) -> list[Held]:
    """These messages with what is kept of them in this language; no notes, nothing recalled."""
    values = {"id": conversation_id, "numbers": list(numbers), "mine": mine}
    found = await session.execute(_MESSAGES, values)
    return [Held(**row) for row in found.mappings()]
