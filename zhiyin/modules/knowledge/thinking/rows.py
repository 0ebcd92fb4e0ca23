"""Articles, synonyms and feedback as they stand in the database, for index and learning."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from zhiyin.kernel.db.sessions import Database
from zhiyin.modules.knowledge.retrieval.shapes import BODY_LETTERS, Article, Wording
from zhiyin.modules.knowledge.thinking.trying import Example

PAGE = 2000

# An article is found while it has a live version, is not in the bin, and no category above it is
# switched off. Its validity is looked at when somebody asks.
_LIVE = """
    WITH RECURSIVE hidden AS (
        SELECT id FROM article_categories WHERE NOT active OR deleted_at IS NOT NULL
        UNION SELECT c.id FROM article_categories c JOIN hidden h ON c.parent_id = h.id
    )
    SELECT a.id, a.audience, a.shop_id, a.locale, a.levels, a.valid_from, a.valid_until,
        v.title, v.synonyms, left(v.short_answer || ' ' || v.body_text, :letters) AS body,
        ARRAY(SELECT w.text FROM article_wordings w WHERE w.article_id = a.id ORDER BY w.id)
            AS wordings
    FROM articles a JOIN article_versions v ON v.article_id = a.id AND v.number = a.live_number
    WHERE a.deleted_at IS NULL
        AND (a.category_id IS NULL OR a.category_id NOT IN (SELECT id FROM hidden))
"""
_ALL = text(f"{_LIVE} AND a.id > :after ORDER BY a.id LIMIT :page")
_SOME = text(f"{_LIVE} AND a.id = ANY(:ids)")
_SYNONYMS = text("SELECT words FROM synonym_groups WHERE deleted_at IS NULL ORDER BY id")
# What people chose among what was found says what they had meant, and what a customer chose of the
# bot's near questions or called helpful.
_CLICKS = text("""
    SELECT query, clicked_article_id FROM knowledge_searches
    WHERE clicked_article_id IS NOT NULL AND (typed OR asked_by = 'bot')
    ORDER BY at DESC LIMIT :limit
""")
_TRIAL = text("SELECT article_id, text FROM trial_wordings ORDER BY id")
_TESTS = text("""
    SELECT question, article_id FROM knowledge_test_questions WHERE locale = 'zh-CN' ORDER BY id
    LIMIT :limit
""")
_NOWHERE = UUID(int=0)


async def all_articles(database: Database) -> AsyncIterator[list[Article]]:
    """Every article that can be found, page by page; none is held open meanwhile."""
    after = _NOWHERE
    while True:
        async with database.reading() as session:
            values = {"after": after, "page": PAGE, "letters": BODY_LETTERS}
            rows = (await session.execute(_ALL, values)).all()
        yield [_article(row) for row in rows]
        if len(rows) < PAGE:
            return
        after = rows[-1].id


async def articles_of(database: Database, ids: Sequence[UUID]) -> list[Article]:
    """Those of these articles that can be found."""
    async with database.reading() as session:
        values = {"ids": list(ids), "letters": BODY_LETTERS}
        return [_article(row) for row in (await session.execute(_SOME, values)).all()]


async def synonym_groups(database: Database) -> list[list[str]]:
    """The house's own synonyms."""
    async with database.reading() as session:
        return [list(words) for words in (await session.execute(_SYNONYMS)).scalars()]


async def recent_clicks(database: Database, limit: int) -> list[Example]:
    """The newest searches after which an article was opened."""
    async with database.reading() as session:
        rows = (await session.execute(_CLICKS, {"limit": limit})).all()
    return [Example(row.query, row.clicked_article_id) for row in rows]


async def trial_wordings(database: Database) -> dict[UUID, list[str]]:
    """What is on trial with the bot, by article."""
    found: dict[UUID, list[str]] = {}
    async with database.reading() as session:
        for row in await session.execute(_TRIAL):
            found.setdefault(row.article_id, []).append(row.text)
    return found


async def test_questions(database: Database, limit: int) -> list[Example]:
    """What the shop tests its bot with."""
    async with database.reading() as session:
        rows = (await session.execute(_TESTS, {"limit": limit})).all()
    return [Example(row.question, row.article_id) for row in rows]


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        wordings=(
            Wording("title", row.title),
            *(Wording("wording", one) for one in row.wordings),
            *(Wording("synonym", one) for one in row.synonyms),
        ),
        body=row.body,
        customers=row.audience == "customers",
        shop_id=row.shop_id,
        locale=row.locale,
        levels=tuple(row.levels),
        valid_from=row.valid_from.timestamp() if row.valid_from else 0.0,
        valid_until=row.valid_until.timestamp() if row.valid_until else float("inf"),
    )
