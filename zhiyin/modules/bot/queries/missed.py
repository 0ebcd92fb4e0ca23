"""What the bot did not answer well, and the groups it may belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.bot.gaps import Missed
from zhiyin.modules.bot.models import BotGap, BotTurn
from zhiyin.modules.bot.understanding import says_nothing

# More in one round would keep others waiting; the rest is for the next.
MOST = 1500
MOST_GROUPS = 1000
# Answers older than this are not looked at for a group that was taught.
ANSWERED_DAYS = 2

# No good answer: it did not know, or somebody said that it was wrong. The index of what waits has
# the same words.
MISSED = """(kind IN ('ask', 'choices') OR (kind = 'handover' AND reason = 'unsure')
    OR rating = 'unhelpful' OR verdict IN ('wrong', 'better'))"""
WAITING = f"gap_id IS NULL AND NOT taught AND question <> '' AND {MISSED}"

_NOOKS = text(f"""
    SELECT shop_id, locale FROM bot_turns WHERE {WAITING} AND at > :since
    UNION
    SELECT shop_id, locale FROM bot_gaps
    WHERE state IN ('taught', 'written') AND decided_at > :since
    ORDER BY shop_id, locale
""")
_MISSED = text(f"""
    SELECT id, conversation_id, question,
           coalesce(rating = 'unhelpful' OR verdict IN ('wrong', 'better'), false) AS bad
    FROM bot_turns
    WHERE {WAITING} AND shop_id = :shop_id AND locale = :locale AND at > :since
        AND verdict IS DISTINCT FROM 'right'
    ORDER BY at DESC LIMIT :most
""")
_ANSWERED = text(f"""
    SELECT t.id, t.question, g.id AS gap_id
    FROM bot_gaps g JOIN bot_turns t ON t.article_id = g.article_id AND t.shop_id = g.shop_id
    WHERE g.shop_id = :shop_id AND g.locale = :locale AND g.state IN ('taught', 'written')
        AND t.kind = 'answer' AND t.gap_id IS NULL AND t.locale = g.locale AND t.question <> ''
        AND t.at > greatest(g.decided_at, now() - interval '{ANSWERED_DAYS} days')
    ORDER BY t.at DESC LIMIT :most
""")


@dataclass(frozen=True)
class Nook:
    """Where questions are alike: a shop, a language, and since when it is looked."""

    shop_id: UUID
    locale: str
    since: datetime

    @property
    def values(self) -> dict[str, Any]:
        """For statements."""
        return {"shop_id": self.shop_id, "locale": self.locale}


@dataclass(frozen=True)
class Centre:
    """A group by its central texts."""

    id: UUID
    texts: list[str]


@dataclass(frozen=True)
class AnsweredSince:
    """A question that was answered by the article a group was taught to."""

    id: UUID
    question: str
    gap_id: UUID


async def find_nooks(session: ReadSession, since: datetime) -> list[Nook]:
    """Where something waits, or was taught: the like may have been answered since."""
    rows = await session.execute(_NOOKS, {"since": since})
    return [Nook(row.shop_id, row.locale, since) for row in rows]


async def get_missed(session: ReadSession, nook: Nook) -> list[Missed]:
    """What waits here, the newest first."""
    values = {**nook.values, "since": nook.since, "most": MOST}
    rows = await session.execute(_MISSED, values)
    return [
        Missed(row.id, row.conversation_id, row.question, row.bad)
        for row in rows
        if not says_nothing(row.question)
    ]


async def get_answered_since(session: ReadSession, nook: Nook) -> list[AnsweredSince]:
    """What the articles of taught groups have answered since: the like of them, or something
    else.
    """
    rows = await session.execute(_ANSWERED, {**nook.values, "most": MOST // 3})
    return [AnsweredSince(row.id, row.question, row.gap_id) for row in rows]


async def get_centres(session: ReadSession, nook: Nook) -> list[Centre]:
    """The groups there are, by their central questions; by its name where these are gone."""
    query = (
        select(BotGap.id, BotGap.label, BotGap.centre)
        .where(BotGap.shop_id == nook.shop_id, BotGap.locale == nook.locale)
        .order_by(BotGap.last_at.desc())
        .limit(MOST_GROUPS)
    )
    rows = (await session.execute(query)).all()
    words = await get_questions(session, [one for row in rows for one in row.centre])
    return [
        Centre(row.id, [words[one] for one in row.centre if one in words] or [row.label])
        for row in rows
    ]


async def get_questions(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The words of these turns, as far as they are kept."""
    if not ids:
        return {}
    query = select(BotTurn.id, BotTurn.question).where(BotTurn.id.in_(ids), BotTurn.question != "")
    return {row.id: row.question for row in await session.execute(query)}


async def get_open_ids(session: ReadSession, ids: Sequence[UUID] | None) -> list[UUID]:
    """Which groups are open: of these, or of all."""
    query = select(BotGap.id).where(BotGap.state == "open").order_by(BotGap.last_at.desc())
    if ids is not None:
        query = query.where(BotGap.id.in_(ids))
    return list((await session.execute(query.limit(MOST_GROUPS))).scalars())
