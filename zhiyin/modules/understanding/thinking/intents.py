"""What a customer wants, learned from examples of a shop's own intents.

A kernel machine: every example has a say in each intent, by how alike it is to the text. Likeness
is the mean of three views of the text and of their themes, bent by a curve that makes the near
count more; what each example has to say is found by regularised least squares (Rifkin and
Klautau 2004). How the views are mixed, how much the curve is bent, and from which likelihood on an
intent is taken, is chosen on examples that were not learned from.

Where examples are filed under a wider subject as well, an intent is learned apart in each of them:
"ask" of trains has little in common with "ask" of recipes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from zhiyin.kernel.contracts.evaluations import IntentExample
from zhiyin.modules.understanding.thinking.likeness import Floats, Themes, View
from zhiyin.modules.understanding.thinking.refusing import NEVER, Flags, Refusing, learn_refusing
from zhiyin.modules.understanding.thinking.wording import letters, matters, phrases

# More would not fit into memory: their likenesses among each other are a table.
MOST: Final = 16_000
# On so many examples it is tried what suits them; the choice carries over.
_TRIED: Final = 3_000
_JUDGED: Final = 1_500
_THEMES: Final = 100
# Letters that a fifth of all texts have say little and cost most.
_MOST_LETTERS: Final = 0.2
_HELD_BACK: Final = 10
_ROWS_AT_ONCE: Final = 200

Numbers = NDArray[np.int64]
# An intent under its wider subject.
Place = tuple[str, str]


class Choice(NamedTuple):
    """What suits a set of examples."""

    # Of letters, phrases, matters and themes; together one.
    shares: tuple[float, float, float, float]
    bend: float
    damping: float


_LETTERS: Final = (1.0, 0.0, 0.0, 0.0)
_ALL: Final = (0.4, 0.2, 0.2, 0.2)
# Gentler ones first: the first of equals is taken.
_CHOICES: Final = (
    Choice(_LETTERS, 0.3, 0.2),
    Choice(_LETTERS, 1.0, 0.1),
    Choice(_LETTERS, 2.0, 0.05),
    Choice(_ALL, 0.5, 0.1),
    Choice(_ALL, 1.0, 0.1),
    Choice(_ALL, 2.0, 0.05),
    Choice(_ALL, 3.0, 0.05),
)


class _Likeness:
    """Three views of the examples, and the themes of their phrases."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._letters = View(letters, texts, most=_MOST_LETTERS)
        self._phrases = View(phrases, texts)
        self._matters = View(matters, texts)
        self._themes = Themes(self._phrases.examples, _THEMES)

    def among(self, shares: Sequence[float]) -> Floats:
        """How alike the examples are among each other; the lower half of a table."""
        parts = (self._letters, self._phrases, self._matters, self._themes)
        return _mixed(shares, [part.among for part in parts])

    def to_examples(self, texts: Sequence[str], shares: Sequence[float]) -> Floats:
        """How alike other texts are to each example."""

        def by_phrases(part: View | Themes) -> Callable[[], Floats]:
            return lambda: part.to_examples(self._phrases.table(texts))

        def by_own(view: View) -> Callable[[], Floats]:
            return lambda: view.to_examples(view.table(texts))

        views = (self._letters, self._phrases, self._matters)
        return _mixed(shares, [*map(by_own, views), by_phrases(self._themes)])


def _mixed(shares: Sequence[float], parts: Sequence[Callable[[], Floats]]) -> Floats:
    """Their mean by shares; a part without a share is not even made."""
    mixed: Floats | None = None
    for share, make in zip(shares, parts, strict=True):
        if share:
            part = make()
            part *= share
            mixed = part if mixed is None else np.add(mixed, part, out=mixed)
    assert mixed is not None
    return mixed


@dataclass(frozen=True)
class Intents:
    """What was learned. An intent of `None` is what lies outside."""

    names: list[Place]
    likeness: _Likeness
    # The say of each example in each intent; the last column is of what lies outside.
    says: Floats
    choice: Choice
    refusing: Refusing

    def __call__(self, text: str) -> tuple[str | None, float]:
        """The intent, and how likely it is right; none below the threshold."""
        scores = self.scores([text])
        likely = float(self.refusing.likely(_signs(scores))[0])
        if likely < self.refusing.threshold:
            return None, likely
        return self.names[int(scores[0, :-1].argmax())][1], likely

    def scores(self, texts: Sequence[str]) -> Floats:
        """What all examples together say of each text."""
        alike = self.likeness.to_examples(texts, self.choice.shares)
        return _bent(alike, self.choice.bend) @ self.says


