"""Groups of questions that were not answered, for people to decide on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, tuple_

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.bot.models import BotGap, BotTurn
from zhiyin.modules.bot.queries.missed import MISSED, get_questions
from zhiyin.modules.bot.schemas.learning import GapOut, GapPage, GapState, GapWords, LearningOut
from zhiyin.modules.knowledge.interface import get_titles
from zhiyin.modules.people.interface import get_names

# Wordings of a group beside its name, as the list shows it, and when it is opened.
SHOWN, MOST_WORDS = 3, 200
WEEK = timedelta(days=7)

_AFTER = text(f"""
    SELECT g.id,
           count(*) FILTER (WHERE {MISSED} IS NOT TRUE) AS answered,
           count(*) FILTER (WHERE {MISSED}) AS again
    FROM bot_gaps g JOIN bot_turns t ON t.gap_id = g.id AND t.at > g.decided_at
    WHERE g.id = ANY(:ids) GROUP BY g.id
""")
_SUMS = text(f"""
    SELECT (SELECT count(*) FROM bot_gaps WHERE state = 'open') AS open,
           (SELECT count(*) FROM bot_turns WHERE at > :week AND {MISSED}) AS missed,
           (SELECT count(*) FROM bot_turns WHERE at > :week AND kind <> 'talk') AS asked,
           (SELECT count(*) FROM bot_gaps WHERE state IN ('taught', 'written')) AS taught,
           count(*) FILTER (WHERE {MISSED} IS NOT TRUE) AS answered,
           count(*) FILTER (WHERE {MISSED}) AS again
    FROM bot_gaps g JOIN bot_turns t ON t.gap_id = g.id AND t.at > g.decided_at
    WHERE g.state IN ('taught', 'written')
""")


async def list_gaps(
    session: ReadSession,
    state: GapState,
    shop_id: UUID | None,
    days: int,
    cursor: str | None,
    limit: int,
) -> GapPage:
    """A page: what is open by how many ask, what is decided by when that was."""
    states = ("taught", "written") if state == "taught" else (state,)
    order: tuple[Any, ...] = (BotGap.count, BotGap.last_at, BotGap.id)
    shape: Any = tuple[int, datetime, UUID]
    if state != "open":
        order, shape = (BotGap.decided_at, BotGap.id), tuple[datetime, UUID]
    query = select(BotGap).where(
        BotGap.state.in_(states), BotGap.last_at > now() - timedelta(days=days)
    )
    if shop_id is not None:
        query = query.where(BotGap.shop_id == shop_id)
    after = decode_cursor(cursor, shape)
    if after is not None:
        query = query.where(tuple_(*order) < tuple_(*after))
    query = query.order_by(*(column.desc() for column in order)).limit(limit + 1)
    found = list((await session.execute(query)).scalars())
    page = found[:limit]
    last = tuple(getattr(page[-1], column.key) for column in order) if page else None
    more = len(found) > limit
    return GapPage(items=await _show(session, page), next=encode_cursor(last) if more else None)


async def get_gap(session: ReadSession, gap_id: UUID) -> GapOut:
    """One group."""
    row = await session.get(BotGap, gap_id)
    if row is None:
        raise NotFoundError
    return (await _show(session, [row]))[0]


async def get_words(session: ReadSession, gap_id: UUID) -> GapWords:
    """All wordings of a group, each once: the central ones first, then the newest."""
    row = await session.get(BotGap, gap_id)
    if row is None:
        raise NotFoundError
    central = await get_questions(session, row.centre)
    query = (
        select(BotTurn.question, BotTurn.conversation_id, BotTurn.at)
        .where(BotTurn.gap_id == gap_id, BotTurn.question != "")
        .order_by(BotTurn.at.desc())
        .limit(MOST_WORDS)
    )
    rows = (await session.execute(query)).all()
    words = [central[one] for one in row.centre if one in central]
    words += [one.question for one in rows]
    return GapWords(
        texts=list(dict.fromkeys(words)),
        conversation_ids=list(dict.fromkeys(one.conversation_id for one in rows))[:SHOWN],
    )


async def get_learning(session: ReadSession) -> LearningOut:
    """How much waits, and what came of what was taught."""
    sums = await session.execute(_SUMS, {"week": now() - WEEK})
    return LearningOut.model_validate(dict(sums.mappings().one()))


async def _show(session: ReadSession, rows: Sequence[BotGap]) -> list[GapOut]:
    ids = {one for row in rows for one in (row.proposed_id, row.article_id) if one}
    titles = await get_titles(session, sorted(ids))
    words = await get_questions(session, [one for row in rows for one in row.centre])
    names = await get_names(session)
    after = {
        one.id: one
        for one in await session.execute(
            _AFTER, {"ids": [row.id for row in rows if row.decided_at]}
        )
    }

    def article(article_id: UUID | None) -> dict[str, Any] | None:
        if article_id is None or article_id not in titles:
            return None
        return {"article_id": article_id, "title": titles[article_id]}

    return [
        GapOut.model_validate(
            {
                "id": row.id,
                "shop_id": row.shop_id,
                "locale": row.locale,
                "label": row.label,
                "more": _more(row, words),
                "state": row.state,
                "count": row.count,
                "customers": row.customers,
                "first_at": row.first_at,
                "last_at": row.last_at,
                "proposal": _proposal(row, article(row.proposed_id)),
                "article": article(row.article_id),
                "version": row.version,
                "by": names.staff_name(row.by) or None,
                "decided_at": row.decided_at,
                "answered": after[row.id].answered if row.id in after else 0,
                "again": after[row.id].again if row.id in after else 0,
            }
        )
        for row in rows
    ]


def _more(row: BotGap, words: Mapping[UUID, str]) -> list[str]:
    told = dict.fromkeys(words[one] for one in row.centre if one in words)
    return [one for one in told if one != row.label][:SHOWN]


def _proposal(row: BotGap, article: dict[str, Any] | None) -> dict[str, Any] | None:
    return article | row.evidence if article else None
