"""What others learn from: who used which article where, and where it belongs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.knowledge.models import Article, ArticleUse
from zhiyin.modules.knowledge.queries.categories import get_tree


@dataclass(frozen=True)
class Inserted:
    """An agent put an article into an answer."""

    conversation_id: UUID
    article_id: UUID
    at: datetime


async def list_inserted(session: ReadSession, conversation_ids: Sequence[UUID]) -> list[Inserted]:
    """Articles that agents put into their answers in these conversations."""
    query = select(ArticleUse.conversation_id, ArticleUse.article_id, ArticleUse.at).where(
        ArticleUse.conversation_id.in_(conversation_ids), ArticleUse.kind == "inserted"
    )
    rows = await session.execute(query)
    return [Inserted(row.conversation_id, row.article_id, row.at) for row in rows]


async def list_live(session: ReadSession | WriteSession, ids: Sequence[UUID]) -> list[UUID]:
    """Which of these articles are published."""
    query = select(Article.id).where(
        Article.id.in_(ids), Article.live_number.is_not(None), Article.deleted_at.is_(None)
    )
    return list((await session.execute(query)).scalars())


async def get_category_of(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, UUID | None]:
    """The category of each of these articles."""
    rows = await session.execute(select(Article.id, Article.category_id).where(Article.id.in_(ids)))
    return {row.id: row.category_id for row in rows}


async def get_category_names(session: ReadSession | WriteSession) -> Mapping[UUID, dict[str, str]]:
    """How categories are called."""
    return (await get_tree(session)).names
