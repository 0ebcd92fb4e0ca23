"""Reads of the category tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.knowledge.models import Article, Category
from zhiyin.modules.knowledge.permissions import readable
from zhiyin.modules.knowledge.rules import below
from zhiyin.modules.knowledge.schemas.articles import CategoryOut

# Search asks for the tree with every question; it is read anew after so many seconds.
KEPT_SECONDS = 2.0
TREE = "knowledge.tree"


@dataclass(frozen=True)
class Tree:
    """The categories that are not in the bin."""

    parents: Mapping[UUID, UUID | None] = field(default_factory=dict)
    names: Mapping[UUID, dict[str, str]] = field(default_factory=dict)
    # Those switched off, with everything below them.
    off: frozenset[UUID] = frozenset()


async def get_tree(session: ReadSession | WriteSession) -> Tree:
    """The tree as this process read it last, at most two seconds ago."""

    async def read() -> Tree:
        query = select(Category.id, Category.parent_id, Category.name, Category.active)
        rows = (await session.execute(query.where(Category.deleted_at.is_(None)))).all()
        parents = {row.id: row.parent_id for row in rows}
        off: set[UUID] = set()
        for row in rows:
            if not row.active:
                off |= below(parents, row.id)
        return Tree(parents, {row.id: row.name for row in rows}, frozenset(off))

    return await session.house.kept.get(session, TREE, KEPT_SECONDS, read)


def forget_tree(session: WriteSession) -> None:
    """Has the tree read anew: it changes in this transaction."""
    session.house.kept.forget(session, TREE)


def show_category(row: Category, articles: int = 0) -> CategoryOut:
    """A category as people see it."""
    return CategoryOut.model_validate(
        {
            "id": row.id,
            "version": row.version,
            "parent_id": row.parent_id,
            "name": row.name,
            "position": row.position,
            "active": row.active,
            "articles": articles,
        }
    )


async def list_categories(session: ReadSession | WriteSession, access: Access) -> list[CategoryOut]:
    """The tree in its order, with how many articles the caller may see in each."""
    counted = (
        select(Article.category_id, func.count())
        .where(readable(access), Article.category_id.is_not(None))
        .group_by(Article.category_id)
    )
    counts = {row[0]: row[1] for row in await session.execute(counted)}
    live = select(Category).where(Category.deleted_at.is_(None))
    rows = (await session.execute(live.order_by(Category.position, Category.id))).scalars()
    return [show_category(row, counts.get(row.id, 0)) for row in rows]
