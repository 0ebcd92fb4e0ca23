"""Writes of the category tree."""

from uuid import UUID

from sqlalchemy import func, select, text, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.order import put_in_order
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.knowledge.errors import (
    CategoryInUseError,
    CategoryLoopError,
    CategoryTooDeepError,
)
from zhiyin.modules.knowledge.events import ArticleChanged
from zhiyin.modules.knowledge.models import Article, Category
from zhiyin.modules.knowledge.queries.categories import forget_tree, show_category
from zhiyin.modules.knowledge.rules import KIND, MOST_LEVELS, below, height_of, levels_of
from zhiyin.modules.knowledge.schemas.articles import CategoryIn, CategoryOrderIn, CategoryPatch

REF = "article_category"
# Any constant: two who move categories below each other at the same time would make a ring.
_MOVING = 7_411_041


async def _hold_tree(session: WriteSession) -> dict[UUID, UUID | None]:
    """Nobody else changes the tree until this transaction ends; answers who is below whom."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MOVING})
    return await _parents(session)


async def _parents(session: WriteSession) -> dict[UUID, UUID | None]:
    query = select(Category.id, Category.parent_id).where(Category.deleted_at.is_(None))
    return {row.id: row.parent_id for row in await session.execute(query)}


async def hold_categories(session: WriteSession) -> list[Category]:
    """All categories, while nobody else changes the tree."""
    await _hold_tree(session)
    live = select(Category).where(Category.deleted_at.is_(None))
    return list((await session.execute(live.order_by(Category.position))).scalars())


async def access_category(session: WriteSession, category_id: UUID) -> Category:
    """A category that is not in the bin."""
    row = await session.get(Category, category_id, populate_existing=True)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    return row


async def make_category(session: WriteSession, body: CategoryIn) -> Category:
    """Makes a category at the end of its parent."""
    parents = await _hold_tree(session)
    if body.parent_id is not None and body.parent_id not in parents:
        raise NotFoundError
    if levels_of(parents, body.parent_id) >= MOST_LEVELS:
        raise CategoryTooDeepError(limit=MOST_LEVELS)
    beside = select(func.coalesce(func.max(Category.position), -1)).where(
        Category.deleted_at.is_(None), Category.parent_id.is_not_distinct_from(body.parent_id)
    )
    row = Category(
        id=new_id(),
        version=1,
        parent_id=body.parent_id,
        name=body.name.as_json(),
        position=(await session.scalar(beside) or 0) + 1,
        active=True,
    )
    session.add(row)
    after = {"name": row.name, "parent_id": str(row.parent_id) if row.parent_id else None}
    audit(session, "knowledge.make_category", ObjectRef(REF, row.id), after=after)
    forget_tree(session)
    return row


async def edit_category(
    session: WriteSession, category_id: UUID, body: CategoryPatch, version: int | None
) -> Category:
    """Names a category or switches it; what is in one that is off is not found."""
    parents = await _hold_tree(session)
    row = await access_category(session, category_id)
    before = show_category(row).model_dump(mode="json", by_alias=True)
    check_version(row, version, before)
    if body.name is not None:
        row.name = body.name.as_json()
    if body.active is not None and body.active != row.active:
        row.active = body.active
        await tell_changed(session, below(parents, category_id))
    after = body.model_dump(mode="json", by_alias=True, exclude_none=True)
    audit(session, "knowledge.edit_category", ObjectRef(REF, row.id), before=before, after=after)
    forget_tree(session)
    return row


async def tell_changed(session: WriteSession, category_ids: set[UUID]) -> None:
    """Live articles of these categories may be found now, or no longer."""
    query = select(Article.id).where(
        Article.category_id.in_(category_ids),
        Article.live_number.is_not(None),
        Article.deleted_at.is_(None),
    )
    for article_id in (await session.execute(query)).scalars():
        emit(session, ArticleChanged(article_id), ObjectRef(KIND, article_id))


async def order_categories(session: WriteSession, body: CategoryOrderIn) -> None:
    """Puts these categories below a parent in this order; other children of it come after."""
    parents = await _hold_tree(session)
    named = set(body.ids)
    if not named <= set(parents) or (body.parent_id is not None and body.parent_id not in parents):
        raise NotFoundError
    if any(body.parent_id in below(parents, one) for one in named):
        raise CategoryLoopError
    depth = levels_of(parents, body.parent_id)
    if any(depth + height_of(parents, one) > MOST_LEVELS for one in named):
        raise CategoryTooDeepError(limit=MOST_LEVELS)
    moved = {one for one in named if parents[one] != body.parent_id}
    beside = select(Category).where(
        Category.deleted_at.is_(None),
        Category.parent_id.is_not_distinct_from(body.parent_id) | Category.id.in_(named),
    )
    rows = list((await session.execute(beside)).scalars())
    put_in_order(rows, body.ids)
    for row in rows:
        if row.id in moved:
            row.parent_id = body.parent_id
    after = {
        "parent_id": str(body.parent_id) if body.parent_id else None,
        "ids": [str(one) for one in body.ids],
    }
    audit(session, "knowledge.order_categories", ObjectRef(REF, body.ids[0]), after=after)
    # Above it may stand one that is switched off.
    for one in moved:
        await tell_changed(session, below(parents, one))
    forget_tree(session)


async def bring_category_back(session: WriteSession, row: Category) -> None:
    """A category out of the bin; at the top, if what it stood below has gone or is too deep."""
    # The row is held already, and the tree is held before rows: it is only read here.
    parents = await _parents(session)
    if row.parent_id not in parents or levels_of(parents, row.parent_id) >= MOST_LEVELS:
        row.parent_id = None
    forget_tree(session)


async def delete_category(session: WriteSession, category_id: UUID, into: UUID | None) -> None:
    """Puts a category into the bin. What is in it moves `into` another one, or it stays."""
    parents = await _hold_tree(session)
    row = await access_category(session, category_id)
    children = [one for one, parent in parents.items() if parent == category_id]
    inside = select(func.count()).where(
        Article.category_id == category_id, Article.deleted_at.is_(None)
    )
    held = (await session.scalar(inside) or 0) + len(children)
    if held and into is None:
        raise CategoryInUseError(count=held)
    if into is not None:
        if into not in parents:
            raise NotFoundError
        if into in below(parents, category_id):
            raise CategoryLoopError
        if any(
            levels_of(parents, into) + height_of(parents, one) > MOST_LEVELS for one in children
        ):
            raise CategoryTooDeepError(limit=MOST_LEVELS)
        await tell_changed(session, below(parents, category_id))
        move = update(Article).where(Article.category_id == category_id)
        await session.execute(move.values(category_id=into))
        lift = update(Category).where(Category.parent_id == category_id)
        await session.execute(lift.values(parent_id=into))
    before = {"name": row.name, "into": str(into) if into else None}
    audit(session, "knowledge.delete_category", ObjectRef(REF, category_id), before=before)
    put_in_bin(session, row)
    forget_tree(session)
