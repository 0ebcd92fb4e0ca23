"""Follows the vectors of articles' texts as they are made, and puts them beside the index."""

from typing import Any

from sqlalchemy import text

from zhiyin.kernel.house import House
from zhiyin.modules.knowledge.queries.vectors import get_progress
from zhiyin.modules.knowledge.retrieval.vectors import Vectors
from zhiyin.modules.languagemodel.interface import embedding_signature

PAGE = 5000

_HELD = text("SELECT count(*) FROM text_vectors WHERE signature = :signature")
_NEXT = text("""
    SELECT key, vector, number FROM text_vectors
    WHERE signature = :signature AND number > :after ORDER BY number LIMIT :page
""")


class FollowedVectors:
    """The vectors of the model that is set up, as the database has them; none while it is off."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._after = 0
        self.held: Vectors | None = None

    async def follow(self) -> None:
        """Takes over what is new; everything anew where others have gone or the model changed."""
        signature = await embedding_signature(self._house)
        if signature is None:
            self.held = None
            return
        held = self.held
        if held is None or held.signature != signature:
            held, self._after = Vectors.of(signature, (), ()), 0
        held = await self._taken(held)
        async with self._house.database.reading() as session:
            count = await session.scalar(_HELD, {"signature": signature})
        if len(held) != count:
            # Some have gone, or came out of their turn.
            self._after = 0
            held = await self._taken(Vectors.of(signature, (), ()))
        self.held = held

    async def whole(self) -> Vectors | None:
        """Those that serve already; none before all texts have had theirs."""
        if self.held is None or not len(self.held):
            return None
        async with self._house.database.reading() as session:
            progress = await get_progress(session, self.held.signature)
        return self.held if progress.serving else None

    async def _taken(self, held: Vectors) -> Vectors:
        while True:
            values = {"signature": held.signature, "after": self._after, "page": PAGE}
            async with self._house.database.reading() as session:
                rows: list[Any] = list((await session.execute(_NEXT, values)).all())
            if not rows:
                return held
            self._after = rows[-1].number
            size = len(rows[-1].vector)
            if len(held) and held.size != size:
                held = Vectors.of(held.signature, (), ())
            fitting = [one for one in rows if len(one.vector) == size]
            new = Vectors.of(
                held.signature,
                [bytes(one.key) for one in fitting],
                [bytes(one.vector) for one in fitting],
            )
            held = held.joined(new)
            if len(rows) < PAGE:
                return held
