"""Vectors from outside (向量): where texts point, as a model of the shop's own has it.

Models differ in how near they put texts that have nothing to do with each other. So nearness is
told by how far it lies above what is usual for this very question: 0 usual, 1 the same.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Optional

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval.shapes import Bytes, Floats
from zhiyin.modules.knowledge.retrieval_text import Ids

Keys = npt.NDArray[np.uint64]
# So many numbers are looked at a time: bytes become numbers of four.
AT_ONCE = 1 << 21
# With fewer texts nothing is usual.
LEAST_TEXTS = 2


class Vectors:
    """The vectors of one model, by the hashes of their texts. It is never changed, so that a look
    at it can be trusted while another one is put in its place.
    """

    def __init__(self, signature: str, keys: Keys, rows: Bytes) -> None:
        self.signature = signature
        self.keys, self.rows = keys, rows
        self._lengths = self._measured()

    @classmethod
    def of(cls, signature: str, keys: Sequence[bytes], rows: Sequence[bytes]) -> "Vectors":
        """From rows as they are kept; all have one length."""
        if not rows:
            return cls(signature, np.zeros(0, np.uint64), np.zeros((0, 0), np.int8))
        known = np.fromiter((_number(one) for one in keys), np.uint64, len(keys))
        held = np.frombuffer(b"".join(rows), np.int8).reshape(len(rows), len(rows[0]))
        order = np.argsort(known)
        return cls(signature, known[order], held[order])

    def joined(self, other: "Vectors") -> "Vectors":
        """These and others of the same model, which are new."""
        if not len(self) or not len(other):
            return other if not len(self) else self
        places = np.searchsorted(self.keys, other.keys)
        return Vectors(
            self.signature,
            np.insert(self.keys, places, other.keys),
            np.insert(self.rows, places, other.rows, axis=0),
        )

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self.rows.shape[1])

    def slots(self, keys: Keys) -> Ids:
        """Where the vectors of texts with these hashes stand; -1 where there is none."""
        return slots_of(self.keys, keys)

    def near(self, vector: bytes) -> "Near | None":
        """How near each is to this one; none where they cannot be compared."""
        if len(self) < LEAST_TEXTS or len(vector) != self.size:
            return None
        direction = np.frombuffer(vector, np.int8).astype(np.float32)
        length = float(np.linalg.norm(direction))
        if not length:
            return None
        values = np.concatenate([part @ direction for part in self._parts()])
        values /= self._lengths * length
        usual = float(values.mean())
        values = (values - usual) / max(1.0 - usual, 1e-3)
        # The last one is for texts without a vector.
        return Near(self, np.append(values, math.nan).astype(np.float32))

    def of_text(self, text: str) -> bytes:
        """The vector of a text, empty where there is none."""
        (slot,) = self.slots(keys_of([text]))
        return b"" if slot < 0 else self.rows[slot].tobytes()

    def _parts(self) -> Iterator[Floats]:
        step = max(AT_ONCE // max(self.size, 1), 1)
        for at in range(0, len(self), step):
            yield self.rows[at : at + step].astype(np.float32)

    def _measured(self) -> Floats:
        lengths = [np.linalg.norm(part, axis=1) for part in self._parts()]
        found: Floats = np.concatenate(lengths) if lengths else np.zeros(0, np.float32)
        return np.maximum(found, np.float32(1e-6))


@dataclass(frozen=True)
class Near:
    """How near a question comes to every text that has a vector; not a number for the others."""

    vectors: Vectors
    values: Floats

    def along(self, laid: Optional["Laid"]) -> Floats | None:
        """The same for these texts; none where they were laid out for other vectors."""
        if laid is None or laid.vectors is not self.vectors:
            return None
        return self.values[laid.slots]


@dataclass(frozen=True)
class Laid:
    """Where the vectors of a row of texts stand."""

    vectors: Vectors
    slots: Ids


def slots_of(known: Keys, wanted: Keys) -> Ids:
    """Where each of these stands among those known, which are in order; -1 where it does not."""
    if not len(known):
        return np.full(len(wanted), -1, np.int32)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    found: Ids = np.where(known[places] == wanted, places, -1).astype(np.int32)
    return found


def keys_of(texts: Iterable[str]) -> Keys:
    """The numbers texts are known by, beginnings of their hashes."""
    return np.fromiter((_number(key_of(text)) for text in texts), np.uint64)


def key_of(text: str) -> bytes:
    """The hash a vector is kept by, as the database makes it."""
    return hashlib.sha256(text.encode()).digest()[:16]


def _number(key: bytes) -> int:
    return int.from_bytes(key[:8], "big")
