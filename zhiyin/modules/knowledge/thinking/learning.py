"""Learns from a shop's own wordings and clicks which candidate is meant, and when none is.

What is learned from two thirds of the examples is tried on the rest, by article; so the promise
of being right, and whether learning is worth it at all, are measured on what it has not seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.by_hand import ByHand
from zhiyin.modules.knowledge.comparing import Differ
from zhiyin.modules.knowledge.differences import Differences, sign_numbers
from zhiyin.modules.knowledge.ranking import (
    PROMISED,
    Doubles,
    learnable,
    with_differences,
    without_worded,
    worded,
)
from zhiyin.modules.knowledge.retrieval.index import Index
from zhiyin.modules.knowledge.retrieval.shapes import Floats
from zhiyin.modules.knowledge.retrieval_text import Ids, Reading
from zhiyin.modules.knowledge.thinking.learned import (
    Booster,
    Curve,
    Learned,
    Told,
    best_row,
    train_answering,
    train_ranking,
    with_vectors,
)
from zhiyin.modules.knowledge.thinking.lessons import FEWEST
from zhiyin.modules.knowledge.thinking.trying import PARTS, Example, Tables, Tried, try_examples
from zhiyin.modules.knowledge.thinking.weighing import weigh_differences

Read = Callable[[str], Reading]

# More take longer.
MOST = 8000
# So many texts are not read twice: each is a candidate of many examples.
MOST_TEXTS = 20_000
# So many of the near misses of a question teach which differences matter.
NEAR_MISSES = 8
# Candidates of a list that the ranking is learned from.
NEAREST = 12
# Of the answers at least this share must be seen with other wordings.
SEEN_WORDED = 0.03
# How many questions nothing here answers, while a shop has named fewer than enough of them.
UNANSWERED_SHARE = 0.08
ENOUGH_UNANSWERED = 30
# What the nearest vector may be worth, in what the ranking scores by.
WORTHS = (0.5, 1.0, 2.0, 4.0, 8.0)

# How much oftener ranking by hand is right with what is learned of all texts together, measured on
# our own questions (0.02) and the demo shop's (0.01).
KIN_GAIN = 0.02


@dataclass(frozen=True)
class Lesson:
    """What was learned, and how often it was right, beside what we had, on what was unseen."""

    learned: Learned
    examples: int
    right: float
    right_before: float
    # What we had knows besides of all texts together, with which nothing here could be tried.
    with_kin: bool

    @property
    def is_better(self) -> bool:
        """Whether it should be used."""
        return self.right > self.right_before + KIN_GAIN * self.with_kin


def learn(index: Index, examples: Sequence[Example], before: ByHand) -> Lesson | None:
    """What these examples teach; none when they are too few."""
    known = {None, *index.base.rows}
    chosen = [one for one in _sample(examples) if one.article_id in known]
    if sum(one.article_id is not None for one in chosen) < FEWEST:
        return None
    read = index.reader.read
    tried: list[Tried] = []
    tables = Tables()
    right_before: list[bool] = []
    for one in try_examples(index.unlearned(), chosen):
        if one.article_id is not None:
            right_before.append(_is_right(before, one))
        # Thousands of them are held: no more of each than is learned from.
        one.table = tables.kept(learnable(one.table))
        tried.append(one)
    real = [at for at, one in enumerate(tried) if one.article_id is not None]
    learned, right = learn_tried(read, tried)
    right_now, right_then = float(right[real].mean()), float(np.mean(right_before))
    return Lesson(learned, len(chosen), right_now, right_then, not index.kinship.is_empty)


def learn_tried(read: Read, tried: Sequence[Tried]) -> tuple[Learned, Doubles]:
    """What examples teach that were tried, and which came out right before they were learned."""
    blind = _tells_too_much(tried)
    if blind:
        for one in tried:
            one.table[:] = without_worded(one.table)
    pairs = _Pairs.of(read, tried)
    for part in range(PARTS):
        differences = pairs.learn(leave=part)
        _fill(read, [one for one in tried if one.part == part], differences)
    rankings = [_train(tried, leave=part) for part in range(PARTS)]
    scores = [rankings[one.part].inplace_predict(one.table) for one in tried]
    tops = _Tops.of(tried, scores)
    curve, threshold = _calibrate(tops)
    learned = Learned(
        differences=pairs.learn(leave=None),
        ranking=_train(tried, leave=None),
        answering=train_answering(tops.rows, tops.right),
        curve=curve,
        threshold=threshold,
        blind=blind,
        told=_learn_told(tried, scores),
    )
    return learned, tops.right


def _learn_told(tried: Sequence[Tried], scores: Sequence[Floats]) -> Told | None:
    """What vectors from outside are worth beside what is learned; none where they are no help."""
    known = [
        (one, score, one.vectors)
        for one, score in zip(tried, scores, strict=True)
        if one.vectors is not None
    ]
    if sum(one.article_id is not None for one, _, _ in known) < FEWEST:
        return None

    def right(worth: float) -> float:
        tops = [one.right[int(np.argmax(with_vectors(s, v, worth)))] for one, s, v in known]
        return float(np.sum(tops))

    # The least of those that are equally good, and none where that would be better: what is right
    # already without vectors says nothing against them.
    worth = max(WORTHS, key=right)
    if right(worth) < right(0.0):
        return None
    told = [with_vectors(s, v, worth) for _, s, v in known]
    tops = _Tops.of([one for one, _, _ in known], told)
    return Told(worth, train_answering(tops.rows, tops.right), *_calibrate(tops))


def _tells_too_much(tried: Sequence[Tried]) -> bool:
    """Whether the answer could be told by its having no other wordings.

    Where every article has a single one, an example hides that of its answer and of no other.
    """
    answers = [float(worded(one.table)[one.right > 0].any()) for one in tried if one.right.any()]
    return not answers or float(np.mean(answers)) < SEEN_WORDED


def _sample(examples: Sequence[Example]) -> list[Example]:
    """At most `MOST`, chosen by their text, so always the same."""
    once = sorted(set(examples), key=lambda one: (crc32(one.query.encode()), one.query))
    return once[:MOST]


@dataclass(frozen=True)
class _Pairs:
    """Questions and candidates, by what differs between them."""

    signs: list[Ids]
    same: Doubles
    parts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, read: Read, tried: Sequence[Tried]) -> "_Pairs":
        """The answers and the near misses of every example."""
        signs: list[Ids] = []
        same: list[float] = []
        parts: list[int] = []
        for one in tried:
            misses = 0
            for place, text in enumerate(one.texts if not one.made_up else ()):
                is_same = place == one.place
                misses += not is_same
                if is_same or misses <= NEAR_MISSES:
                    signs.append(sign_numbers(read(one.query), read(text)))
                    same.append(float(is_same))
                    parts.append(one.part)
        return cls(signs, np.array(same), np.array(parts))

    def learn(self, leave: int | None) -> Differences:
        """The weights of differences, from all parts but one."""
        chosen = np.flatnonzero(self.parts != (-1 if leave is None else leave))
        return weigh_differences([self.signs[at] for at in chosen], self.same[chosen])


def _fill(read: Read, tried: Sequence[Tried], differ: Differ) -> None:
    """Writes into the tables what was learned of differences."""
    for one in tried:
        query = read(one.query)
        found = [differ(query, read(text)) for text in one.texts]
        with_differences(one.table, found)


def _train(tried: Sequence[Tried], leave: int | None) -> Booster:
    lists = [_near(one) for one in tried if one.part != leave and one.right.any()]
    return train_ranking(
        np.vstack([table for table, _ in lists]),
        np.concatenate([right for _, right in lists]),
        [len(right) for _, right in lists],
    )


def _near(one: Tried) -> tuple[Floats, Doubles]:
    """The nearest candidates: those further down teach nothing new. All of them where the answer is
    further down, or its place would give it away.
    """
    right = one.right
    if right[:NEAREST].any():
        return one.table[:NEAREST], right[:NEAREST]
    return one.table, right


@dataclass(frozen=True)
class _Tops:
    """The first candidate of every example, as the ranking has it that has not seen it."""

    rows: Floats
    right: Doubles
    parts: npt.NDArray[np.int64]
    weights: Doubles

    @classmethod
    def of(cls, tried: Sequence[Tried], scores: Sequence[Floats]) -> "_Tops":
        """The best by these scores of every example."""
        tops = [best_row(one.table, score) for one, score in zip(tried, scores, strict=True)]
        right = [one.right[best] for one, (_, best) in zip(tried, tops, strict=True)]
        return cls(
            np.array([row for row, _ in tops], np.float32),
            np.array(right),
            np.array([one.part for one in tried]),
            _weights(tried),
        )


def _weights(tried: Sequence[Tried]) -> Doubles:
    """How much each counts, so that as many are unanswered as a shop will really see."""
    made_up = np.array([one.made_up for one in tried])
    unanswered = np.array([one.article_id is None for one in tried]) & ~made_up
    weights = np.where(made_up, 0.0, 1.0)
    if unanswered.sum() < ENOUGH_UNANSWERED and made_up.any():
        answered = len(tried) - made_up.sum() - unanswered.sum()
        wanted = answered * UNANSWERED_SHARE / (1 - UNANSWERED_SHARE)
        weights[made_up] = wanted / made_up.sum()
        weights[unanswered] = 0.0
    return weights


def _calibrate(tops: _Tops) -> tuple[Curve, float]:
    """A curve for probabilities, and from which on answers are right as often as promised."""
    said = np.zeros(len(tops.right))
    for part in range(PARTS):
        here = tops.parts == part
        trees = train_answering(tops.rows[~here], tops.right[~here])
        said[here] = trees.inplace_predict(tops.rows[here])
    curve = Curve.through(said, tops.right, tops.weights)
    likely = curve(said)
    order = np.argsort(-likely)
    weights, right = tops.weights[order], tops.right[order]
    kept = np.cumsum(weights * right) / np.maximum(np.cumsum(weights), 1e-9)
    holds = np.flatnonzero(kept >= PROMISED)
    return curve, float(likely[order][holds[-1]]) if len(holds) else 1.0


def _is_right(by_hand: ByHand, tried: Tried) -> bool:
    scores, _ = by_hand.rank(tried.table)
    return bool(tried.right[int(np.argmax(scores))])
