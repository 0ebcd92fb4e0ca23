"""What the bot may say: articles for customers, as they are live now."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.knowledge import asking
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import findable
from zhiyin.modules.knowledge.queries.categories import get_tree

# What the bot says of an article without a short answer: no more than fits a chat.
MOST_SAID = 400


@dataclass(frozen=True)
class ArticleAnswer:
    """An article that may answer. `likely`: how probable it is that it does."""

    article_id: UUID
    title: str
    words: str
    likely: float
    matched: str


@dataclass(frozen=True)
class Answers:
    """The likeliest first; from `threshold` on answers are right as often as promised."""

    items: list[ArticleAnswer]
    answerable: float
    threshold: float


async def find_answers(
    house: House,
    text: str,
    *,
    shop_id: UUID | None,
    locale: str | None,
    level: str | None,
    limit: int = 5,
) -> Answers:
    """Articles that answer a customer's question; raises `ThinkingUnavailable` without an answer
    of the inference process in time.
    """
    ask = asking.Ask(
        text,
        limit=limit,
        customers_only=True,
        shop_id=shop_id,
        locale=locale,
        level=level or "",
    )
    thought = await asking.search(house, ask)
    async with house.database.reading() as session:
        known = await get_answers(
            session, [one.article_id for one in thought.hits], shop_id=shop_id, level=level
        )
    items = [
        ArticleAnswer(one.article_id, *known[one.article_id], one.likely, one.matched)
        for one in thought.hits
        if one.article_id in known
    ]
    # What the index found first may have ended a moment ago.
    still = bool(items) and items[0].article_id == thought.hits[0].article_id
    return Answers(items, thought.answerable if still else 0.0, thought.threshold)


async def get_answers(
    session: ReadSession | WriteSession,
    ids: Sequence[UUID],
    *,
    shop_id: UUID | None,
    level: str | None,
) -> dict[UUID, tuple[str, str]]:
    """Title and words of those of these articles that a customer may be told now."""
    if not ids:
        return {}
    tree = await get_tree(session)
    query = (
        select(
            Article.id,
            ArticleVersion.title,
            ArticleVersion.short_answer,
            ArticleVersion.body_text,
        )
        .join(
            ArticleVersion,
            (ArticleVersion.article_id == Article.id)
            & (ArticleVersion.number == Article.live_number),
        )
        .where(
            Article.id.in_(ids),
            findable(now(), tree.off, customers_only=True, shop_id=shop_id, level=level or ""),
        )
    )
    rows = await session.execute(query)
    return {row.id: (row.title, row.short_answer or _beginning(row.body_text)) for row in rows}


async def get_titles(session: ReadSession | WriteSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The titles of articles, whatever has become of them."""
    rows = await session.execute(select(Article.id, Article.title).where(Article.id.in_(ids)))
    return {row.id: row.title for row in rows}


def _beginning(text: str) -> str:
    """Whole sentences from the beginning, as far as fits."""
    if len(text) <= MOST_SAID:
        return text
    cut = text[:MOST_SAID]
    end = max(cut.rfind(mark) for mark in "。！？\n.!?")
    return cut[: end + 1] if end > 0 else f"{cut}…"
