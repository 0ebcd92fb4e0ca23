"""What happens to articles with time: owners are reminded, old searches are let go."""

from datetime import timedelta

from sqlalchemy import select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.knowledge.actions.telling import ENDS, REVIEW, ref_of, values_of
from zhiyin.modules.knowledge.models import Article
from zhiyin.modules.knowledge.settings import REMIND_DAYS, SEARCHES_KEPT_DAYS
from zhiyin.modules.people.interface import NewNotice, notify

MOST = 500
PIECE = 5_000

_FORGET = text("""
    DELETE FROM knowledge_searches WHERE id IN (
        SELECT id FROM knowledge_searches
        WHERE at < now() - make_interval(days => :days) LIMIT :piece)
""")


async def remind_owners(database: Database) -> None:
    """Tells owners of live articles that end or should be looked at soon, once for each date."""
    async with database.writing() as session:
        days: int = await get_setting(session, REMIND_DAYS)
        moment = now()
        notices: list[NewNotice] = []
        for kind, column in ((ENDS, Article.valid_until), (REVIEW, Article.review_at)):
            query = select(Article, column.label("due")).where(
                Article.deleted_at.is_(None),
                Article.live_number.is_not(None),
                column > moment - timedelta(days=1),
                column <= moment + timedelta(days=days),
            )
            for row in (await session.execute(query.order_by(column).limit(MOST))).all():
                day = row.due.date().isoformat()
                article: Article = row.Article
                notices.append(
                    NewNotice(
                        article.owner_id,
                        kind,
                        f"{kind}:{article.id}:{day}",
                        ref_of(article.id),
                        values_of(article) | {"day": day},
                    )
                )
        await notify(session, notices)


async def forget_searches(database: Database) -> None:
    """Removes searches past their days."""
    async with database.writing() as session:
        days: int = await get_setting(session, SEARCHES_KEPT_DAYS)
        await session.execute(_FORGET, {"days": days, "piece": PIECE})
