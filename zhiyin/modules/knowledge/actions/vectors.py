"""Making the vectors of articles' texts: in batches, once a text, gone with it."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.following import Follower
from zhiyin.modules.knowledge.events import ArticleChanged
from zhiyin.modules.knowledge.queries.vectors import (
    KEPT,
    WANTED,
    Progress,
    count_vectors,
    texts_without,
)
from zhiyin.modules.languagemodel.interface import (
    ModelUnavailableError,
    embed_texts,
    embedding_signature,
)

log = structlog.get_logger(__name__)

LOOK_EVERY = 15.0
# Counting looks at all texts there are: so often at most, and only if some have changed.
COUNT_SECONDS = 300.0
# So many texts are looked up at once.
PAGE = 1000
# Some endpoints take ten texts at once, some hundreds; one that refuses is asked for fewer.
BATCH = 64
FEWER = "knowledge.vectors.batch"
LEASE_SECONDS = 60
MAKER = "knowledge.vectors.maker"
SEEN = "knowledge.vectors.seen"

_LEASE = text("""
    INSERT INTO vector_passes (signature, by, until)
    VALUES (:signature, :maker, now() + make_interval(secs => :seconds))
    ON CONFLICT (signature) DO UPDATE SET by = EXCLUDED.by, until = EXCLUDED.until
    WHERE vector_passes.by = EXCLUDED.by OR vector_passes.until IS NULL
        OR vector_passes.until < now()
    RETURNING signature
""")
# Before its vectors, everywhere.
_HOLD = text("SELECT 1 FROM vector_passes WHERE signature = :signature FOR NO KEY UPDATE")
_KEEP = text("""
    INSERT INTO text_vectors (signature, key, vector) VALUES (:signature, :key, :vector)
    ON CONFLICT DO NOTHING
""")
_OTHER_SIZE = text("""
    DELETE FROM text_vectors WHERE signature = :signature AND octet_length(vector) <> :size
""")
_COUNTED = text("""
    UPDATE vector_passes SET texts = :texts, made = :made, serving = serving OR made = texts
    WHERE signature = :signature
""")
_BEGIN_ANEW = text("UPDATE vector_passes SET serving = false WHERE signature = :signature")
_GONE = text(f"""
    DELETE FROM text_vectors o WHERE o.signature = :signature
        AND o.key NOT IN (SELECT w.key FROM ({WANTED}) AS w)
""")
# Those of another model stay until these are whole: who goes back to it loses nothing before.
_OTHERS = text("DELETE FROM text_vectors WHERE signature <> :signature")
_OTHER_PASSES = text("DELETE FROM vector_passes WHERE signature <> :signature")


async def make_vectors(database: Database) -> None:
    """Until every text has its vector, or something stands in the way: the next look goes on."""
    house = database.house
    maker: UUID = house.shelf.setdefault(MAKER, new_id())
    # Put back only if everything went well; without it the next look is at all texts.
    seen: Seen | None = house.shelf.pop(SEEN, None)
    signature = await embedding_signature(house)
    if signature is None or not await _lease(database, signature, maker):
        return
    if seen is None or seen.signature != signature:
        seen = await Seen.begun(database, signature)
        changed = None
    else:
        changed = await seen.news()
    if changed != [] and not await _make_missing(database, signature, maker, changed):
        return
    seen.is_counted = seen.is_counted and not changed
    rested = time.monotonic() - seen.counted_at > COUNT_SECONDS / house.environment.pace
    if not seen.is_counted and rested:
        if not await _count(database, signature):
            return
        seen.is_counted, seen.counted_at = True, time.monotonic()
    house.shelf[SEEN] = seen


@dataclass
class Seen:
    """Up to where this process has looked for texts without a vector of a model; whether it has
    counted them all as they are now, and when it last did.
    """

    signature: str
    follower: Follower
    counted_at: float = -math.inf
    is_counted: bool = False

    @classmethod
    async def begun(cls, database: Database, signature: str) -> "Seen":
        """From here on; whoever begins looks at everything."""
        follower = Follower(database, database.house.registry, (ArticleChanged,))
        await follower.begin()
        return cls(signature, follower)

    async def news(self) -> list[UUID]:
        """The articles that have changed since the last call."""
        news = [one.event for one in await self.follower.news()]
        return list({one.article_id for one in news if isinstance(one, ArticleChanged)})


async def _make_missing(
    database: Database, signature: str, maker: UUID, of: Sequence[UUID] | None
) -> bool:
    """The vectors that are missing, of these articles or of all; whether nothing stood in the
    way.
    """
    while True:
        async with database.reading() as session:
            wanted = await texts_without(session, signature, PAGE, of)
        if not wanted:
            return True
        if not await _make(database, signature, maker, wanted):
            return False


async def _make(
    database: Database, signature: str, maker: UUID, wanted: Sequence[tuple[str, bytes]]
) -> bool:
    """The vectors of these texts; whether nothing stood in the way."""
    house = database.house
    begin = 0
    while begin < len(wanted):
        size: int = house.shelf.get(FEWER, BATCH)
        batch = wanted[begin : begin + size]
        same = signature == await embedding_signature(house)
        if not same or not await _lease(database, signature, maker):
            return False
        try:
            vectors = await embed_texts(house, [one for one, _ in batch])
        except ModelUnavailableError as error:
            if error.reason != "bad_request" or size == 1:
                return False
            house.shelf[FEWER] = size // 2
            continue
        keys = [key for _, key in batch]
        if not await _keep(database, signature, keys, vectors):
            return False
        begin += len(batch)
    return True


async def _lease(database: Database, signature: str, maker: UUID) -> bool:
    async with database.writing() as session:
        values = {"signature": signature, "maker": maker, "seconds": LEASE_SECONDS}
        return (await session.scalar(_LEASE, values)) is not None


async def _keep(
    database: Database, signature: str, keys: list[bytes], vectors: list[bytes]
) -> bool:
    """Keeps these; whether those kept before are still good beside them."""
    async with database.writing() as session:
        await session.execute(_HOLD, {"signature": signature})
        # The model behind the name has become another one: what it said before holds no longer.
        size = {"signature": signature, "size": len(vectors[0])}
        changed: Any = await session.execute(_OTHER_SIZE, size)
        if changed.rowcount:
            log.warning("vectors_of_another_size", removed=changed.rowcount)
            await session.execute(_BEGIN_ANEW, {"signature": signature})
        rows = [
            {"signature": signature, "key": key, "vector": vector}
            for key, vector in zip(keys, vectors, strict=True)
        ]
        await session.execute(_KEEP, rows)
    return not changed.rowcount


async def _count(database: Database, signature: str) -> bool:
    """Writes down how far it is; what no article says any more goes, and so do other models'.
    Whether all are made.
    """
    async with database.writing() as session:
        one = {"signature": signature}
        counted: Progress = await count_vectors(session, signature)
        await session.execute(_COUNTED, one | {"texts": counted.texts, "made": counted.made})
        if counted.made == counted.texts:
            await session.execute(_GONE, one)
            await session.execute(_OTHERS, one)
            await session.execute(_OTHER_PASSES, one)
        session.house.kept.forget(session, KEPT)
    return counted.made == counted.texts
