"""What readers are shown of many articles at once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, and_, select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.knowledge.models import Article, ArticleVersion, ArticleWording


def live_versions() -> Select[Article, ArticleVersion]:
    """Articles, each with the version readers see."""
    return select(Article, ArticleVersion).join(
        ArticleVersion,
        and_(
            ArticleVersion.article_id == Article.id,
            ArticleVersion.number == Article.live_number,
        ),
    )


async def get_wordings(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The other wordings of these articles, the oldest first; articles without any are left out."""
    query = select(ArticleWording.article_id, ArticleWording.text)
    query = query.where(ArticleWording.article_id.in_(ids)).order_by(ArticleWording.id)
    found: dict[UUID, list[str]] = {}
    for article_id, said in (await session.execute(query)).tuples():
        found.setdefault(article_id, []).append(said)
    return found
