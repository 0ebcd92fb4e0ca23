"""Reads of the questions the bot is tested with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.knowledge.models import Article, KnowledgeTestQuestion
from zhiyin.modules.knowledge.rules import normal_question
from zhiyin.modules.knowledge.schemas.articles import Locale

Which = Literal["answerable", "unanswerable"]
QuestionOrigin = Literal["written", "imported", "sample"]


@dataclass(frozen=True)
class QuestionRecord:
    """A test question, and the article that should answer it; none: nothing here does."""

    id: UUID
    version: int
    shop_id: UUID | None
    locale: Locale
    question: str
    article_id: UUID | None
    title: str | None
    # Its article is live; also where there is none.
    live: bool
    origin: str
    by: UUID | None
    at: datetime


_COLUMNS = select(KnowledgeTestQuestion, Article.title, Article.live_number, Article.deleted_at)


async def list_questions(
    session: ReadSession,
    *,
    shop_id: UUID | None = None,
    which: Which | None = None,
    q: str = "",
    after: UUID | None = None,
    limit: int = 50,
) -> list[QuestionRecord]:
    """Those that are asked in this shop, newest first; one more than asked for shows that there is
    more.
    """
    table = KnowledgeTestQuestion
    query = _COLUMNS.outerjoin(Article, Article.id == table.article_id)
    if shop_id is not None:
        query = query.where(table.shop_id.is_(None) | (table.shop_id == shop_id))
    if which is not None:
        none = table.article_id.is_(None)
        query = query.where(none if which == "unanswerable" else ~none)
    if normal_question(q):
        holds = table.normal.contains(normal_question(q), autoescape=True)
        query = query.where(holds | Article.title.contains(q.strip(), autoescape=True))
    if after is not None:
        query = query.where(table.id < after)
    rows = await session.execute(query.order_by(table.id.desc()).limit(limit + 1))
    return [_record(*row) for row in rows.all()]


async def all_questions(session: ReadSession) -> list[QuestionRecord]:
    """Every test question, in the order in which they were written."""
    table = KnowledgeTestQuestion
    query = _COLUMNS.outerjoin(Article, Article.id == table.article_id)
    return [_record(*row) for row in (await session.execute(query.order_by(table.id))).all()]


async def get_questions(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, QuestionRecord]:
    """These of them that are still there."""
    table = KnowledgeTestQuestion
    query = _COLUMNS.outerjoin(Article, Article.id == table.article_id)
    rows = (await session.execute(query.where(table.id.in_(ids)))).all()
    return {row[0].id: _record(*row) for row in rows}


async def count_questions(session: ReadSession | WriteSession) -> tuple[int, int]:
    """How many there are that something answers, and that nothing does."""
    query = select(func.count(KnowledgeTestQuestion.article_id), func.count())
    row = (await session.execute(query.select_from(KnowledgeTestQuestion))).one()
    return row[0], row[1] - row[0]


def _record(
    row: KnowledgeTestQuestion,
    title: str | None,
    live_number: int | None,
    deleted_at: datetime | None,
) -> QuestionRecord:
    return QuestionRecord(
        row.id,
        row.version,
        row.shop_id,
        "en" if row.locale == "en" else "zh-CN",
        row.question,
        row.article_id,
        title,
        row.article_id is None or (live_number is not None and deleted_at is None),
        row.origin,
        row.by,
        row.at,
    )
