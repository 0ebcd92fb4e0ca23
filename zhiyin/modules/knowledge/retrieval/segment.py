"""A part of the index: tokens are numbers, postings are arrays, directions are bytes."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import nan
from uuid import UUID

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval.counting import Held
from zhiyin.modules.knowledge.retrieval.shapes import (
    BODY_LETTERS,
    BYTE,
    Article,
    Bytes,
    Floats,
    Match,
    Meanings,
    NoMeanings,
    ReadTokens,
    Tokens,
    Wording,
)
from zhiyin.modules.knowledge.retrieval.vectors import Keys, Laid, Vectors, keys_of
from zhiyin.modules.knowledge.retrieval_text import BITS, Ids, Reader, tokens_of

# Texts are given their meaning so many at a time.
PAGE = 2000
_SPAN = 1 << BITS
# What a text counts that must not be found.
HIDDEN = -1.0


@dataclass
class Segment:
    """A part of the index that is not changed any more; articles only leave it."""

    articles: list[Article]
    owners: Ids
    wordings: list[Wording]
    starts: Ids
    postings: Ids
    norms: Floats
    body_starts: Ids
    body_postings: Ids
    meanings: Bytes
    centres: Floats = field(init=False)
    alive: npt.NDArray[np.bool_] = field(init=False)
    rows: dict[UUID, int] = field(init=False)
    # Where the vector of each text stands; none where no model from outside is used.
    laid: Laid | None = field(init=False, default=None)
    _keys: Keys | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """What can be worked out from the rest."""
        self.alive = np.ones(len(self.articles), np.bool_)
        self.rows = {article.id: row for row, article in enumerate(self.articles)}
        self.centres = self._centres()

    def _centres(self) -> Floats:
        """Where the texts of each article point together."""
        centres = np.zeros((len(self.articles), self.meanings.shape[1]), np.float32)
        for start in range(0, len(self.wordings), PAGE):
            part = self.meanings[start : start + PAGE].astype(np.float32)
            np.add.at(centres, self.owners[start : start + PAGE], part)
        lengths = np.linalg.norm(centres, axis=1, keepdims=True)
        centres /= np.maximum(lengths, 1e-9)
        return centres

    def lay(self, vectors: Vectors) -> None:
        """Looks up the vectors of its texts."""
        if self._keys is None:
            self._keys = keys_of(one.text for one in self.wordings)
        self.laid = Laid(vectors, vectors.slots(self._keys))

    def places(self, row: int) -> range:
        """Where an article's texts stand, its title first."""
        first, last = np.searchsorted(self.owners, [row, row + 1])
        return range(int(first), int(last))

    def match(
        self,
        row: int,
        place: int | None,
        scores: Floats,
        body: float,
        direction: Floats,
        told: Floats | None = None,
    ) -> Match:
        """An article by this text of it; by the one that means most the same, if none is named.
        `told` is how near its texts are by their vectors.
        """
        places = self.places(row)
        seen = scores[places.start : places.stop] > HIDDEN
        near = self.meanings[places.start : places.stop].astype(np.float32) @ direction / BYTE
        near = np.where(seen, near, -1.0)
        if place is None:
            place = places.start + int(np.argmax(near))
        return Match(
            article=self.articles[row],
            wording=self.wordings[place],
            score=max(float(scores[place]), 0.0),
            worded=bool(seen[1:].any()),
            body=body,
            meaning=float(near.max()),
            meaning_mean=float(near[seen].mean()) if seen.any() else -1.0,
            vector=nearest(told[places.start : places.stop][seen]) if told is not None else nan,
            centre=self.centres[row],
        )

    def lent(self) -> "Segment":
        """The same articles, of which others may leave; what is large is shared."""
        other = copy(self)
        other.alive, other.rows = self.alive.copy(), dict(self.rows)
        return other

    def covered(self, held: Held, hidden: Sequence[int] = ()) -> Floats:
        """How much of a query the texts of each article say together, but for those hidden."""
        return held.without(hidden).by_owner(self.owners, len(self.articles))

    def let_go(self, article_id: UUID) -> None:
        """Finds this article no longer."""
        row = self.rows.pop(article_id, None)
        if row is not None:
            self.alive[row] = False


