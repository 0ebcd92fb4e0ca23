"""The index as it would be if articles had more wordings: for rehearsals, and for trials."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.segment import Segment
from zhiyin.modules.knowledge.retrieval.shapes import Article, Wording

# A rehearsal asks in pieces; what it has laid over the index is kept so long between two of them.
KEPT_SECONDS = 30.0


def worded(index: Index, extra: Mapping[UUID, Sequence[str]]) -> list[Article]:
    """The articles of this index that get more wordings, with them."""
    return [
        replace(
            one, wordings=(*one.wordings, *(Wording("wording", text) for text in extra[one.id]))
        )
        for one in index.known(extra)
    ]


class Overlay:
    """More wordings laid over an index; laid anew when either has changed."""

    def __init__(self) -> None:
        self._key: tuple[Segment, Segment, dict[UUID, tuple[str, ...]]] | None = None
        self._laid: Index | None = None
        self._used = 0.0

    def over(self, index: Index, extra: Mapping[UUID, Sequence[str]]) -> Index:
        """The index with these wordings added."""
        if not extra:
            return index
        wanted = {article_id: tuple(texts) for article_id, texts in extra.items()}
        # Another thread may drop it meanwhile.
        known, laid = self._key, self._laid
        same = known is not None and known[0] is index.base and known[1] is index.fresh
        if laid is None or not same or known is None or known[2] != wanted:
            laid = index.with_(worded(index, extra))
            self._key, self._laid = (index.base, index.fresh, wanted), laid
        self._used = time.monotonic()
        return laid

    def drop(self, unused_for: float = 0.0) -> None:
        """Gives its memory back, if nobody has asked for it lately."""
        if self._laid is not None and time.monotonic() - self._used >= unused_for:
            self._key = self._laid = None
