"""Which of a few likely articles is meant: what two questions have in common, as numbers.

`compare` looks at a pair of questions, `describe` at a list of candidates. What the numbers are
worth is learned (`thinking`), or, until a shop has enough to learn from, weighed `by_hand`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval.index import MEANT, Index
from zhiyin.modules.knowledge.retrieval.shapes import Asker, Floats, Match
from zhiyin.modules.knowledge.retrieval.vectors import Near
from zhiyin.modules.knowledge.retrieval_text import Reading

Doubles = npt.NDArray[np.float64]
Weigh = Callable[[str], float]
# How far apart two readings are in meaning, learned from pairs; 0 where nothing was learned.
Differ = Callable[[Reading, Reading], float]

# How many articles are looked at closely.
CANDIDATES = 25
# How likely an article answers that is known by these very words.
SAME_WORDS = 0.97

PAIR = (
    "units_dice", "units_of_query", "units_of_other", "words_dice", "words_of_query",
    "words_of_other", "pairs_dice", "sounds_dice", "common_run", "common_run_least", "head",
    "tail", "heaviest_left", "heaviest_right", "left", "right", "swap", "asks_same",
    "asks_apart", "numbers_apart", "latin_apart", "negated", "length_query", "length_other",
    "length_ratio", "order", "same", "sounds_run", "nouns_dice", "last_word", "differ",
)  # fmt: skip
LIST = (
    "score", "place", "behind_first", "before_next", "worded", "ahead_units",
    "ahead_words", "ahead_pairs", "ahead_run", "ahead_left", "ahead_right", "ahead_differ",
    "meaning", "meaning_mean", "ahead_meaning", "ahead_mean", "outside", "kin",
)  # fmt: skip
NAMES = PAIR + LIST
# What only weighing by hand looks at, behind the others.
BESIDE = ("covered", "ahead_covered", "wanted")
COLUMN = {name: place for place, name in enumerate(NAMES + BESIDE)}
# Of these, how far a candidate is from the best of the list says more than the number itself.
_AHEAD = {
    "ahead_units": "units_dice", "ahead_words": "words_dice", "ahead_pairs": "pairs_dice",
    "ahead_run": "common_run", "ahead_left": "left", "ahead_right": "right",
    "ahead_differ": "differ", "ahead_meaning": "meaning", "ahead_mean": "meaning_mean",
}  # fmt: skip


class Ranked(NamedTuple):
    """A candidate in its place, and how likely it is the answer (0 to 1)."""

    match: Match
    score: float
    likely: float


def nothing_learned(query: Reading, other: Reading) -> float:
    """Before anything was learned from pairs."""
    return 0.0


def describe(
    query: Reading,
    others: Sequence[Reading],
    matches: Sequence[Match],
    weigh: Weigh,
    differ: Differ = nothing_learned,
) -> Floats:
    """One row of numbers a candidate, in the order of `NAMES` and `BESIDE`."""
    table = np.zeros((len(matches), len(COLUMN)), np.float32)
    for row, other in enumerate(others):
        table[row, : len(PAIR)] = compare(query, other, weigh, differ)
    scores = np.array([match.score for match in matches], np.float32)
    table[:, COLUMN["score"]] = scores
    table[:, COLUMN["worded"]] = [match.worded for match in matches]
    table[:, COLUMN["meaning"]] = [match.meaning for match in matches]
    table[:, COLUMN["meaning_mean"]] = [match.meaning_mean for match in matches]
    table[:, COLUMN["kin"]] = [match.kin for match in matches]
    table[:, COLUMN["outside"]] = [match.outside for match in matches]
    table[:, COLUMN["covered"]] = [match.covered for match in matches]
    table[:, COLUMN["ahead_covered"]] = ahead(table[:, COLUMN["covered"]])
    table[:, COLUMN["wanted"]] = [match.wanted for match in matches]
    table[:, COLUMN["place"]] = np.arange(len(matches))
    if len(matches) > 1:
        ordered = np.sort(scores)[::-1]
        table[:, COLUMN["behind_first"]] = scores - np.where(
            scores == ordered[0], ordered[1], ordered[0]
        )
        table[:, COLUMN["before_next"]] = ordered[0] - ordered[1]
        for beside, name in _AHEAD.items():
            table[:, COLUMN[beside]] = ahead(table[:, COLUMN[name]])
    return table


def with_differences(table: Floats, values: Sequence[float]) -> None:
    """Writes into a table what was learned of differences after it was made."""
    table[:, COLUMN["differ"]] = values
    if len(values) > 1:
        table[:, COLUMN["ahead_differ"]] = ahead(table[:, COLUMN["differ"]])


def learnable(table: Floats) -> Floats:
    """Only the numbers that are learned from."""
    return np.ascontiguousarray(table[:, : len(NAMES)])


def without_worded(table: Floats) -> Floats:
    """A table that does not tell which articles have other wordings."""
    blind = table.copy()
    blind[:, COLUMN["worded"]] = 0.0
    return blind


def worded(table: Floats) -> Floats:
    """Which candidates have other wordings."""
    return table[:, COLUMN["worded"]]


def ahead(column: Floats) -> Floats:
    """How far each is above the best of the others (below: negative); all of it, if it is alone."""
    if len(column) < 2:
        return column
    ordered = np.sort(column)[::-1]
    found: Floats = column - np.where(column == ordered[0], ordered[1], ordered[0])
    return found


def compare(
    query: Reading, other: Reading, weigh: Weigh, differ: Differ = nothing_learned
) -> list[float]:
    """The numbers of a pair, in the order of `PAIR`."""
    units, words = _Sides.of(query.units, other.units, weigh), _word_sides(query, other, weigh)
    pairs = _Sides.of(_pairs(query.units), _pairs(other.units), weigh)
    sounds = _Sides.of(_pairs(query.sounds), _pairs(other.sounds), lambda _: 1.0)
    run = common_run(query.units, other.units)
    shorter, both = _lengths(query.units, other.units)
    heard = common_run(query.sounds, other.sounds)
    _, all_heard = _lengths(query.sounds, other.sounds)
    shared = len(set(query.units) & set(other.units)) or 1
    return [
        *units.shares(), *words.shares(), pairs.dice(), sounds.dice(), 2 * run / both,
        run / shorter, _head(query.units, other.units),
        _head(query.units[::-1], other.units[::-1]),
        words.heaviest_left, words.heaviest_right, units.left, units.right,
        min(words.heaviest_left, words.heaviest_right), _jaccard(query.asks, other.asks),
        float(bool(query.asks and other.asks) and not query.asks & other.asks),
        float(query.numbers != other.numbers), float(_latin(query) != _latin(other)),
        float(abs(query.negations - other.negations)), float(len(query.units)),
        float(len(other.units)), len(query.units) / max(len(other.units), 1),
        min(run / shared, 1.0), float(query.clean == other.clean), 2 * heard / all_heard,
        _nouns(query, other, weigh), float(query.words[-1:] == other.words[-1:]),
        differ(query, other),
    ]  # fmt: skip


class _Sides(NamedTuple):
    """What two sets of tokens share, and what is left on either side, weighed."""

    common: float
    left: float
    right: float
    heaviest_left: float
    heaviest_right: float

    @classmethod
    def of(cls, query: Sequence[str], other: Sequence[str], weigh: Weigh) -> "_Sides":
        ours, theirs = set(query), set(other)
        left = [weigh(token) for token in ours - theirs]
        right = [weigh(token) for token in theirs - ours]
        return cls(
            math.fsum(weigh(token) for token in ours & theirs),
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


def _word_sides(query: Reading, other: Reading, weigh: Weigh) -> _Sides:
    return _Sides.of(query.words, other.words, lambda word: weigh(word_name(word)))


def word_name(word: str) -> str:
    """A word's token: single characters are counted as characters."""
    return f"w:{word}" if len(word) > 1 else word


