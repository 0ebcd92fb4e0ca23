"""Articles written straight into the database, and a way to ask the inference process."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.knowledge.asking import Ask, Found, search, suggest
from zhiyin.modules.knowledge.events import ArticleChanged, SynonymsChanged

_STAFF = text("INSERT INTO staff (id, email, name) VALUES (:id, :email, 'Writer')")
_ARTICLE = text("""
    INSERT INTO articles (id, audience, levels, owner_id, state, live_number, category_id)
    VALUES (:id, :audience, :levels, :staff, 'published', 1, :category)
""")
_VERSION = text("""
    INSERT INTO article_versions (article_id, number, title, body_text, state, author_id)
    VALUES (:id, 1, :title, :body, 'published', :staff)
""")
_WORDING = text("""
    INSERT INTO article_wordings (id, article_id, text, normal) VALUES (:row, :id, :text, :text)
""")


@dataclass
class Library:
    """A few articles and their index."""

    house: House
    staff_id: UUID

    @classmethod
    @asynccontextmanager
    async def opened(cls, database_url: str, data_dir: Path) -> AsyncIterator["Library"]:
        house = build_house(Environment(database_url=database_url, data_dir=data_dir))
        library = cls(house, new_id())
        async with house.database.writing() as session:
            values = {"id": library.staff_id, "email": f"{library.staff_id}@shop.example"}
            await session.execute(_STAFF, values)
        try:
            yield library
        finally:
            await house.thinking.close()
            await house.database.close()

    async def write(self, title: str, *wordings: str, body: str = "", **more: Any) -> UUID:
        """A published article."""
        article_id = new_id()
        values = {
            "id": article_id, "staff": self.staff_id, "title": title, "body": body,
            "audience": "customers", "levels": [], "category": None, **more,
        }  # fmt: skip
        async with self.house.database.writing() as session:
            await session.execute(_ARTICLE, values)
            await session.execute(_VERSION, values)
            for words in wordings:
                await session.execute(_WORDING, {"row": new_id(), "id": article_id, "text": words})
            emit(session, ArticleChanged(article_id))
        return article_id

    async def word(self, article_id: UUID, words: str) -> None:
        """Another wording."""
        async with self.house.database.writing() as session:
            await session.execute(_WORDING, {"row": new_id(), "id": article_id, "text": words})
            emit(session, ArticleChanged(article_id))

    async def change(self, article_id: UUID, assignment: str) -> None:
        """Changes the article's row."""
        async with self.house.database.writing() as session:
            await session.execute(
                text(f"UPDATE articles SET {assignment} WHERE id = :id"), {"id": article_id}
            )
            emit(session, ArticleChanged(article_id))

    async def same(self, *words: str) -> None:
        """Words that mean the same."""
        async with self.house.database.writing() as session:
            await session.execute(
                text("INSERT INTO synonym_groups (id, words) VALUES (:id, :words)"),
                {"id": new_id(), "words": list(words)},
            )
            emit(session, SynonymsChanged())

    async def ids(self, words: str, **more: Any) -> list[UUID]:
        """What is found, best first."""
        return [hit.article_id for hit in (await self.found(words, **more)).hits]

    async def found(self, words: str, *, typing: bool = False, **more: Any) -> Found:
        """What is found, as soon as the process answers."""
        ask = suggest if typing else search
        for _ in range(600):
            try:
                return await ask(self.house, Ask(words, **more))
            except ThinkingUnavailable:
                await asyncio.sleep(0.1)
        raise AssertionError("inference does not answer")

    async def until(
        self, words: str, is_right: Callable[[Sequence[UUID]], bool], **more: Any
    ) -> None:
        """Waits until what is found is right."""
        found: list[UUID] = []
        for _ in range(400):
            found = await self.ids(words, **more)
            if is_right(found):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{words}: {found}")
