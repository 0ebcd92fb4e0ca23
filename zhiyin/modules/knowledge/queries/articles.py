"""Reads of articles: lists, counts, one with everything beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.knowledge.models import Article, ArticleUse, ArticleWording
from zhiyin.modules.knowledge.permissions import PUBLISH, WRITE, readable
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.categories import get_tree
from zhiyin.modules.knowledge.queries.versions import find_live, find_open, show_version
from zhiyin.modules.knowledge.rules import KIND, below, reference
from zhiyin.modules.knowledge.schemas.articles import (
    ArticleCounts,
    ArticleOut,
    ArticleRow,
    Due,
    Person,
    Rights,
    Sort,
    Translation,
    UseCounts,
    WordingOut,
)
from zhiyin.modules.knowledge.settings import REMIND_DAYS
from zhiyin.modules.people.interface import StaffNames, get_names

MOST_WORDINGS_SHOWN = 1000


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to."""

    state: str | None = None
    category_id: UUID | None = None
    kind: str | None = None
    audience: str | None = None
    shop_id: UUID | None = None
    locale: str | None = None
    owner_id: UUID | None = None
    due: Due | None = None
    q: str = ""


async def check_may_see_file(session: ReadSession, access: Access, file: StoredFile) -> None:
    """Refuses a file that belongs to no article the caller may see, except their own upload."""
    if file.ref is not None and file.ref.kind == KIND:
        await access_article(session, access, file.ref.id)
    elif file.ref is not None or file.owner != ("staff", access.id):
        raise NotFoundError


def _due(which: Due, moment: datetime, soon: datetime) -> ColumnElement[bool]:
    live = Article.live_number.is_not(None)
    if which == "expired":
        return and_(live, Article.valid_until <= moment)
    if which == "expiring":
        return and_(live, Article.valid_until > moment, Article.valid_until <= soon)
    return and_(live, Article.review_at <= soon)


async def _narrowed(
    session: ReadSession, access: Access, filters: Filters
) -> list[ColumnElement[bool]]:
    found = [readable(access)]
    if not access.may(WRITE):
        # What a draft of a live article is called or stands at is no business of readers.
        filters = replace(filters, state=None)
    if filters.state is not None:
        found.append(Article.state == filters.state)
    if filters.category_id is not None:
        tree = await get_tree(session)
        found.append(Article.category_id.in_(below(tree.parents, filters.category_id)))
    for column, value in (
        (Article.kind, filters.kind),
        (Article.audience, filters.audience),
        (Article.shop_id, filters.shop_id),
        (Article.locale, filters.locale),
        (Article.owner_id, filters.owner_id),
    ):
        if value is not None:
            found.append(column == value)
    if filters.due is not None:
        moment = now()
        days: int = await get_setting(session, REMIND_DAYS)
        found.append(_due(filters.due, moment, moment + timedelta(days=days)))
    return found + _worded(filters.q)


def _worded(q: str) -> list[ColumnElement[bool]]:
    """Every word stands in the title, its pinyin or a wording; `A-12` is the article itself."""
    words = plain(q).split()
    if len(words) == 1 and words[0].startswith("a-") and words[0][2:].isdecimal():
        return [Article.number == min(int(words[0][2:]), 2**62)]
    return [func.strpos(Article.keys, word) > 0 for word in words[:6]]


async def list_articles(
    session: ReadSession,
    access: Access,
    filters: Filters,
    *,
    sort: Sort,
    cursor: str | None,
    limit: int,
) -> tuple[list[ArticleRow], str | None]:
    """One page of articles."""
    query = select(Article).where(*await _narrowed(session, access, filters))
    if sort == "published":
        query = query.where(Article.published_at.is_not(None))
        column: Any = Article.published_at
    elif sort == "title":
        column = Article.title.collate("C")
    else:
        column = Article.changed_at
    shape: Any = tuple[str, UUID] if sort == "title" else tuple[datetime, UUID]
    after = decode_cursor(cursor, shape)
    key = tuple_(column, Article.id)
    if after is not None:
        query = query.where(key > after if sort == "title" else key < after)
    order = (column, Article.id) if sort == "title" else (column.desc(), Article.id.desc())
    rows = (await session.execute(query.order_by(*order).limit(limit + 1))).scalars().all()
    page = rows[:limit]
    following = None
    if len(rows) > limit:
        last = page[-1]
        value = {"title": last.title, "published": last.published_at}.get(sort, last.changed_at)
        following = encode_cursor((value, last.id))
    return await show_rows(session, page), following


