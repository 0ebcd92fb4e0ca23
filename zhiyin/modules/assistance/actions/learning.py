"""Learning what agents answer (学习回复): conversations are read behind their closing, and once
those that ended before anybody learned, newest first.

The inference process is asked between two transactions; while it is away nothing is lost, what
ended meanwhile is read afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.events.places import go_on, join_here, look
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.text.language import language_of
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.assistance.pairing import key_of, pairs
from zhiyin.modules.assistance.settings import SUGGEST
from zhiyin.modules.conversations.events import ConversationClosed
from zhiyin.modules.conversations.interface import get_briefs, get_utterances, list_closed
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.understanding.interface import MOST_ENCODED, Code, Encode, encode

LOOK_EVERY: Final = 3.0
LOOK_BACK_EVERY: Final = 60.0
FORGET_EVERY: Final = 3600.0
READER: Final = "assistance.replies"
# Conversations in one transaction.
PAGE: Final = 40
# What was usual a year ago may be wrong today.
KEEP_DAYS: Final = 365

_CLEAR = text("DELETE FROM reply_examples WHERE conversation_id = ANY(:ids)")
# What was erased or taken back while it was being read is not kept.
_KEEP = text("""
    INSERT INTO reply_examples (conversation_id, number, customer_id, shop_id, locale, question,
        reply, reply_key, signature, intent, direction, tokens, at)
    SELECT e.conversation_id, e.number, c.customer_id, c.shop_id, e.locale, e.question, e.reply,
        e.reply_key, :signature, e.intent, decode(e.direction, 'base64'),
        array_to_tsvector(e.words), m.at
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS e(
        conversation_id uuid, number int, locale text, question text, reply text, reply_key text,
        intent text, direction text, words text[])
    JOIN conversations c ON c.id = e.conversation_id
    JOIN messages m ON m.conversation_id = e.conversation_id AND m.number = e.number
    WHERE m.text <> '' AND m.recalled_at IS NULL
    ON CONFLICT DO NOTHING
""")
_BEGIN = text("INSERT INTO reply_passes (signature) VALUES (:signature) ON CONFLICT DO NOTHING")
_WHERE = text("""
    SELECT closed_at, conversation_id FROM reply_passes
    WHERE signature = :signature AND done_at IS NULL
""")
_MOVE = text("""
    UPDATE reply_passes SET closed_at = :closed_at, conversation_id = :id,
        done_at = CASE WHEN :done THEN now() END
    WHERE signature = :signature AND done_at IS NULL
      AND (closed_at, conversation_id) = (:before_at, :before_id)
