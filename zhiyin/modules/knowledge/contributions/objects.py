"""Articles as others refer to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import Face, ObjectKind
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.models import Article
from zhiyin.modules.knowledge.permissions import READ, readable
from zhiyin.modules.knowledge.rules import KIND, reference


async def look(
    session: ReadSession | WriteSession, access: Access | None, ids: Sequence[UUID]
) -> dict[UUID, Face]:
    """These articles, as far as the caller may read them."""
    query = select(Article).where(Article.id.in_(ids))
    if access is not None:
        if not access.may(READ):
            return {}
        query = query.where(readable(access))
    return {
        row.id: Face(
            f"{reference(row.number)} {row.title}",
            f"/knowledge/articles/{row.id}",
            shop_id=row.shop_id,
        )
        for row in (await session.execute(query)).scalars()
    }


ARTICLE = ObjectKind(KIND, Text("知识", "Article"), look)
