"""What visitors of public pages leave behind: searches, clicks, reading, and whether it helped.

Nothing here says who it was.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.modules.customers.interface import mask_spans, personal_spans
from zhiyin.modules.knowledge.actions.trial_readers import (
    note_shown,
    note_trial_rating,
    reader_of,
)
from zhiyin.modules.knowledge.models import ArticleUse, KnowledgeSearch
from zhiyin.modules.knowledge.queries.public import get_public_article
from zhiyin.modules.knowledge.queries.searching import FITTING, Question, find, suggest_titles
from zhiyin.modules.knowledge.rules import normal_question, number_of
from zhiyin.modules.knowledge.schemas.searching import Hit, Suggestion

MOST_QUERY = 200
MOST_FOUND = 10
MOST_SUGGESTED = 8
# A click long after the search is somebody else's bookmark.
CLICK_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class PublicHit:
    """An article found; `fits` is false for one that is only shown because nothing fits better."""

    number: int
    hit: Hit
    fits: bool


@dataclass(frozen=True)
class PublicFound:
    """What was found, and the search to tell a click of."""

    search_id: UUID | None
    items: list[PublicHit]


def _question(text: str, shop_id: UUID, locale: str, limit: int) -> Question:
    return Question(
        text[:MOST_QUERY],
        limit=limit,
        customers_only=True,
        shop_id=shop_id,
        locale=locale,
        level="",
    )


async def find_for_public(house: House, text: str, shop_id: UUID, locale: str) -> PublicFound:
    """Articles anybody may read that fit a question, and the search written down as a visitor's."""
    found = await find(house, None, _question(text, shop_id, locale, MOST_FOUND))
    query = mask_spans(text[:MOST_QUERY], personal_spans(text[:MOST_QUERY]))
    async with house.database.writing() as session:
        row = KnowledgeSearch(
            id=new_id(),
            asked_by="visitor",
            shop_id=shop_id,
            locale=locale,
            query=query,
            normal=normal_question(query),
            found=found.fitting,
            via=found.via,
        )
        session.add(row)
    return PublicFound(
        row.id,
        [
            PublicHit(number_of(one.ref), one, one.likely is None or one.likely >= FITTING)
            for one in found.hits
        ],
    )


async def suggest_for_public(
    house: House, text: str, shop_id: UUID, locale: str
) -> list[tuple[int, Suggestion]]:
    """Titles anybody may read that fit what is typed so far, each with its number."""
    question = _question(text, shop_id, locale, MOST_SUGGESTED)
    return [(number_of(one.ref), one) for one in await suggest_titles(house, None, question)]


async def find_related(
    house: House, title: str, own: UUID, shop_id: UUID, locale: str, limit: int
) -> list[UUID]:
    """Other articles that are near this one, found by its title; nothing is written down."""
    found = await find(house, None, _question(title, shop_id, locale, limit + 1))
    near = [
        one.article_id
        for one in found.hits
        if one.article_id != own and (one.likely is None or one.likely >= FITTING)
    ]
    return near[:limit]


async def note_public_click(
    session: WriteSession, search_id: UUID, shop_id: UUID, number: int, place: int
) -> None:
    """Tells which of the articles a visitor's search found was opened; the first one counts."""
    query = select(KnowledgeSearch).where(
        KnowledgeSearch.id == search_id,
        KnowledgeSearch.asked_by == "visitor",
        KnowledgeSearch.shop_id == shop_id,
        KnowledgeSearch.at > now() - CLICK_WITHIN,
    )
    row = await session.scalar(query.with_for_update())
    if row is None or row.found < 1 or not 1 <= place <= MOST_FOUND:
        raise NotFoundError
    if row.clicked_article_id is None:
        row.clicked_article_id = (await get_public_article(session, shop_id, number)).id
        row.clicked_place = place


async def note_public_reading(
    session: WriteSession, shop_id: UUID, number: int, mark: str | None
) -> None:
    """Counts that a visitor opened an article; `mark` is their browser's, where it has one."""
    article = await get_public_article(session, shop_id, number)
    session.add(ArticleUse(id=new_id(), article_id=article.id, kind="opened", actor_kind="visitor"))
    if mark is not None:
        await session.flush()
        await note_shown(session, [article.id], reader_of(session, mark))


async def count_vote(
    session: WriteSession, vote_id: UUID, article_id: UUID, mark: str, *, helpful: bool
) -> None:
    """Counts a visitor's vote among the uses; the same vote again changes what it says."""
    kind = "helpful" if helpful else "unhelpful"
    values = {"id": vote_id, "article_id": article_id, "kind": kind, "actor_kind": "visitor"}
    await session.execute(
        insert(ArticleUse)
        .values(**values)
        .on_conflict_do_update(index_elements=["id"], set_={"kind": kind, "at": func.now()})
    )
    reader = reader_of(session, mark)
    await note_shown(session, [article_id], reader)
    await note_trial_rating(session, article_id, reader, helpful=helpful)
