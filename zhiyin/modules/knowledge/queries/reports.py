"""Reports: what is missing, what grows old, what is used."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.knowledge.models import Article, ArticleUse
from zhiyin.modules.knowledge.permissions import readable
from zhiyin.modules.knowledge.queries.categories import get_tree
from zhiyin.modules.knowledge.rules import FRESH_HIGH, FRESH_LOW, quarter_of, reference
from zhiyin.modules.knowledge.schemas.articles import UseCounts
from zhiyin.modules.knowledge.schemas.searching import (
    AgentUses,
    ArticleUses,
    CategoryFreshness,
    DueArticle,
    Freshness,
    Gap,
    Gaps,
    Uses,
)
from zhiyin.modules.people.interface import StaffNames, get_names

MOST = 100
SOON = timedelta(days=30)
UNUSED = timedelta(days=90)

# What was found later is no gap any more: the newest search with the same words decides.
_GAPS = """
    SELECT (array_agg(query ORDER BY at DESC))[1] AS query, count(*) AS searches,
           count(*) FILTER (WHERE typed) AS typed, max(at) AS last_at,
           (array_agg(conversation_id ORDER BY at DESC)
            FILTER (WHERE conversation_id IS NOT NULL))[1:3] AS conversation_ids
    FROM knowledge_searches WHERE at > :since
    GROUP BY normal HAVING {having}
    ORDER BY count(*) DESC, max(at) DESC LIMIT :most
"""
_WITHOUT_RESULT = text(
    _GAPS.format(
        having="(array_agg(found ORDER BY at DESC))[1] = 0"
        " AND (array_agg(clicked_article_id ORDER BY at DESC))[1] IS NULL"
    )
)
# Words out of a conversation are put into an answer or not; only who searches also clicks.
_WITHOUT_CLICK = text(
    _GAPS.format(having="bool_and(typed AND found > 0 AND clicked_article_id IS NULL)")
)
_TOTALS = text("""
    SELECT count(*) AS searches,
           count(*) FILTER (WHERE found = 0 AND clicked_article_id IS NULL) AS without_result,
           count(*) FILTER (WHERE typed AND found > 0 AND clicked_article_id IS NULL)
               AS without_click
    FROM knowledge_searches WHERE at > :since
""")


async def get_gaps(
    session: ReadSession, days: int, kind: Literal["without_result", "without_click"]
) -> Gaps:
    """Questions of the last days that found nothing, or nothing anybody opened."""
    values = {"since": now() - timedelta(days=days), "most": MOST}
    totals = (await session.execute(_TOTALS, values)).one()
    statement = _WITHOUT_RESULT if kind == "without_result" else _WITHOUT_CLICK
    items = [
        Gap(
            query=row.query,
            searches=row.searches,
            typed=row.typed,
            last_at=row.last_at,
            conversation_ids=list(dict.fromkeys(row.conversation_ids or ())),
        )
        for row in await session.execute(statement, values)
    ]
    return Gaps(
        days=days,
        searches=totals.searches,
        without_result=totals.without_result,
        without_click=totals.without_click,
        items=items,
    )


async def get_freshness(session: ReadSession, access: Access) -> Freshness:
    """How much of what is live was renewed this quarter, what ends, what nobody uses."""
    moment = now()
    since = quarter_of(moment.date())
    categories = await _by_category(session, access, since)
    live, renewed = sum(c.live for c in categories), sum(c.renewed for c in categories)
    names = await get_names(session)
    is_live = and_(readable(access), Article.live_number.is_not(None))
    used = select(ArticleUse.article_id).where(
        ArticleUse.article_id == Article.id, ArticleUse.at > moment - UNUSED
    )

    async def due(column: Any, *rules: ColumnElement[bool]) -> list[DueArticle]:
        query = select(
            Article.id, Article.number, Article.title, Article.owner_id, column.label("at")
        )
        rows = await session.execute(query.where(is_live, *rules).order_by(column).limit(MOST))
        return _due(names, rows.all())

    until, review = Article.valid_until, Article.review_at
    return Freshness(
        since=since,
        target_low=FRESH_LOW,
        target_high=FRESH_HIGH,
        live=live,
        renewed=renewed,
        share=_share(renewed, live),
        categories=categories,
        expiring=await due(until, until > moment, until <= moment + SOON),
        expired=await due(until, until <= moment),
        review=await due(review, review <= moment + SOON),
        unused=await due(
            Article.published_at, Article.published_at < moment - UNUSED, ~used.exists()
        ),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _due(names: StaffNames, rows: Sequence[Row[Any]]) -> list[DueArticle]:
    return [
        DueArticle(
            article_id=row.id,
            ref=reference(row.number),
            title=row.title,
            owner=names.staff_name(row.owner_id),
            at=row.at,
        )
        for row in rows
    ]


async def _by_category(
    session: ReadSession, access: Access, since: date
) -> list[CategoryFreshness]:
    begin = datetime.combine(since, time(), UTC)
    tree = await get_tree(session)
    query = (
        select(
            Article.category_id,
            func.count().label("live"),
            func.count().filter(Article.published_at >= begin).label("renewed"),
        )
        .where(readable(access), Article.live_number.is_not(None))
        .group_by(Article.category_id)
    )
    found: list[CategoryFreshness] = []
    for row in await session.execute(query):
        name = tree.names.get(row.category_id) if row.category_id else None
        found.append(
            CategoryFreshness(
                category_id=row.category_id,
                name=Labels.of(name) if name else None,
                live=row.live,
                renewed=row.renewed,
                share=_share(row.renewed, row.live),
            )
        )
    return sorted(found, key=lambda one: (one.share, -one.live))


_KINDS = ("opened", "inserted", "answered", "helpful", "unhelpful")


async def get_uses(session: ReadSession, access: Access, days: int, zone: str) -> Uses:
    """Which articles were used in the last days, and by whom on which day there."""
    since = now() - timedelta(days=days)
    counts = [func.count().filter(ArticleUse.kind == kind).label(kind) for kind in _KINDS]
    query = (
        select(Article.id, Article.number, Article.title, *counts)
        .join(ArticleUse, ArticleUse.article_id == Article.id)
        .where(readable(access), ArticleUse.at > since)
        .group_by(Article.id)
        .order_by(func.count().desc(), Article.id)
        .limit(MOST)
    )
    articles = [
        ArticleUses(
            article_id=row.id,
            ref=reference(row.number),
            title=row.title,
            uses=UseCounts(**{kind: getattr(row, kind) for kind in _KINDS}),
        )
        for row in await session.execute(query)
    ]
    return Uses(days=days, articles=articles, agents=await _by_agent(session, since, zone))


async def _by_agent(session: ReadSession, since: datetime, zone: str) -> list[AgentUses]:
    day = func.date(func.timezone(zone, ArticleUse.at)).label("day")
    query = (
        select(
            ArticleUse.actor_id,
            day,
            func.count().filter(ArticleUse.kind == "opened").label("opened"),
            func.count().filter(ArticleUse.kind == "inserted").label("inserted"),
        )
        .where(ArticleUse.actor_kind == "staff", ArticleUse.at > since)
        .group_by(ArticleUse.actor_id, day)
        .order_by(day.desc(), ArticleUse.actor_id)
        .limit(1000)
    )
    names = await get_names(session)
    return [
        AgentUses(
            staff_id=row.actor_id,
            name=names.staff_name(row.actor_id),
            day=row.day,
            opened=row.opened,
            inserted=row.inserted,
        )
        for row in await session.execute(query)
        if isinstance(row.actor_id, UUID)
    ]
