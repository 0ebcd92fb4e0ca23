"""Which article a question belongs to by all texts of a shop together (归属), as it was learned."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval.shapes import BYTE, Article, Bytes, Floats, Meanings
from zhiyin.modules.knowledge.retrieval_text import Ids

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
class Part:
    """Articles that are found together, those of a shop in a language: what each of their texts
    weighs for each of them, and what each direction and each wish does.
    """

    texts: Places
    rows: Places
    weights: Floats
    directions: Floats


class Kinship:
    """What was learned of the articles of a segment; texts added later are not known to it."""

    def __init__(self, articles: Sequence[Article], parts: Sequence[Part]) -> None:
        self.articles = articles
        self._rows = {article.id: row for row, article in enumerate(articles)}
        self._parts = parts

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
        (0 to 1), `direction` what it means and wants (`side_by_side`).
        """
        kin = np.full(len(self._rows), np.nan, np.float32)
        for part in self._parts:
            kin[part.rows] = shared[part.texts] @ part.weights + direction @ part.directions
        return kin


# Learns it; an index knows no more of that.
LearnKinship = Callable[[Sequence[Article], Texts, Meanings], Kinship]

# What it counts that two texts want the same, beside words and sense, which count 1 each.
WISHES_WORTH = 2.0


def side_by_side(directions: Floats, wishes: Floats) -> Floats:
    """What texts mean and what they want as one direction."""
    return np.concatenate([directions, math.sqrt(WISHES_WORTH) * wishes], axis=-1)
