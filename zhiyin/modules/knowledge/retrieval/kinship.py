"""Which article a question belongs to, learned from all wordings of a shop at once (归属).

Ridge regression with a kernel: what a question is like in words and in sense, weighed by how far
each wording tells its article from the others (Saunders, Gammerman, Vovk 1998). Solved by
conjugate gradients, all articles at once. The sense learned from other shops' talk misleads where a
shop speaks of its own goods; its wordings put that right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval.shapes import BYTE, Article, Bytes, Floats
from zhiyin.modules.knowledge.retrieval_text import Ids

# So many wordings times articles are weighed, 4 bytes each; larger shops teach the ranking instead.
MOST_WEIGHTS = 6_000_000
# With fewer texts an article, its title among them, there is nothing to learn from.
LEAST_TEXTS = 2.0
# How smooth the answer is. On our own questions 0.3 to 3 come out alike.
RIDGE = 1.0
ROUNDS, NEAR_ENOUGH = 60, 1e-3

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Texts:
    """The texts of a segment: which article each belongs to, its tokens with their weights, and
    its direction.
    """

    owners: Ids
    starts: Ids
    postings: Ids
    idf: Floats
    norms: Floats
    meanings: Bytes

    def senses(self, places: Places) -> Floats:
        """Their directions."""
        found: Floats = self.meanings[places].astype(np.float32) / BYTE
        return found


@dataclass(frozen=True)
class _Part:
    """Articles that are found together, those of a shop in a language: what each of their texts
    weighs for each of them, and what each direction does.
    """

    texts: Places
    rows: Places
    weights: Floats
    directions: Floats


class Kinship:
    """What was learned of the articles of a segment; texts added later are not known to it."""

    def __init__(self, articles: Sequence[Article], parts: Sequence[_Part]) -> None:
        self._rows = {article.id: row for row, article in enumerate(articles)}
        self._parts = parts

    @classmethod
    def learned(cls, articles: Sequence[Article], texts: Texts) -> "Kinship":
        """From these articles and their texts; of parts that are too large nothing."""
        found = []
        for rows in _apart(articles):
            places = np.flatnonzero(np.isin(texts.owners, rows))
            fits = len(places) * len(rows) <= MOST_WEIGHTS
            if len(rows) > 1 and len(places) >= LEAST_TEXTS * len(rows) and fits:
                weights = _solved(texts, places, rows)
                found.append(_Part(places, rows, weights, texts.senses(places).T @ weights))
        return cls(articles, found)

    @property
    def is_empty(self) -> bool:
        """Nothing was learned."""
        return not self._parts

    def row(self, article_id: UUID) -> int | None:
        """Where an article stands in what `of` answers, also if it has changed since."""
        return self._rows.get(article_id)

    def of(self, shared: Floats, direction: Floats) -> Floats:
        """How far a question belongs to each article: about 1 if it surely does, 0 if not, not a
        number where nothing was learned. `shared` is how much it shares with every text in words
        (0 to 1), `direction` what it means.
        """
        kin = np.full(len(self._rows), np.nan, np.float32)
        for part in self._parts:
            kin[part.rows] = shared[part.texts] @ part.weights + direction @ part.directions
        return kin


def _apart(articles: Sequence[Article]) -> Iterator[Places]:
    groups: dict[tuple[UUID | None, str | None], list[int]] = {}
    for row, article in enumerate(articles):
        groups.setdefault((article.shop_id, article.locale), []).append(row)
    yield from (np.array(rows, np.int64) for rows in groups.values())


def _solved(texts: Texts, places: Places, rows: Places) -> Floats:
    """Weights W with (K + ridge) W = Y, where K is how alike the wordings are."""
    # Only here: a process that answers must not carry what learning needs.
    from scipy.sparse import csc_matrix  # noqa: PLC0415

    counts = np.diff(texts.starts)
    shares = np.repeat(texts.idf, counts) / texts.norms[texts.postings]
    shape = (len(texts.owners), len(counts))
    all_words = csc_matrix((shares.astype(np.float32), texts.postings, texts.starts), shape=shape)
    words = all_words.tocsr()[places]
    words = words[:, np.unique(words.indices)]
    back = words.T.tocsr()
    senses = texts.senses(places)
    wanted = (texts.owners[places, None] == rows[None]).astype(np.float32) - 1 / len(rows)

    def alike(one: Floats) -> Floats:
        found: Floats = words @ (back @ one) + senses @ (senses.T @ one) + RIDGE * one
        return found

    return solve(alike, wanted)


def solve(times: Callable[[Floats], Floats], wanted: Floats) -> Floats:
    """Solves for every column at once (Hestenes, Stiefel 1952)."""
    found = np.zeros_like(wanted)
    left = wanted.copy()
    way = left.copy()
    length = (left**2).sum(axis=0)
    enough = NEAR_ENOUGH**2 * np.maximum(length, 1e-12)
    for _ in range(ROUNDS):
        if bool((length <= enough).all()):
            break
        ahead = times(way)
        step = length / np.maximum((way * ahead).sum(axis=0), 1e-12)
        found += step * way
        left -= step * ahead
        now = (left**2).sum(axis=0)
        way = left + (now / np.maximum(length, 1e-12)) * way
        length = now
    return found
