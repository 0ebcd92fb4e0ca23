"""Which differences between two questions change what is asked.

That `的` is missing changes nothing, `男` instead of `女` everything, and which words are like that
is learned from pairs: every word or character on one side only is a sign, and so is every pair of
words that stand in each other's place.
"""

from collections.abc import Iterator
from itertools import product
from zlib import crc32

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval_text import Ids, Reading

BITS = 18
# Longer remainders are different anyway.
_MOST = 4


def signs(query: Reading, other: Reading) -> Iterator[str]:
    """The names of what stands on one side only."""
    ours, theirs = set(query.words), set(other.words)
    left, right = sorted(ours - theirs), sorted(theirs - ours)
    yield from (f"w{word}" for word in (*left, *right))
    yield from (f"c{unit}" for unit in set(query.units) ^ set(other.units))
    yield from (f"a{one}" for one in query.asks ^ other.asks)
    if len(left) <= _MOST and len(right) <= _MOST:
        for one, two in product(left, right):
            yield f"p{min(one, two)} {max(one, two)}"
    if not left or not right:
        yield "one side"
    yield f"n{min(len(left) + len(right), 6)}"


def sign_numbers(query: Reading, other: Reading) -> Ids:
    """The same as numbers."""
    mask = (1 << BITS) - 1
    return np.unique(
        np.fromiter((crc32(sign.encode()) & mask for sign in signs(query, other)), np.int32)
    )


class Differences:
    """Learned weights of signs: above 0 two questions rather ask the same, below not."""

    def __init__(self, weights: npt.NDArray[np.float32], bias: float) -> None:
        self.weights = weights
        self.bias = bias

    def __call__(self, query: Reading, other: Reading) -> float:
        """The sum of the weights of what differs."""
        return self.of(sign_numbers(query, other))

    def of(self, numbers: Ids) -> float:
        """The same for signs that are already numbers."""
        return float(self.weights[numbers].sum()) + self.bias