async def count_articles(session: ReadSession, access: Access, filters: Filters) -> ArticleCounts:
    """How many there are by state and by what is due, under the other filters."""
    moment = now()
    days: int = await get_setting(session, REMIND_DAYS)
    soon = moment + timedelta(days=days)
    bare = replace(filters, state=None, due=None)
    counted = select(
        *(
            func.count().filter(Article.state == state).label(state)
            for state in ("draft", "in_review", "published", "archived")
        ),
        func.count().filter(_due("expiring", moment, soon)).label("expiring"),
        func.count().filter(_due("expired", moment, soon)).label("expired"),
        func.count().filter(_due("review", moment, soon)).label("review"),
    ).where(*await _narrowed(session, access, bare))
    row = (await session.execute(counted)).one()
    return ArticleCounts.model_validate(row)


def person(names: StaffNames, staff_id: UUID) -> Person:
    """Somebody by name."""
    return Person(id=staff_id, name=names.staff_name(staff_id))


async def count_uses(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, UseCounts]:
    """How often each of these articles was used, ever."""
    counted = (
        select(ArticleUse.article_id, ArticleUse.kind, func.count())
        .where(ArticleUse.article_id.in_(ids))
        .group_by(ArticleUse.article_id, ArticleUse.kind)
    )
    found: dict[UUID, dict[str, int]] = {}
    for article_id, kind, number in (await session.execute(counted)).tuples():
        found.setdefault(article_id, {})[kind] = number
    return {article_id: UseCounts(**counts) for article_id, counts in found.items()}


async def show_rows(
    session: ReadSession | WriteSession, rows: Sequence[Article]
) -> list[ArticleRow]:
    """Articles as lists show them."""
    ids = [row.id for row in rows]
    if not ids:
        return []
    names = await get_names(session)
    worded = (
        select(ArticleWording.article_id, func.count())
        .where(ArticleWording.article_id.in_(ids))
        .group_by(ArticleWording.article_id)
    )
    wordings = {row[0]: row[1] for row in await session.execute(worded)}
    uses = await count_uses(session, ids)
    return [
        ArticleRow.model_validate(
            {
                **{name: getattr(row, name) for name in _SHOWN},
                "ref": reference(row.number),
                "owner": person(names, row.owner_id),
                "wordings": wordings.get(row.id, 0),
                "uses": uses.get(row.id, UseCounts()),
            }
        )
        for row in rows
    ]


_SHOWN = (
    "id", "version", "kind", "title", "category_id", "shop_id", "locale", "audience", "state",
    "live_number", "valid_from", "valid_until", "review_at", "made_at", "changed_at",
    "published_at",
)  # fmt: skip


async def list_wordings(session: ReadSession | WriteSession, article_id: UUID) -> list[WordingOut]:
    """The other wordings of an article, the oldest first."""
    names = await get_names(session)
    query = select(ArticleWording).where(ArticleWording.article_id == article_id)
    order = query.order_by(ArticleWording.id).limit(MOST_WORDINGS_SHOWN)
    return [
        WordingOut(
            id=row.id,
            text=row.text,
            origin=row.origin,
            by=person(names, row.by) if row.by else None,
            at=row.at,
        )
        for row in (await session.execute(order)).scalars()
    ]


async def _translations(
    session: ReadSession | WriteSession, access: Access, row: Article
) -> list[Translation]:
    """The same article in other languages: what it translates, what translates it or that."""
    origin = row.translates_id or row.id
    query = select(Article.id, Article.locale, Article.title).where(
        readable(access),
        (Article.id == origin) | (Article.translates_id == origin),
        Article.id != row.id,
    )
    found = await session.execute(query.order_by(Article.locale, Article.id))
    return [Translation.model_validate(one) for one in found]


async def get_article(
    session: ReadSession | WriteSession, access: Access, article_id: UUID
) -> ArticleOut:
    """An article: what readers see, and for writers the version they work at."""
    row = await access_article(session, access, article_id)
    names = await get_names(session)
    writes, publishes = access.may(WRITE), access.may(PUBLISH)
    live = await find_live(session, row)
    draft = await find_open(session, article_id) if writes else None
    shown = (await show_rows(session, [row]))[0]
    in_review = draft is not None and draft.state == "in_review"
    mine = draft is not None and draft.author_id == access.id
    return ArticleOut(
        **{name: getattr(shown, name) for name in ArticleRow.model_fields},
        levels=row.levels,
        translates_id=row.translates_id,
        translations=await _translations(session, access, row),
        live=show_version(names, live) if live else None,
        draft=show_version(names, draft) if draft else None,
        wording_list=await list_wordings(session, article_id),
        may=Rights(
            edit=writes and not in_review,
            wordings=writes,
            submit=writes and draft is not None and not in_review,
            publish=publishes and draft is not None,
            return_it=in_review and (publishes or mine),
            archive=publishes and live is not None,
            delete=publishes or (writes and live is None),
        ),
    )
