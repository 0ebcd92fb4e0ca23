"""What a text is filed under, learned from texts with their classes: linear machines over words
and runs of letters, of the whole text and of its first line, which names the matter of more.

Every view is weighed twice: by how rare a part is (TF-IDF), and, where there are examples enough,
by how much more often a class has it (Wang and Manning 2012). What all machines say is added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
import rjieba
from numpy.typing import NDArray
from scipy import optimize, sparse

from zhiyin.kernel.text.simplified import simplified

_LONGEST: Final = 600
_BUCKETS: Final = 2**21
# Among many, a part that a single example has says nothing of others.
_FEWEST: Final = 2
# By fewer examples of a class it can't be told what the class has more often.
_ENOUGH: Final = 500
_ROUNDS: Final = 50
# How little weights are held back, by how many examples there are.
_FREE_FEW, _FREE_MANY = 3.0, 0.3

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
View = Callable[[str], Iterable[str]]


def _plain(text: str) -> str:
    return simplified(text[:_LONGEST]).lower()


def _long_words(text: str) -> list[str]:
    return [word for word in rjieba.cut(_plain(text)) if len(word) > 1]


def _words(text: str) -> list[str]:
    words = [word for word in rjieba.cut(_plain(text)) if not word.isspace()]
    apart = zip(words, words[2:], strict=False)
    return [*words, *map(" ".join, pairwise(words)), *map("_".join, apart)]


def _letters(text: str) -> list[str]:
    plain = _plain(text)
    return [plain[at : at + n] for n in (1, 2, 3, 4) for at in range(len(plain) - n + 1)]


def _first(view: View) -> View:
    """The same of the first line alone."""
    return lambda text: view(text.partition("\n")[0])


# Of few examples, pairs of words say little that is true of others, too.
_OF_FEW: Final[tuple[View, ...]] = (_long_words, _letters, _first(_long_words), _first(_letters))
_OF_MANY: Final[tuple[View, ...]] = (_words, _letters, _first(_words), _first(_letters))


class _Held(NamedTuple):
    """Where the parts of a text stand, and how much each counts: less the more often it comes."""

    places: Numbers
    counts: Floats


def _held(view: View, text: str) -> _Held:
    found = Counter(crc32(part.encode()) % _BUCKETS for part in view(text))
    places = np.fromiter(found, np.int64, len(found))
    return _Held(places, 1 + np.log(np.fromiter(found.values(), np.float64, len(found))))


def _table(view: View, texts: Sequence[str]) -> Any:
    rows = [_held(view, text) for text in texts]
    ends = np.cumsum([0, *(len(row.places) for row in rows)])
    places, counts = (np.concatenate(column) for column in zip(*rows, strict=True))
    return sparse.csr_matrix((counts, places, ends), (len(texts), _BUCKETS))


def _of_one_length(table: Any) -> Any:
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ table).tocsr()


@dataclass(frozen=True)
class _Part:
    """What a machine knows of one view: how its parts are weighed, and what they say."""

    view: int
    columns: Numbers
    scale: Floats
    weights: Floats

    def says(self, held: Sequence[_Held]) -> float:
        """How much it is for the class, of a text whose parts stand there in each view."""
        mine = held[self.view]
        places = np.minimum(np.searchsorted(self.columns, mine.places), len(self.columns) - 1)
        there = self.columns[places] == mine.places
        known = places[there]
        scale = self.scale[known] * mine.counts[there]
        length = float(np.sqrt((scale**2).sum())) or 1.0
        return float(self.weights[known] @ scale) / length


@dataclass(frozen=True)
class _Machine:
    """Weights of all views for one class against the others."""

    parts: list[_Part]
    bias: float
    # What it says is as far apart for every machine.
    spread: float

    def says(self, held: Sequence[_Held]) -> float:
        """How much it is for the class."""
        return (sum(part.says(held) for part in self.parts) + self.bias) / self.spread


@dataclass(frozen=True)
class Classes:
    """What was learned: of each class its machines."""

    names: list[str]
    views: Sequence[View]
    machines: list[list[_Machine]]

    def likely(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """How likely each class is, by text."""
        scores = np.zeros((len(texts), len(self.names)))
        for row, text in enumerate(texts):
            held = [_held(view, text) for view in self.views]
            for column, machines in enumerate(self.machines):
                scores[row, column] = np.mean([one.says(held) for one in machines])
        shares = np.exp(2 * (scores - scores.max(axis=1, keepdims=True)))
        shares /= shares.sum(axis=1, keepdims=True)
        return [dict(zip(self.names, map(float, row), strict=True)) for row in shares]


def learn_classes(examples: Sequence[tuple[str, str]]) -> Classes:
    """Learns from texts and their classes; refuses with `ValueError` what has one class only."""
    texts = [text for text, _ in examples]
    sizes = Counter(name for _, name in examples)
    names = sorted(sizes)
    if len(names) < 2:
        raise ValueError("There must be two classes at least.")
    many = min(sizes.values()) >= _ENOUGH
    views = _OF_MANY if many else _OF_FEW
    if not any("\n" in text for text in texts):
        views = views[:2]
    tables = [_table(view, texts) for view in views]
    told = [np.array([name == one for _, name in examples]) for one in names]
    if len(names) == 2:
        machines = _machines(tables, told[1], many=many)
        return Classes(names, views, [[_turned(one) for one in machines], machines])
    return Classes(names, views, [_machines(tables, one, many=many) for one in told])


def _turned(one: _Machine) -> _Machine:
    parts = [_Part(each.view, each.columns, each.scale, -each.weights) for each in one.parts]
    return _Machine(parts, -one.bias, one.spread)


def _machines(tables: Sequence[Any], told: NDArray[np.bool_], *, many: bool) -> list[_Machine]:
    fewest = _FEWEST if many else 1
    columns = [
        np.flatnonzero(np.bincount(table.indices, minlength=_BUCKETS) >= fewest) for table in tables
    ]
    kept = [table[:, some] for table, some in zip(tables, columns, strict=True)]
    ways = (_by_rareness, _by_class) if many else (_by_rareness,)
    found = list[_Machine]()
    for way in ways:
        scales = [way(table, told) for table in kept]
        weighed = [
            _of_one_length(table @ sparse.diags(scale))
            for table, scale in zip(kept, scales, strict=True)
        ]
        whole = sparse.hstack(weighed).tocsr()
        weights, bias = _fit(whole, told, _FREE_MANY if many else _FREE_FEW)
        # One machine alone is heard as it is, or classes could not be compared.
        spread = float((whole @ weights + bias).std()) or 1.0 if many else 1.0
        ends = np.cumsum([len(scale) for scale in scales])[:-1]
        parts = [
            _Part(view, *each)
            for view, each in enumerate(zip(columns, scales, np.split(weights, ends), strict=True))
        ]
        found.append(_Machine(parts, bias, spread))
    return found


def _by_rareness(table: Any, told: NDArray[np.bool_]) -> Floats:
    held = np.bincount(table.indices, minlength=table.shape[1])
    rare: Floats = np.log(len(told) / held) + 1
    return rare


def _by_class(table: Any, told: NDArray[np.bool_]) -> Floats:
    inside = np.asarray(table[told].sum(axis=0)).ravel() + 1
    outside = np.asarray(table[~told].sum(axis=0)).ravel() + 1
    ratio: Floats = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return ratio


def _fit(table: Any, told: NDArray[np.bool_], free: float) -> tuple[Floats, float]:
    """Weights by which those told lie above 1 and the others below -1 (squared hinge, L-BFGS)."""
    signs = np.where(told, 1.0, -1.0)
    turned = table.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        short = np.maximum(0, 1 - signs * (table @ weights[:-1] + weights[-1]))
        slope = -2 * free * signs * short
        full = np.append(turned @ slope + weights[:-1], slope.sum())
        return free * float((short**2).sum()) + float((weights[:-1] ** 2).sum()) / 2, full

    start = np.zeros(table.shape[1] + 1)
    how = {"maxiter": _ROUNDS}
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options=how)
    return found.x[:-1], float(found.x[-1])
