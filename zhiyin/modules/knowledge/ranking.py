"""Which of a few likely articles is meant: what two questions have in common, as numbers.

`comparing` looks at a pair of questions, `describe` at a list of candidates. What the numbers are
worth is learned (`thinking`), or, until a shop has enough to learn from, weighed `by_hand`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.comparing import (
    PAIR,
    Comparison,
    Differ,
    Weigh,
    nothing_learned,
)
from zhiyin.modules.knowledge.retrieval.index import MEANT, Index
from zhiyin.modules.knowledge.retrieval.shapes import Asker, Floats, Match
from zhiyin.modules.knowledge.retrieval.vectors import Near
from zhiyin.modules.knowledge.retrieval_text import Reading

Doubles = npt.NDArray[np.float64]

# How many articles are looked at closely.
CANDIDATES = 25
# How likely an article answers that is known by these very words.
SAME_WORDS = 0.97

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


def describe(
    query: Reading,
    others: Sequence[Reading],
    matches: Sequence[Match],
    weigh: Weigh,
    differ: Differ = nothing_learned,
) -> Floats:
    """One row of numbers a candidate, in the order of `NAMES` and `BESIDE`."""
    table = np.zeros((len(matches), len(COLUMN)), np.float32)
    pairs = Comparison(query, weigh, differ)
    for row, other in enumerate(others):
        table[row, : len(PAIR)] = pairs.with_(other)
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
