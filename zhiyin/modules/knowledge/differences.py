"""Which differences between two questions change what is asked.

That `的` is missing changes nothing, `男` instead of `女` everything, and which words are like that
is learned from pairs: every word or character on one side only is a sign, and so is every pair of
words that stand in each other's place.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from zlib import crc32

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval_text import Ids, Reading
from zhiyin.modules.understanding.interface import classes_of

BITS = 18
# Longer remainders are different anyway.
_MOST = 4
_MOST_JUDGED = 8
_MOST_CLASSES = 6


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


def judged_signs(one: Reading, two: Reading) -> Iterator[str]:
    """More of them, where people have judged many pairs: also what both share, which pairs of
    characters they do not, more words in each other's place, and the classes of words that mean
    alike.
    """
    yield from signs(one, two)
    ours, theirs = set(one.words), set(two.words)
    yield from (f"k{word}" for word in ours & theirs)
    yield from (f"b{''.join(pair)}" for pair in {*pairwise(one.units)} ^ {*pairwise(two.units)})
    left, right = ours - theirs, theirs - ours
    if len(left) <= _MOST_JUDGED and len(right) <= _MOST_JUDGED:
        for word, other in product(left, right):
            yield f"q{min(word, other)} {max(word, other)}"
    yield from _class_signs(classes_of(one.clean), classes_of(two.clean))


def _class_signs(ours: set[str], theirs: set[str]) -> Iterator[str]:
    yield from (f"d{name}" for name in ours ^ theirs)
    yield from (f"e{name}" for name in ours & theirs)
    left, right = ours - theirs, theirs - ours
    if len(left) <= _MOST_CLASSES and len(right) <= _MOST_CLASSES:
        for name, other in product(left, right):
            yield f"f{min(name, other)} {max(name, other)}"


def sign_numbers(query: Reading, other: Reading) -> Ids:
    """The signs of a question and a candidate as numbers."""
    return _numbers(signs(query, other))


def judged_numbers(one: Reading, two: Reading) -> Ids:
    """The signs of a judged pair as numbers."""
    return _numbers(judged_signs(one, two))


def _numbers(names: Iterator[str]) -> Ids:
    mask = (1 << BITS) - 1
    return np.array(sorted({crc32(sign.encode()) & mask for sign in names}), np.int32)


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
