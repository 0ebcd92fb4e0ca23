"""What two questions have in common, as numbers: the names are in `PAIR`."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from zhiyin.modules.knowledge.retrieval_text import Reading

Weigh = Callable[[str], float]
# How far apart two readings are in meaning, learned from pairs; 0 where nothing was learned.
Differ = Callable[[Reading, Reading], float]
# Tokens with their weights.
Weighed = Mapping[str, float]

PAIR = (
    "units_dice", "units_of_query", "units_of_other", "words_dice", "words_of_query",
    "words_of_other", "pairs_dice", "sounds_dice", "common_run", "common_run_least", "head",
    "tail", "heaviest_left", "heaviest_right", "left", "right", "swap", "asks_same",
    "asks_apart", "numbers_apart", "latin_apart", "negated", "length_query", "length_other",
    "length_ratio", "order", "same", "sounds_run", "nouns_dice", "last_word", "differ",
)  # fmt: skip


def nothing_learned(query: Reading, other: Reading) -> float:
    """Before anything was learned from pairs."""
    return 0.0


class Comparison:
    """A question to be compared with others: what is known of it is worked out once."""

    def __init__(self, query: Reading, weigh: Weigh, differ: Differ = nothing_learned) -> None:
        self._query, self._weigh, self._differ = query, weigh, differ
        self._tokens = _Tokens.of(query, weigh)
        self._units, self._sounds = Run(query.units), Run(query.sounds)

    def with_(self, other: Reading) -> list[float]:
        """The numbers of the pair, in the order of `PAIR`."""
        query, ours, theirs = self._query, self._tokens, _Tokens.of(other, self._weigh)
        units, words = _Sides.of(ours.units, theirs.units), _Sides.of(ours.words, theirs.words)
        run = self._units.common(other.units)
        shorter, both = _lengths(query.units, other.units)
        heard = self._sounds.common(other.sounds)
        _, all_heard = _lengths(query.sounds, other.sounds)
        shared = len(ours.units.keys() & theirs.units.keys()) or 1
        return [
            *units.shares(), *words.shares(), _Sides.of(ours.pairs, theirs.pairs).dice(),
            _dice(ours.sounds, theirs.sounds), 2 * run / both, run / shorter,
            _head(query.units, other.units), _head(query.units[::-1], other.units[::-1]),
            words.heaviest_left, words.heaviest_right, units.left, units.right,
            min(words.heaviest_left, words.heaviest_right), _jaccard(query.asks, other.asks),
            float(bool(query.asks and other.asks) and not query.asks & other.asks),
            float(query.numbers != other.numbers), float(ours.latin != theirs.latin),
            float(abs(query.negations - other.negations)), float(len(query.units)),
            float(len(other.units)), len(query.units) / max(len(other.units), 1),
            min(run / shared, 1.0), float(query.clean == other.clean), 2 * heard / all_heard,
            _nouns((ours.words, other.clean), (theirs.words, query.clean)),
            float(query.words[-1:] == other.words[-1:]), self._differ(query, other),
        ]  # fmt: skip


class _Tokens(NamedTuple):
    """What a reading is compared by."""

    units: Weighed
    words: Weighed
    pairs: Weighed
    sounds: set[tuple[str, str]]
    latin: set[str]

    @classmethod
    def of(cls, reading: Reading, weigh: Weigh) -> "_Tokens":
        units = {unit: weigh(unit) for unit in reading.units}
        return cls(
            units=units,
            words={word: weigh(word_name(word)) for word in reading.words},
            pairs={pair: weigh(pair) for pair in map(" ".join, pairwise(reading.units))},
            sounds=set(pairwise(reading.sounds)),
            latin={unit for unit in units if unit.isascii()},
        )


class _Sides(NamedTuple):
    """What two sets of tokens share, and what is left on either side, weighed."""

    common: float
    left: float
    right: float
    heaviest_left: float
    heaviest_right: float

    @classmethod
    def of(cls, ours: Weighed, theirs: Weighed) -> "_Sides":
        left = [weight for token, weight in ours.items() if token not in theirs]
        right = [weight for token, weight in theirs.items() if token not in ours]
        return cls(
            math.fsum(weight for token, weight in ours.items() if token in theirs),
            math.fsum(left), math.fsum(right), max(left, default=0.0), max(right, default=0.0),
        )  # fmt: skip

    def dice(self) -> float:
        return 2 * self.common / ((2 * self.common + self.left + self.right) or 1.0)

    def shares(self) -> tuple[float, float, float]:
        return (
            self.dice(),
            self.common / ((self.common + self.left) or 1.0),
            self.common / ((self.common + self.right) or 1.0),
        )


class Run:
    """A row of parts, to find how much of it others have in the same order: the length of the
    longest common subsequence, all of a row of the table at once in the bits of a number
    (Hyyrö 2004).
    """

    def __init__(self, parts: Sequence[str]) -> None:
        self._places: dict[str, int] = {}
        for place, part in enumerate(parts):
            self._places[part] = self._places.get(part, 0) | (1 << place)
        self._length = len(parts)

    def common(self, parts: Sequence[str]) -> int:
        """With this other row."""
        full = (1 << self._length) - 1
        row = full
        for part in parts:
            held = row & self._places.get(part, 0)
            row = ((row + held) | (row - held)) & full
        return self._length - row.bit_count()


def word_name(word: str) -> str:
    """A word's token: single characters are counted as characters."""
    return f"w:{word}" if len(word) > 1 else word


def _dice(ours: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> float:
    return 2 * len(ours & theirs) / ((len(ours) + len(theirs)) or 1)


def _lengths(one: Sequence[str], two: Sequence[str]) -> tuple[int, int]:
    return max(min(len(one), len(two)), 1), max(len(one) + len(two), 1)


def _head(one: Sequence[str], two: Sequence[str]) -> float:
    same = 0
    for first, second in zip(one, two, strict=False):
        if first != second:
            break
        same += 1
    return same / _lengths(one, two)[0]


def _jaccard(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / (len(one | two) or 1)


def _nouns(*sides: tuple[Weighed, str]) -> float:
    """How much of the weight of words of two and more characters is shared, in the whole text of
    the other: a word of one side may stand inside a longer one of the other.
    """
    total = shared = 0.0
    for words, text in sides:
        for word, weight in words.items():
            if len(word) > 1:
                total += weight
                shared += weight if word in text else 0.0
    return shared / (total or 1.0)