def _pairs(parts: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(parts)]


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


def _latin(reading: Reading) -> frozenset[str]:
    return frozenset(unit for unit in reading.units if unit.isascii())


def _nouns(query: Reading, other: Reading, weigh: Weigh) -> float:
    """How much of the weight of words of two and more characters is shared, in the whole text:
    a word of one side may stand inside a longer one of the other.
    """
    ours = {word for word in query.words if len(word) > 1}
    theirs = {word for word in other.words if len(word) > 1}
    total = shared = 0.0
    for words, text in ((ours, other.clean), (theirs, query.clean)):
        for word in words:
            weight = weigh(word_name(word))
            total += weight
            shared += weight if word in text else 0.0
    return shared / (total or 1.0)


def common_run(one: Sequence[str], two: Sequence[str]) -> int:
    """Length of the longest common subsequence, all of a row of the table at once in the bits of a
    number (Hyyrö 2004).
    """
    places: dict[str, int] = {}
    for place, part in enumerate(one):
        places[part] = places.get(part, 0) | (1 << place)
    full = (1 << len(one)) - 1
    row = full
    for part in two:
        held = row & places.get(part, 0)
        row = ((row + held) | (row - held)) & full
    return len(one) - row.bit_count()


# A bot must be right so often where it answers by itself.
PROMISED = 0.9


