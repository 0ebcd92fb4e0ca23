"""Who may see which article: the one rule behind every read and write of it."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.knowledge.models import Article
from zhiyin.modules.knowledge.permissions import may_read


async def access_article(
    session: ReadSession | WriteSession, access: Access, article_id: UUID, *, lock: bool = False
) -> Article:
    """An article the caller may see; not found otherwise."""
    row = await session.get(
        Article, article_id, with_for_update=lock or None, populate_existing=True
    )
    if row is None or not may_read(access, row):
        raise NotFoundError
    return row
