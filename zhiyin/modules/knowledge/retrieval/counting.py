"""Adding up what rows of texts hold, and taking the best of many."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import Floats
from zhiyin.modules.knowledge.retrieval_text import Ids

# Tokens that stand in more than this share of a big index say nothing and cost much.
COMMON_SHARE = 0.15
BIG = 20_000


def sums(starts: Ids, postings: Ids, tokens: Ids, weights: Floats, rows: int) -> Floats:
    """For every row, the weights of the tokens it holds."""
    begins, ends = starts[tokens], starts[tokens + 1]
    counts = ends - begins
    wanted = counts > 0
    if rows > BIG:
        rare = counts < rows * COMMON_SHARE
        wanted &= rare if bool((wanted & rare).any()) else wanted
    slices: list[Any] = [
        postings[begin:end] for begin, end in zip(begins[wanted], ends[wanted], strict=True)
    ]
    if not slices:
        return np.zeros(rows, np.float32)
    repeated = np.repeat(weights[wanted], counts[wanted])
    found = np.bincount(np.concatenate(slices), weights=repeated, minlength=rows)
    return found.astype(np.float32)


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