def nearest(told: Floats) -> float:
    """The nearest of these, not a number if none is known."""
    known = told[~np.isnan(told)]
    return float(known.max()) if len(known) else nan


class Weights:
    """How much a token says: the rarer, the more."""

    def __init__(self, idf: Floats, heaviest: float) -> None:
        self.idf = idf
        self.heaviest = heaviest
        self._known: dict[str, float] = {}

    @classmethod
    def counted(cls, starts: Ids, texts: int) -> "Weights":
        """Weights from how often each token stands in an index."""
        counts = np.diff(starts).astype(np.float32)
        idf = np.log1p((texts - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        return cls(idf, float(np.log1p((texts + 0.5) / 0.5)))

    def of(self, name: str) -> float:
        """The weight of a token by its name, from 0 to 1."""
        if name not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            number = int(tokens_of(iter((name,)))[0])
            self._known[name] = float(self.idf[number]) / self.heaviest
        return self._known[name]


def _postings(texts: Tokens) -> tuple[Ids, Ids]:
    """Starts by token, and the rows that hold each."""
    starts = np.zeros(_SPAN + 1, np.int32)
    if not len(texts.row):
        return starts, np.zeros(0, np.int32)
    np.cumsum(np.bincount(texts.row, minlength=_SPAN), out=starts[1:])
    # Token and row in one number, sorted in its place: the least there is to hold.
    both = texts.row.astype(np.int64)
    both <<= 32
    both |= texts.owners()
    both.sort()
    return starts, (both & 0xFFFFFFFF).astype(np.int32)


def _norms(texts: Tokens, idf: Floats) -> Floats:
    """How much all tokens of each text weigh together, squared and added up."""
    squares, count = idf**2, len(texts)
    found = (np.sqrt(squares[texts.of_text(at)].sum()) for at in range(count))
    return np.maximum(np.fromiter(found, np.float32, count), np.float32(1e-6))


def build(
    articles: Iterable[Article],
    reader: Reader,
    weights: Weights | None = None,
    tokens: ReadTokens | None = None,
    meanings: Meanings | None = None,
) -> tuple[Segment, Weights]:
    """A segment of these articles. Without weights they are counted here; `tokens` may know a
    faster way to the tokens of texts.
    """
    kept = list(articles)
    wordings = [wording for article in kept for wording in article.wordings]
    owners = np.repeat(
        np.arange(len(kept), dtype=np.int32), [len(article.wordings) for article in kept]
    )
    texts = [wording.text for wording in wordings]
    read = tokens(texts) if tokens is not None else Tokens.of(map(reader.tokens, texts))
    starts, postings = _postings(read)
    if weights is None:
        weights = Weights.counted(starts, len(wordings))
    norms = _norms(read, weights.idf)
    del read
    bodies = Tokens.of(tokens_of(_body_names(article.body, reader)) for article in kept)
    body_starts, body_postings = _postings(bodies)
    segment = Segment(
        kept, owners, wordings, starts, postings, norms, body_starts, body_postings,
        _in_bytes(texts, meanings or NoMeanings()),
    )  # fmt: skip
    return segment, weights


def _in_bytes(texts: Sequence[str], meanings: Meanings) -> Bytes:
    found = np.zeros((len(texts), meanings.encode(()).shape[1]), np.int8)
    for at in range(0, len(texts), PAGE):
        found[at : at + PAGE] = np.round(meanings.encode(texts[at : at + PAGE]) * BYTE)
    return found


def _body_names(body: str, reader: Reader) -> Iterator[str]:
    for start in range(0, min(len(body), BODY_LETTERS), 200):
        yield from (f"w:{word}" for word in reader.words_of(body[start : start + 200]))