""")
_FORGET = text("DELETE FROM reply_examples WHERE at < now() - make_interval(days => :days)")


@dataclass(frozen=True)
class Lesson:
    """A pair of one conversation, in the language of its question."""

    conversation_id: UUID
    number: int
    locale: Language
    question: str
    reply: str


async def learn_replies(database: Database) -> None:
    """Reads conversations that have ended since the last look."""
    while await _follow(database.house):
        pass


async def _follow(house: House) -> bool:
    """One page; answers whether there may be more."""
    async with house.database.reading() as session:
        stretch = await look(session, READER, (ConversationClosed,), PAGE)
        ended = [] if stretch is None else [one.event for one in stretch.events]
        ids = sorted({cast(ConversationClosed, one).conversation_id for one in ended})
        lessons = await _lessons(session, ids)
    if stretch is None:
        async with house.database.writing() as writing:
            await join_here(writing, READER)
        return False
    if stretch.begin == stretch.end:
        return False
    try:
        signature, codes = await _encode(house, lessons)
    except ThinkingUnavailable:
        return False
    async with house.database.writing() as writing:
        if await go_on(writing, READER, stretch):
            await _keep(writing, ids, signature, lessons, codes)
    return stretch.full


async def look_back(database: Database) -> None:
    """Reads conversations that ended before anybody learned from them, or that an older encoder
    read; stopped, it goes on where it was.
    """
    signature, _ = await _encode(database.house, [])
    async with database.writing() as session:
        await session.execute(_BEGIN, {"signature": signature})
    while await _look_back(database.house, signature):
        pass


async def _look_back(house: House, signature: str) -> bool:
    async with house.database.reading() as session:
        place = (await session.execute(_WHERE, {"signature": signature})).first()
        if place is None:
            return False
        ended = await list_closed(
            session, (place.closed_at, place.conversation_id), KEEP_DAYS, PAGE
        )
        ids = sorted(one for _, one in ended)
        lessons = await _lessons(session, ids)
    now_signature, codes = await _encode(house, lessons)
    if now_signature != signature:
        return False
    done = len(ended) < PAGE
    before = (place.closed_at, place.conversation_id)
    last = ended[-1] if ended else before
    async with house.database.writing() as writing:
        if await _move(writing, signature, before, last, done=done):
            await _keep(writing, ids, signature, lessons, codes)
    return not done


async def _move(
    session: WriteSession,
    signature: str,
    before: tuple[datetime, UUID],
    after: tuple[datetime, UUID],
    *,
    done: bool,
) -> bool:
    """Goes on in this transaction; not, if somebody else has."""
    values = {"signature": signature, "closed_at": after[0], "id": after[1], "done": done}
    moved: Any = await session.execute(
        _MOVE, {**values, "before_at": before[0], "before_id": before[1]}
    )
    return bool(moved.rowcount)


async def _lessons(session: ReadSession, ids: Sequence[UUID]) -> list[Lesson]:
    """What can be learned from these conversations, as far as their shops want suggestions."""
    if not ids:
        return []
    briefs = await get_briefs(session, ids)
    wanted = {
        shop_id: await get_setting(session, SUGGEST, Place(shop_id=shop_id))
        for shop_id in await get_shops(session)
    }
    said = await get_utterances(session, ids)
    return [
        Lesson(one, pair.number, _locale(pair.question, briefs[one].language), pair.question,
               pair.reply)
        for one in ids
        if one in briefs and wanted.get(briefs[one].shop_id)
        for pair in pairs(said[one], briefs[one].customer_name)
    ]  # fmt: skip


def _locale(question: str, otherwise: str) -> Language:
    return language_of(question, "en" if otherwise == "en" else "zh-CN")


async def _encode(house: House, lessons: Sequence[Lesson]) -> tuple[str, list[Code]]:
    """Codes of the questions, and whose they are; in pieces, as others think meanwhile."""
    signature, codes = "", list[Code]()
    for start in range(0, max(len(lessons), 1), MOST_ENCODED):
        texts = [one.question for one in lessons[start : start + MOST_ENCODED]]
        encoded = await encode(house, Encode(texts))
        signature = encoded.signature
        codes += encoded.codes
    return signature, codes


async def _keep(
    session: WriteSession,
    ids: Sequence[UUID],
    signature: str,
    lessons: Sequence[Lesson],
    codes: Sequence[Code],
) -> None:
    """What these conversations teach now, in place of what they taught."""
    await session.execute(_CLEAR, {"ids": list(ids)})
    rows = [
        {
            "conversation_id": lesson.conversation_id,
            "number": lesson.number,
            "locale": lesson.locale,
            "question": lesson.question,
            "reply": lesson.reply,
            "reply_key": key_of(lesson.reply),
            "intent": code.intents[0] if code.intents else "",
            "direction": code.direction,
            "words": code.words,
        }
        for lesson, code in zip(lessons, codes, strict=True)
    ]
    if rows:
        values = {"rows": msgspec.json.encode(rows).decode(), "signature": signature}
        await session.execute(_KEEP, values)


async def forget_replies(database: Database) -> None:
    """Lets go of what is too old to be a model for anybody."""
    async with database.writing() as session:
        await session.execute(_FORGET, {"days": KEEP_DAYS})
