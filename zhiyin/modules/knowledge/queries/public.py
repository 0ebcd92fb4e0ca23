"""What anybody may read of the knowledge base: one rule behind pages, search and pictures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile, get_files
from zhiyin.modules.knowledge.models import Article, ArticleUse, ArticleVersion, Category
from zhiyin.modules.knowledge.permissions import findable
from zhiyin.modules.knowledge.queries.categories import Tree, get_tree
from zhiyin.modules.knowledge.queries.reading import is_live
from zhiyin.modules.knowledge.queries.tried import get_running, get_tried
from zhiyin.modules.knowledge.rules import KIND

# A search engine takes no more of one list.
MOST_LISTED = 45_000


@dataclass(frozen=True)
class PublicCategory:
    """A category that is switched on; `articles` counts those in it alone, of one language."""

    id: UUID
    parent_id: UUID | None
    name: dict[str, str]
    articles: int


@dataclass(frozen=True)
class PublicArticle:
    """An article as a list shows it; `same` is equal for the same article in other languages."""

    id: UUID
    number: int
    title: str
    locale: str
    category_id: UUID | None
    published_at: datetime
    same: UUID
    short_answer: str = ""


@dataclass(frozen=True)
class PublicText(PublicArticle):
    """What readers see of an article, and where it stands in other languages."""

    body_html: str = ""
    star: dict[str, str] | None = None
    translations: tuple[PublicArticle, ...] = ()
    # Two answers are tried: not everybody reads the same.
    on_trial: bool = False


def _for_public(tree: Tree, shop_id: UUID) -> ColumnElement[bool]:
    """Live, valid, for customers of this shop, and for no customer level: that takes a sign-in."""
    rule = findable(now(), tree.off, customers_only=True, shop_id=shop_id, level="")
    return and_(rule, Article.published_at.is_not(None))


_LISTED = (
    Article.id, Article.number, Article.title, Article.locale, Article.category_id,
    Article.published_at, func.coalesce(Article.translates_id, Article.id).label("same"),
)  # fmt: skip


def _listed(row: Any, short_answer: str = "") -> PublicArticle:
    return PublicArticle(
        row.id,
        row.number,
        row.title,
        row.locale,
        row.category_id,
        row.published_at,
        row.same,
        short_answer,
    )


async def get_public_categories(
    session: ReadSession | WriteSession, shop_id: UUID, locale: str
) -> tuple[list[PublicCategory], int]:
    """The categories in their order, and how many articles are in none."""
    tree = await get_tree(session)
    counted = (
        select(Article.category_id, func.count())
        .where(_for_public(tree, shop_id), Article.locale == locale)
        .group_by(Article.category_id)
    )
    counts: dict[UUID | None, int] = {row[0]: row[1] for row in await session.execute(counted)}
    query = select(Category.id, Category.parent_id, Category.name)
    query = query.where(Category.deleted_at.is_(None), Category.id.not_in(tree.off))
    rows = await session.execute(query.order_by(Category.position, Category.id))
    found = [PublicCategory(*row, articles=counts.get(row[0], 0)) for row in rows.tuples()]
    return found, counts.get(None, 0)


async def list_public_articles(
    session: ReadSession | WriteSession,
    shop_id: UUID,
    locale: str,
    categories: Collection[UUID | None],
    *,
    limit: int,
    offset: int = 0,
) -> list[PublicArticle]:
    """Articles in these categories (`None`: in none), the oldest number first."""
    tree = await get_tree(session)
    inside = Article.category_id.in_([one for one in categories if one is not None])
    where = or_(inside, Article.category_id.is_(None)) if None in categories else inside
    query = (
        select(*_LISTED, ArticleVersion.short_answer)
        .join(ArticleVersion, is_live())
        .where(_for_public(tree, shop_id), Article.locale == locale, where)
        .order_by(Article.number)
        .limit(limit)
        .offset(offset)
    )
    return [_listed(row, row.short_answer) for row in await session.execute(query)]


async def list_first_public(
    session: ReadSession | WriteSession, shop_id: UUID, locale: str, *, each: int
) -> list[PublicArticle]:
    """The first articles of every category and of none, at most so many of each."""
    tree = await get_tree(session)
    place = func.row_number().over(partition_by=Article.category_id, order_by=Article.number)
    placed = (
        select(*_LISTED, place.label("place"))
        .where(_for_public(tree, shop_id), Article.locale == locale)
        .subquery()
    )
    query = select(placed).where(placed.c.place <= each).order_by(placed.c.number)
    return [_listed(row) for row in await session.execute(query)]


async def list_most_read(
    session: ReadSession | WriteSession, shop_id: UUID, locale: str, *, days: int, limit: int
) -> list[PublicArticle]:
    """What visitors opened most in the last days; where few were, the newest come after them."""
    tree = await get_tree(session)
    opened = (
        select(ArticleUse.article_id, func.count().label("times"))
        .where(
            ArticleUse.kind == "opened",
            ArticleUse.actor_kind == "visitor",
            ArticleUse.at > now() - timedelta(days=days),
        )
        .group_by(ArticleUse.article_id)
        .subquery()
    )
    query = (
        select(*_LISTED, ArticleVersion.short_answer)
        .join(ArticleVersion, is_live())
        .outerjoin(opened, opened.c.article_id == Article.id)
        .where(_for_public(tree, shop_id), Article.locale == locale)
        .order_by(func.coalesce(opened.c.times, 0).desc(), Article.published_at.desc(), Article.id)
        .limit(limit)
    )
    return [_listed(row, row.short_answer) for row in await session.execute(query)]


async def list_public_by_ids(
    session: ReadSession | WriteSession, shop_id: UUID, ids: Sequence[UUID]
) -> list[PublicArticle]:
    """Those of these articles that anybody may read, in the order given."""
    tree = await get_tree(session)
    query = select(*_LISTED).where(_for_public(tree, shop_id), Article.id.in_(ids))
    found = {row.id: _listed(row) for row in await session.execute(query)}
    return [found[one] for one in ids if one in found]


async def list_public_all(
    session: ReadSession | WriteSession, shop_id: UUID
) -> list[PublicArticle]:
    """Every article of a shop that anybody may read, for search engines."""
    tree = await get_tree(session)
    query = select(*_LISTED).where(_for_public(tree, shop_id)).order_by(Article.number)
    return [_listed(row) for row in await session.execute(query.limit(MOST_LISTED))]


async def get_public_article(
    session: ReadSession | WriteSession, shop_id: UUID, number: int, reader: UUID | None = None
) -> PublicText:
    """An article by its number, in the words `reader` is drawn for where two are tried; not found
    if not everybody may read it.
    """
    tree = await get_tree(session)
    version = ArticleVersion
    query = (
        select(*_LISTED, version.short_answer, version.body_html, version.star)
        .join(version, is_live())
        .where(_for_public(tree, shop_id), Article.number == number)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFoundError
    others = select(*_LISTED).where(
        _for_public(tree, shop_id),
        or_(Article.id == row.same, Article.translates_id == row.same),
        Article.id != row.id,
    )
    said = (await get_tried(session, [row.id], reader)).get(row.id, row)
    translations = [_listed(one) for one in await session.execute(others.order_by(Article.id))]
    return PublicText(
        row.id,
        row.number,
        row.title,
        row.locale,
        row.category_id,
        row.published_at,
        row.same,
        said.short_answer,
        said.body_html,
        said.star,
        tuple(translations),
        row.id in await get_running(session),
    )


async def get_public_picture(
    session: ReadSession | WriteSession, shop_id: UUID, file_id: UUID
) -> StoredFile:
    """A picture that an article shows which anybody may read; not found otherwise."""
    file = (await get_files(session, [file_id])).get(file_id)
    if file is None or file.ref is None or file.ref.kind != KIND:
        raise NotFoundError
    tree = await get_tree(session)
    trial = (await get_running(session)).get(file.ref.id)
    shown = and_(
        ArticleVersion.article_id == Article.id,
        or_(
            ArticleVersion.number == Article.live_number,
            ArticleVersion.number == (trial.number if trial else None),
        ),
    )
    query = (
        select(Article.id)
        .join(ArticleVersion, shown)
        .where(
            _for_public(tree, shop_id),
            Article.id == file.ref.id,
            func.strpos(ArticleVersion.body_html, str(file_id)) > 0,
        )
        .limit(1)
    )
    if await session.scalar(query) is None:
        raise NotFoundError
    return file