def learn_intents(
    examples: Sequence[IntentExample], unseen: Sequence[IntentExample] = ()
) -> Intents:
    """Learns from the examples; choices are made on the unseen ones. Without those every tenth
    example is held back for that.
    """
    examples = _thinned(examples, MOST)
    if not unseen:
        unseen = [one for place, one in enumerate(examples) if place % _HELD_BACK == 0]
        examples = [one for place, one in enumerate(examples) if place % _HELD_BACK]
    names = sorted({_place(one) for one in examples if one.intent is not None})
    if not names:
        raise ValueError("There is no intent to learn.")
    choice = _best_choice(_thinned(examples, _TRIED), unseen, names)
    likeness = _Likeness([one.text for one in examples])
    alike = _bent(likeness.among(choice.shares), choice.bend)
    says = _solved(alike, _wanted(examples, names), choice.damping)
    blind = Intents(names, likeness, says, choice, NEVER)
    starts = range(0, len(unseen), _ROWS_AT_ONCE)
    texts = [one.text for one in unseen]
    scores = np.concatenate([blind.scores(texts[at : at + _ROWS_AT_ONCE]) for at in starts])
    outside = np.array([one.intent is None for one in unseen])
    right = _right(scores, names, unseen)
    return replace(blind, refusing=learn_refusing(_signs(scores), right, outside))


def _best_choice(
    examples: Sequence[IntentExample], unseen: Sequence[IntentExample], names: list[Place]
) -> Choice:
    """What lets most of the unseen texts be understood."""
    unseen = [one for one in _thinned(unseen, _JUDGED) if one.intent is not None]
    if not unseen:
        return _CHOICES[-1]
    likeness, wanted = _Likeness([one.text for one in examples]), _wanted(examples, names)
    asked = [one.text for one in unseen]
    found = list[int]()
    for shares, choices in groupby(_CHOICES, key=lambda one: one.shares):
        alike, other = likeness.among(shares), likeness.to_examples(asked, shares)
        for choice in choices:
            says = _solved(_bent(alike.copy(), choice.bend), wanted, choice.damping)
            scores = _bent(other.copy(), choice.bend) @ says
            found.append(int(_right(scores, names, unseen).sum()))
    return _CHOICES[found.index(max(found))]


def _bent(alike: Floats, bend: float) -> Floats:
    """In place: these tables are large."""
    alike -= 1
    alike *= bend
    return np.exp(alike, out=alike)


def _solved(alike: Floats, wanted: Floats, damping: float) -> Floats:
    alike[np.diag_indices_from(alike)] += damping
    # The table is its own mirror image, and turned it is solved where it lies: of one half.
    factor = cho_factor(alike.T, overwrite_a=True, check_finite=False)
    says: Floats = np.ascontiguousarray(cho_solve(factor, wanted, check_finite=False))
    return says


def _place(example: IntentExample) -> Place:
    return (example.subject or "", example.intent or "")


def _wanted(examples: Sequence[IntentExample], names: list[Place]) -> Floats:
    wanted = np.zeros((len(examples), len(names) + 1), np.float32)
    columns = {name: column for column, name in enumerate(names)}
    for row, one in enumerate(examples):
        wanted[row, len(names) if one.intent is None else columns[_place(one)]] = 1
    return wanted


def _right(scores: Floats, names: list[Place], asked: Sequence[IntentExample]) -> Flags:
    """Whether the strongest is what was wanted; never, where that was nothing known."""
    best = scores[:, :-1].argmax(axis=1)
    return np.array([names[at][1] == one.intent for at, one in zip(best, asked, strict=True)])


def _signs(scores: Floats) -> NDArray[np.float64]:
    """How strong the best intent is, and how strong the outside."""
    return np.stack([scores[:, :-1].max(axis=1), scores[:, -1]], axis=1).astype(np.float64)


def _thinned(examples: Sequence[IntentExample], most: int) -> list[IntentExample]:
    """Not more than so many, evenly from each intent."""
    if len(examples) <= most:
        return list(examples)
    ordered = sorted(examples, key=lambda one: one.intent or "")
    return [ordered[place * len(ordered) // most] for place in range(most)]
