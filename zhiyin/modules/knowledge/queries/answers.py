"""What the bot may say: articles for customers, as they are live now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.knowledge import asking
from zhiyin.modules.knowledge.models import Article, ArticleVersion
from zhiyin.modules.knowledge.permissions import findable
from zhiyin.modules.knowledge.queries.categories import get_tree
from zhiyin.modules.knowledge.queries.tried import get_tried
from zhiyin.modules.knowledge.queries.vectors import with_vectors
from zhiyin.modules.knowledge.rules import MoreWordings

# What the bot says of an article without a short answer: no more than fits a chat.
MOST_SAID = 400
MOST_FOUND = 5


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
    limit: int = MOST_FOUND,
    trial: bool = False,
    reader: UUID | None = None,
) -> Answers:
    """Articles that answer a customer's question; with `trial` also by the wordings that are on
    trial, in the words `reader` is drawn for. Raises `ThinkingUnavailable`
    without an answer of the inference process in time.
    """
    ask = asking.Ask(
        text,
        limit=limit,
        customers_only=True,
        shop_id=shop_id,
        locale=locale,
        level=level or "",
        trial=trial,
        by_letters=True,
    )
    (vectored,) = await with_vectors(house, [ask])
    thought = await asking.search(house, vectored, within=asking.ANSWER_SECONDS)
    async with house.database.reading() as session:
        known = await get_answers(
            session,
            [one.article_id for one in thought.hits],
            shop_id=shop_id,
            level=level,
            reader=reader,
        )
    return _told(thought, known)


@dataclass(frozen=True)
class RehearsedQuestion:
    """A question to be asked as if it were a customer's, of no level."""

    text: str
    shop_id: UUID | None
    locale: str


async def rehearse_answers(
    house: House, asked: Sequence[RehearsedQuestion], extra: Sequence[MoreWordings] = ()
) -> list[Answers]:
    """What would answer each of these, if articles had these wordings as well. Nothing is changed
    or written down; raises `ThinkingUnavailable` like `find_answers`.
    """
    asks = [
        asking.Ask(
            one.text,
            limit=MOST_FOUND,
            customers_only=True,
            shop_id=one.shop_id,
            locale=one.locale,
            level="",
            by_letters=True,
        )
        for one in asked
    ]
    added = [asking.Extra(one.article_id, list(one.texts)) for one in extra]
    thought = await asking.rehearse(house, await with_vectors(house, asks), added)
    known: dict[UUID | None, dict[UUID, tuple[str, str]]] = {}
    async with house.database.reading() as session:
        for shop_id in {one.shop_id for one in asked}:
            here = zip(asked, thought, strict=True)
            ids = {hit.article_id for one, found in here if one.shop_id == shop_id
                   for hit in found.hits}  # fmt: skip
            known[shop_id] = await get_answers(session, sorted(ids), shop_id=shop_id, level=None)
    pairs = zip(asked, thought, strict=True)
    return [_told(found, known[one.shop_id]) for one, found in pairs]


def _told(thought: asking.Found, known: Mapping[UUID, tuple[str, str]]) -> Answers:
    """What was found, as far as a customer may be told it now."""
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
    reader: UUID | None = None,
) -> dict[UUID, tuple[str, str]]:
    """Title and words of those of these articles that a customer may be told now; where two
    answers are tried, the one `reader` is drawn for.
    """
    rows = await _told_now(session, ids, shop_id, level, reader)
    return {
        one: (title, said.short_answer or _beginning(said.body_text))
        for one, (title, said) in rows.items()
    }


async def get_texts(
    session: ReadSession | WriteSession,
    ids: Sequence[UUID],
    *,
    shop_id: UUID | None,
    level: str | None,
    reader: UUID | None = None,
) -> dict[UUID, tuple[str, str]]:
    """Title and everything that stands in those of these articles that a customer may be told."""
    rows = await _told_now(session, ids, shop_id, level, reader)
    return {
        one: (title, "\n".join(part for part in (said.short_answer, said.body_text) if part))
        for one, (title, said) in rows.items()
    }


async def _told_now(
    session: ReadSession | WriteSession,
    ids: Sequence[UUID],
    shop_id: UUID | None,
    level: str | None,
    reader: UUID | None,
) -> dict[UUID, tuple[str, Any]]:
    """The title, and the version whose words hold for this reader."""
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
    rows = (await session.execute(query)).all()
    tried = await get_tried(session, [row.id for row in rows], reader)
    return {row.id: (row.title, tried.get(row.id, row)) for row in rows}


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
