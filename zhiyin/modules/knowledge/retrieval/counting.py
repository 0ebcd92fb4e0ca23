"""Adding up what rows of texts hold, and taking the best of many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import Floats
from zhiyin.modules.knowledge.retrieval_text import Ids

# Tokens that stand in more than this share of a big index say nothing and cost much.
COMMON_SHARE = 0.15
BIG = 20_000


@dataclass(frozen=True)
class Held:
    """Which rows hold the tokens of a query, token by token, and what each of these weighs; `total`
    is what all of them weigh, also those that no row holds.
    """

    rows: Ids
    counts: Ids
    weights: Floats
    total: float

    @classmethod
    def of(cls, starts: Ids, postings: Ids, tokens: Ids, weights: Floats, rows: int) -> "Held":
        """By the postings of an index of so many rows."""
        begins, ends = starts[tokens], starts[tokens + 1]
        counts = ends - begins
        wanted, total = counts > 0, float(weights.sum())
        if rows > BIG:
            rare = counts < rows * COMMON_SHARE
            if bool((wanted & rare).any()):
                wanted, total = wanted & rare, float(weights[rare].sum())
        slices: list[Any] = [
            postings[begin:end] for begin, end in zip(begins[wanted], ends[wanted], strict=True)
        ]
        found = np.concatenate(slices) if slices else np.zeros(0, np.int32)
        return cls(found, counts[wanted], weights[wanted], total)

    def sums(self, rows: int) -> Floats:
        """For every row, the weights of the tokens it holds."""
        return _summed(self.rows, np.repeat(self.weights, self.counts), rows)

    def squares(self, rows: int) -> Floats:
        """The same with every weight squared."""
        return replace(self, weights=self.weights**2).sums(rows)

    def by_owner(self, owners: Ids, rows: int) -> Floats:
        """For so many owners of rows, what share of all weights the rows of each hold together."""
        held = owners[self.rows]
        # The rows of an owner stand together, also in the postings of a token.
        first = np.ones(len(held), np.bool_)
        np.not_equal(held[1:], held[:-1], out=first[1:])
        begins = np.cumsum(self.counts) - self.counts
        first[begins] = True
        places = np.flatnonzero(first)
        counts = np.diff(np.searchsorted(places, begins), append=len(places))
        found = _summed(held[places], np.repeat(self.weights, counts), rows)
        return found / np.float32(self.total or 1.0)

    def without(self, rows: Sequence[int]) -> "Held":
        """As if these rows held nothing."""
        if not rows:
            return self
        kept = ~np.isin(self.rows, rows)
        numbers = np.repeat(np.arange(len(self.counts)), self.counts)[kept]
        counts = np.bincount(numbers, minlength=len(self.counts)).astype(np.int32)
        some = counts > 0
        return Held(self.rows[kept], counts[some], self.weights[some], self.total)


def _summed(places: Ids, weights: Floats, rows: int) -> Floats:
    return np.bincount(places, weights=weights, minlength=rows).astype(np.float32)


def best_first(scores: Floats, first: int, most: int) -> Iterator[int]:
    """Places with a score, best first; more are sorted only if the first ones do not suffice."""
    done = 0
    for wanted in (first, most):
        count = min(wanted, len(scores))
        if count <= done:
            continue
        if count < len(scores):
            chosen = np.argpartition(scores, -count)[-count:]
        else:
            chosen = np.arange(len(scores))
        order = chosen[np.lexsort((chosen, -scores[chosen]))]
        for place in order[done:]:
            if scores[place] <= 0:
                return
            yield int(place)
        done = count
