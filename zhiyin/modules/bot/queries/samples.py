"""What the bot was asked and said, for people to look at."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.bot.models import BotTurn
from zhiyin.modules.bot.schemas.talks import SampleOut, SamplePage
from zhiyin.modules.knowledge.interface import get_titles
from zhiyin.modules.people.interface import get_names


def _rule(which: str) -> ColumnElement[bool]:
    """Tasks and small talk are nobody's question; who asked for a person asked for nothing else."""
    unchecked = BotTurn.verdict.is_(None)
    rules = {
        "unchecked": and_(unchecked, BotTurn.kind == "answer"),
        "unhelpful": and_(unchecked, BotTurn.rating == "unhelpful"),
        "unanswered": and_(
            unchecked,
            BotTurn.kind.in_(("ask", "choices", "handover")),
            BotTurn.reason.is_(None) | (BotTurn.reason == "unsure"),
        ),
        "checked": BotTurn.verdict.is_not(None),
    }
    return rules.get(which, true())


async def list_samples(
    session: ReadSession, which: str, cursor: str | None, limit: int
) -> SamplePage:
    """A page, newest first."""
    query = select(BotTurn).where(_rule(which))
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(BotTurn.id < after)
    rows = (await session.execute(query.order_by(BotTurn.id.desc()).limit(limit + 1))).scalars()
    found = list(rows)
    page = found[:limit]
    ids = {one for row in page for one in (row.article_id, row.better_article_id) if one}
    titles = await get_titles(session, sorted(ids))
    names = await get_names(session)

    def article(article_id: UUID | None) -> Any:
        if article_id not in titles:
            return None
        return {"article_id": article_id, "title": titles[article_id]}

    items = [
        SampleOut.model_validate(
            {
                "turn_id": row.id,
                "conversation_id": row.conversation_id,
                "at": row.at,
                "question": row.question,
                "kind": row.kind,
                "words": row.words,
                "article": article(row.article_id),
                "likely": row.likely,
                "candidates": [
                    {"article_id": one["article_id"], "title": one["title"]} for one in row.found
                ],
                "rating": row.rating,
                "verdict": row.verdict,
                "better": article(row.better_article_id),
                "taught": row.taught,
                "checked_by": names.staff_name(row.checked_by) or None,
            }
        )
        for row in page
    ]
    return SamplePage(items=items, next=encode_cursor(page[-1].id) if len(found) > limit else None)
