"""Translating messages (翻译): what is kept is asked of nobody again."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.translators import (
    Passages,
    Tongue,
    TranslationUnavailableError,
    Translator,
)
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.assistance.errors import TranslationFailedError
from zhiyin.modules.assistance.models import WrittenWords
from zhiyin.modules.assistance.queries.translations import (
    Held,
    find_translator,
    get_held,
    get_tongue,
    is_wanted,
)
from zhiyin.modules.assistance.schemas.translations import (
    TranslateIn,
    TranslationOut,
    TranslationsOut,
    WrittenIn,
)
from zhiyin.modules.assistance.tongues import has_words, tongue_of, tongue_of_reader
from zhiyin.modules.conversations.interface import SEE_PERSONAL, Brief, access_brief
from zhiyin.modules.customers.interface import mask_spans, personal_spans

# What was erased or taken back while it was being translated is not kept.
_KEEP = text("""
    INSERT INTO message_translations (message_id, language, conversation_id, customer_id, text,
        spans)
    SELECT t.message_id, :language, c.id, c.customer_id, t.text, t.spans
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS t(
        number int, message_id uuid, text text, spans jsonb)
    JOIN messages m ON m.conversation_id = :conversation_id AND m.number = t.number
    JOIN conversations c ON c.id = m.conversation_id
    WHERE m.text <> '' AND m.recalled_at IS NULL
    ON CONFLICT DO NOTHING
""")
_FORGET = text("""
    WITH gone AS (DELETE FROM message_translations WHERE message_id = ANY(:ids))
    DELETE FROM written_words w USING messages m
    WHERE m.conversation_id = ANY(:conversations) AND m.id = ANY(:ids)
      AND w.staff_id = m.sender_id AND w.client_key = m.client_key
""")


async def translate_messages(
    house: House, access: Access, conversation_id: UUID, numbers: Sequence[int]
) -> TranslationsOut:
    """These messages in the caller's language, as far as they are in another one."""
    mine = tongue_of_reader(access.language)
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
        if not await is_wanted(session, access, brief):
            return TranslationsOut(items=[])
        theirs = await get_tongue(session, brief)
        held = await get_held(session, brief.id, numbers, mine)
    translator = await find_translator(house)
    if translator is None:
        return TranslationsOut(items=[])
    foreign = [
        (one, tongue)
        for one in held
        if has_words(one.text) and (tongue := tongue_of(one.text) or theirs) not in (None, mine)
    ]
    masked = SEE_PERSONAL not in access.scopes
    items = {one.number: _kept(one, tongue, mine, masked=masked) for one, tongue in foreign}
    missing = [one for one, _ in foreign if items[one.number].text is None]
    if missing:
        said, problem = await _ask(house, translator, brief, missing, mine)
        for one in missing:
            words = said.get(one.number)
            changed = {
                "text": _shown(words, personal_spans(words), masked=masked) if words else None,
                "problem": None if words else problem,
            }
            items[one.number] = items[one.number].model_copy(update=changed)
    same = {one.number for one in missing if items[one.number].text == one.text}
    return TranslationsOut(items=[one for one in items.values() if one.number not in same])


def _kept(one: Held, tongue: Tongue, mine: Tongue, *, masked: bool) -> TranslationOut:
    found = TranslationOut(number=one.number, language=tongue, text=None)
    if one.written is not None and one.written_in == mine:
        words = _shown(one.written, one.written_spans, masked=masked)
        return found.model_copy(update={"text": words, "written": True})
    if one.translated is not None:
        words = _shown(one.translated, one.translated_spans, masked=masked)
        return found.model_copy(update={"text": words})
    return found


def _shown(words: str, spans: list[list[int]] | None, *, masked: bool) -> str:
    return mask_spans(words, spans) if masked else words


async def _ask(
    house: House, translator: Translator, brief: Brief, missing: Sequence[Held], mine: Tongue
) -> tuple[dict[int, str], str]:
    """What came back by number, and why the rest did not. No transaction is open meanwhile."""
    try:
        said = await translator.translate(
            house, _passages(brief, [one.text for one in missing], mine)
        )
    except TranslationUnavailableError:
        return {}, "unavailable"
    found = {one.number: words for one, words in zip(missing, said, strict=True) if words}
    rows = [
        {
            "number": one.number,
            "message_id": one.message_id,
            "text": found[one.number],
            "spans": personal_spans(found[one.number]),
        }
        for one in missing
        if one.number in found
    ]
    if rows:
        values = {
            "rows": msgspec.json.encode(rows).decode(),
            "language": mine,
            "conversation_id": brief.id,
        }
        async with house.database.writing() as session:
            await session.execute(_KEEP, values)
    return found, "untrusted"


def _passages(brief: Brief, texts: Sequence[str], into: Tongue) -> Passages:
    return Passages(texts, into, [brief.customer_name], brief.id, brief.customer_id)


async def translate_words(
    house: House, access: Access, conversation_id: UUID, body: TranslateIn
) -> str:
    """What the caller has written, in the customer's language: to be looked at before it goes."""
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
        wanted = await is_wanted(session, access, brief)
    translator = await find_translator(house) if wanted else None
    if translator is None:
        raise TranslationFailedError
    try:
        said = await translator.translate(house, _passages(brief, [body.text], body.into))
    except TranslationUnavailableError as error:
        raise TranslationFailedError from error
    if not said[0]:
        raise TranslationFailedError
    return said[0]


async def keep_written(
    session: WriteSession, access: Access, conversation_id: UUID, body: WrittenIn
) -> None:
    """Keeps what the caller wrote, under the key with which its translation goes out. No audit: it
    belongs to the message, which has its own history.
    """
    brief = await access_brief(session, access, conversation_id)
    row = {
        "staff_id": access.id,
        "client_key": body.key,
        "conversation_id": brief.id,
        "customer_id": brief.customer_id,
        "language": body.language,
        "text": body.text,
        "spans": personal_spans(body.text),
    }
    await session.execute(insert(WrittenWords).values(row).on_conflict_do_nothing())


async def forget_recalled(
    session: WriteSession, conversation_ids: Sequence[UUID], message_ids: Sequence[UUID]
) -> None:
    """What was taken back stands nowhere else either."""
    values = {"conversations": list(conversation_ids), "ids": list(message_ids)}
    await session.execute(_FORGET, values)
