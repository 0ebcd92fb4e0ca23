"""Vectors from outside: how far they have come, and those of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.knowledge.asking import Ask
from zhiyin.modules.knowledge.models import VectorPass
from zhiyin.modules.knowledge.schemas.searching import VectorsOut
from zhiyin.modules.languagemodel.interface import embed_questions, embedding_signature

Session = ReadSession | WriteSession
KEPT, KEPT_SECONDS = "knowledge.vectors", 5.0

# Every text a live article is found by; one that stands in several once.
WANTED = """
    SELECT DISTINCT t.text, substring(sha256(convert_to(t.text, 'UTF8')) FOR 16) AS key
    FROM articles a JOIN article_versions v ON v.article_id = a.id AND v.number = a.live_number
    CROSS JOIN LATERAL (
        SELECT v.title AS text UNION ALL SELECT unnest(v.synonyms)
        UNION ALL SELECT w.text FROM article_wordings w WHERE w.article_id = a.id
    ) t
    WHERE a.deleted_at IS NULL AND t.text <> ''
"""
_COUNT = text(f"""
    SELECT count(*) AS texts, count(o.key) AS made FROM ({WANTED}) AS w
    LEFT JOIN text_vectors o ON o.signature = :signature AND o.key = w.key
""")
_MISSING = """
    SELECT w.text, w.key FROM ({wanted}) AS w WHERE NOT EXISTS (
        SELECT 1 FROM text_vectors o WHERE o.signature = :signature AND o.key = w.key
    ) ORDER BY w.key LIMIT :limit
"""
_MISSING_OF_ALL = text(_MISSING.format(wanted=WANTED))
_MISSING_OF_SOME = text(_MISSING.format(wanted=f"{WANTED} AND a.id = ANY(:ids)"))


@dataclass(frozen=True)
class Progress:
    """So many of so many texts have a vector."""

    texts: int = 0
    made: int = 0
    serving: bool = False


async def count_vectors(session: Session, signature: str) -> Progress:
    """Counted now."""
    row = (await session.execute(_COUNT, {"signature": signature})).one()
    return Progress(row.texts, row.made)


async def texts_without(
    session: Session, signature: str, limit: int, of: Sequence[UUID] | None
) -> list[tuple[str, bytes]]:
    """Some texts, of these articles or of all, that have no vector yet, with the keys theirs will
    be kept by.
    """
    values: dict[str, Any] = {"signature": signature, "limit": limit}
    if of is None:
        rows = await session.execute(_MISSING_OF_ALL, values)
    else:
        rows = await session.execute(_MISSING_OF_SOME, values | {"ids": list(of)})
    return [(row.text, bytes(row.key)) for row in rows]


async def get_progress(session: Session, signature: str) -> Progress:
    """As it was counted last, and as this process read it last."""

    async def read() -> Progress:
        row = await session.get(VectorPass, signature)
        return Progress(row.texts, row.made, row.serving) if row else Progress()

    return await session.house.kept.get(session, KEPT, KEPT_SECONDS, read, signature)


async def show_vectors(house: House) -> VectorsOut:
    """As the page of the endpoint shows it."""
    signature = await embedding_signature(house)
    if signature is None:
        return VectorsOut(texts=0, made=0, serving=False)
    async with house.database.reading() as session:
        counted = await count_vectors(session, signature)
        serving = (await get_progress(session, signature)).serving
    return VectorsOut(texts=counted.texts, made=counted.made, serving=serving)


async def with_vectors(house: House, asks: Sequence[Ask]) -> list[Ask]:
    """The same questions with their vectors, as far as there are some in time: without one a
    question is answered as if nothing were set up.
    """
    signature = await embedding_signature(house)
    if signature is None:
        return list(asks)
    async with house.database.reading() as session:
        if not (await get_progress(session, signature)).serving:
            return list(asks)
    vectors = await embed_questions(house, [one.text for one in asks])
    return [
        msgspec.structs.replace(one, vector=vector, signature=signature)
        for one, vector in zip(asks, vectors, strict=True)
    ]
