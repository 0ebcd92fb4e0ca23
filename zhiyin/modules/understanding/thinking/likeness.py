"""How alike texts are: cosines of what they share, rare things weighing more."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg.blas import ssyrk

Floats = NDArray[np.float32]
Matrix = Any
Cut = Callable[[str], list[str]]

# What more than so many texts have is multiplied as a full table, the rest as a sparse one.
_OFTEN: Final = 0.05
_FEW: Final = 500
_ROWS_AT_ONCE: Final = 1000
_ROUNDS: Final = 3
_SPARE: Final = 20


class View:
    """Example texts by one way of cutting them, weighed by rarity (TF-IDF)."""

    def __init__(self, cut: Cut, texts: Sequence[str], *, most: float = 1.0) -> None:
        self._cut = cut
        counted = [Counter(cut(text)) for text in texts]
        held = Counter(part for one in counted for part in one)
        total = len(texts)
        limit = max(most * total, _FEW)
        kept = sorted(part for part, count in held.items() if count <= limit)
        self._places = {part: place for place, part in enumerate(kept)}
        counts = np.array([held[part] for part in kept], np.float32)
        self._rarity = (np.log((1 + total) / (1 + counts)) + 1).astype(np.float32)
        self.examples: Matrix = self._table(counted)
        self._turned: Matrix = self.examples.T.tocsr()

    def table(self, texts: Sequence[str]) -> Matrix:
        """Other texts in the same terms, a row each."""
        return self._table([Counter(self._cut(text)) for text in texts])

    def among(self) -> Floats:
        """How alike the examples are among each other: the lower half of a table."""
        often = np.diff(self._turned.indptr) > _OFTEN * self.examples.shape[0]
        full = self.examples[:, np.flatnonzero(often)].toarray()
        rare = self.examples[:, np.flatnonzero(~often)].tocsr()
        turned = rare.T.tocsr()
        count = self.examples.shape[0]
        alike: Floats = np.zeros((count, count), np.float32)
        if often.any():
            alike = ssyrk(1.0, full.T, trans=True).T
        for start in range(0, len(alike), _ROWS_AT_ONCE):
            end = start + _ROWS_AT_ONCE
            alike[start:end] += (rare[start:end] @ turned).toarray()
        return alike

    def to_examples(self, rows: Matrix) -> Floats:
        """How alike other texts are to each example."""
        alike: Floats = (rows @ self._turned).toarray()
        return alike

    def _table(self, counted: Sequence[Counter[str]]) -> Matrix:
        ends, places, values = [0], list[int](), list[float]()
        for one in counted:
            for part, times in one.items():
                place = self._places.get(part)
                if place is not None:
                    places.append(place)
                    values.append(float((1 + np.log(times)) * self._rarity[place]))
            ends.append(len(places))
        shape = (len(counted), len(self._places))
        data = np.array(values, np.float32)
        table = sparse.csr_matrix((data, np.array(places, np.int32), np.array(ends)), shape)
        lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        scale = sparse.diags(1 / np.maximum(lengths, 1e-6)).astype(np.float32)
        return (scale @ table).tocsr()


class Themes:
    """The main directions in which texts differ (latent semantic analysis): words that keep the
    same company count as alike.
    """

    def __init__(self, table: Matrix, count: int) -> None:
        count = min(count, min(table.shape) - 1)
        self._directions = _directions(table, count)
        self._examples = self._placed(table)

    def among(self) -> Floats:
        """How alike the examples are among each other."""
        alike: Floats = self._examples @ self._examples.T
        return alike

    def to_examples(self, rows: Matrix) -> Floats:
        """How alike other texts are to each example."""
        alike: Floats = self._placed(rows) @ self._examples.T
        return alike

    def _placed(self, rows: Matrix) -> Floats:
        placed: Floats = rows @ self._directions
        placed /= np.linalg.norm(placed, axis=1, keepdims=True) + np.float32(1e-6)
        return placed


def _directions(table: Matrix, count: int) -> Floats:
    """Right singular vectors by random projection (Halko, Martinsson, Tropp 2011)."""
    chance = np.random.default_rng(1)
    wanted = min(count + _SPARE, *table.shape)
    tried = chance.standard_normal((table.shape[1], wanted)).astype(np.float32)
    turned = table.T.tocsr()
    for _ in range(_ROUNDS):
        tried, _ignored = np.linalg.qr(turned @ (table @ tried))
    _left, _sizes, right = np.linalg.svd(table @ tried, full_matrices=False)
    found: Floats = np.ascontiguousarray((tried @ right.T)[:, :count])
    return found