class Ranker(Protocol):
    """Puts candidates in order and says how likely each is the answer."""

    @property
    def threshold(self) -> float:
        """The likelihood from which on answers are right as often as promised."""
        ...

    @property
    def threshold_told(self) -> float:
        """The same for questions whose vector is known."""
        ...

    def differ(self, query: Reading, other: Reading) -> float:
        """How far apart two readings are in meaning, learned from pairs."""
        ...

    def rank(self, table: Floats, vectors: Floats | None = None) -> tuple[Floats, Doubles]:
        """Scores and likelihoods, one a candidate, from their numbers, and from how near their
        vectors are (not a number where that is not known).
        """
        ...


def vectors_of(matches: Sequence[Match]) -> Floats | None:
    """How near each is by its vector; none where no vectors are used."""
    found = np.array([match.vector for match in matches], np.float32)
    return None if bool(np.isnan(found).all()) else found


def rank(
    index: Index, ranker: Ranker, text: str, asker: Asker, told: Near | None = None
) -> list[Ranked]:
    """The articles that may answer this text, best first."""
    matches = index.find(text, asker, CANDIDATES, meant=MEANT, told=told)
    if not matches:
        return []
    table = describe_matches(index, text, matches, ranker.differ)
    scores, likely = ranker.rank(table, vectors_of(matches))
    # Asked in words that an article is known by, it is meant: nothing is left to weigh.
    same = table[:, COLUMN["same"]] > 0
    likely = np.where(same, np.maximum(likely, SAME_WORDS), likely)
    order = np.lexsort((-scores, ~same))
    return [Ranked(matches[at], float(scores[at]), float(likely[at])) for at in order]


def rank_however_typed(
    index: Index, ranker: Ranker, text: str, asker: Asker, told: Near | None = None
) -> list[Ranked]:
    """The same for a text that may be pinyin or initials: as it stands, or as the characters it
    spells, whichever is likelier answered.
    """
    best = rank(index, ranker, text, asker, told)
    for other in index.spelling.meant(text):
        found = [
            one._replace(likely=one.likely * other.share)
            for one in rank(index, ranker, other.text, replace(asker, locale=asker.spelt))
        ]
        if found and (not best or found[0].likely > best[0].likely):
            best = found
    return best


def describe_matches(
    index: Index, text: str, matches: Sequence[Match], differ: Differ = nothing_learned
) -> Floats:
    """`describe` for what an index has found."""
    read = index.reader.read
    others = [read(match.wording.text) for match in matches]
    return describe(read(text), others, matches, index.weights.of, differ)
