"""What a text is filed under, learned from texts with their classes: linear machines over words
and runs of letters, of the whole text and of its first line, which names the matter of more.

Every view is weighed twice: by how rare a part is (TF-IDF), and, where there are examples enough,
by how much more often a class has it (Wang and Manning 2012). What all machines say is added.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

import numpy as np
import rjieba
from numpy.typing import NDArray
from scipy import optimize, sparse

from zhiyin.kernel.text.simplified import simplified

_LONGEST: Final = 600
_BUCKETS: Final = 2**21
# A part that a single example has says nothing of others.
_FEWEST: Final = 2
# By fewer examples of a class it can't be told what the class has more often.
_ENOUGH: Final = 500
_ROUNDS: Final = 50
# How little weights are held back, by how many examples there are.
_FREE_FEW, _FREE_MANY = 1.0, 0.3

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def _plain(text: str) -> str:
    return simplified(text[:_LONGEST]).lower()


def _words(text: str) -> list[str]:
    words = [word for word in rjieba.cut(_plain(text)) if not word.isspace()]
    apart = zip(words, words[2:], strict=False)
    return [*words, *map(" ".join, pairwise(words)), *map("_".join, apart)]


def _letters(text: str) -> list[str]:
    plain = _plain(text)
    return [plain[at : at + n] for n in (1, 2, 3, 4) for at in range(len(plain) - n + 1)]


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


_VIEWS: Final[tuple[Callable[[str], Iterable[str]], ...]] = (
    _words,
    _letters,
    lambda text: _words(_first_line(text)),
    lambda text: _letters(_first_line(text)),
)


def _table(view: Callable[[str], Iterable[str]], texts: Sequence[str]) -> Any:
    held = [{crc32(part.encode()) % _BUCKETS for part in view(text)} for text in texts]
    ends = np.cumsum([0, *map(len, held)])
    places = np.fromiter((place for one in held for place in one), np.int64, int(ends[-1]))
    shape = (len(texts), _BUCKETS)
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, ends), shape)


def _of_one_length(table: Any) -> Any:
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ table).tocsr()


@dataclass(frozen=True)
class _Machine:
    """Weights of one view for one class against the others."""

    view: int
    columns: Numbers
    scale: Floats
    weights: Floats
    bias: float
    # What it says is as far apart for every machine.
    spread: float

    def says(self, tables: Sequence[Any]) -> Floats:
        """How much it is for the class, for each row."""
        table = _of_one_length(tables[self.view][:, self.columns] @ sparse.diags(self.scale))
        said: Floats = (table @ self.weights + self.bias) / self.spread
        return said


@dataclass(frozen=True)
class Classes:
    """What was learned: of each class its machines."""

    names: list[str]
    machines: list[list[_Machine]]

    def likely(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """How likely each class is, by text."""
        tables = [_table(view, texts) for view in _VIEWS]
        scores = np.stack(
            [
                np.mean([machine.says(tables) for machine in machines], axis=0)
                for machines in self.machines
            ],
            axis=1,
        )
        shares = np.exp(2 * (scores - scores.max(axis=1, keepdims=True)))
        shares /= shares.sum(axis=1, keepdims=True)
        return [dict(zip(self.names, map(float, row), strict=True)) for row in shares]


def learn_classes(examples: Sequence[tuple[str, str]]) -> Classes:
    """Learns from texts and their classes; refuses with `ValueError` what has one class only."""
    texts = [text for text, _ in examples]
    names = sorted({name for _, name in examples})
    if len(names) < 2:
        raise ValueError("There must be two classes at least.")
    lined = any("\n" in text for text in texts)
    tables = [_table(view, texts) for view in (_VIEWS if lined else _VIEWS[:2])]
    told = [np.array([name == one for _, name in examples]) for one in names]
    if len(names) == 2:
        machines = _machines(tables, told[1])
        return Classes(names, [[_turned(one) for one in machines], machines])
    return Classes(names, [_machines(tables, one) for one in told])


def _turned(one: _Machine) -> _Machine:
    return _Machine(one.view, one.columns, one.scale, -one.weights, -one.bias, one.spread)


def _machines(tables: Sequence[Any], told: NDArray[np.bool_]) -> list[_Machine]:
    found = list[_Machine]()
    many = int(told.sum()) >= _ENOUGH
    for view, table in enumerate(tables):
        held = np.bincount(table.indices, minlength=_BUCKETS)
        columns = np.flatnonzero(held >= _FEWEST)
        kept = table[:, columns]
        scales = [np.log(len(told) / held[columns]) + 1]
        if many:
            inside = np.asarray(kept[told].sum(axis=0)).ravel() + 1
            outside = np.asarray(kept[~told].sum(axis=0)).ravel() + 1
            scales.append(np.log(inside / inside.sum()) - np.log(outside / outside.sum()))
        for scale in scales:
            weighed = _of_one_length(kept @ sparse.diags(scale))
            weights, bias = _fit(weighed, told, _FREE_MANY if many else _FREE_FEW)
            spread = float((weighed @ weights + bias).std()) or 1.0
            found.append(_Machine(view, columns, scale, weights, bias, spread))
    return found


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
