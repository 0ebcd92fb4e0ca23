"""The encoder: a text becomes a direction, and texts that mean alike point the same way.

Several views of a text, each the weighed mean of what its features have learned, through one bent
layer; they were learned alike from other beginnings and so err differently (Hansen and Salamon
1990). Learned by telling the intents of the pack apart (`thinking/training.py`), it runs on numpy
alone, in less than a millisecond a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from zlib import crc32

import numpy as np
import numpy.typing as npt

from zhiyin.modules.understanding.pack import OUTSIDE
from zhiyin.modules.understanding.reading import VERSION, Keys, keys_of

Floats = npt.NDArray[np.float32]
Packed = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


# So many texts are read at once: their features' rows are unpacked together.
AT_ONCE = 32
# Kept is one of seven values about this one, two in a byte.
MIDDLE = 8


@dataclass(frozen=True)
class Encoder:
    """What was learned. `rows` hold a feature's numbers in all views, two in a byte: the first half
    of them in the lower bits; `scales` is what they are to be taken times, one a view.
    """

    keys: Keys
    weights: Floats
    rows: Packed
    scales: Floats
    # By view.
    out: Floats
    bias: Floats
    intents: tuple[str, ...]
    prototypes: Floats
    sharpness: float

    @cached_property
    def signature(self) -> str:
        """Two encoders with the same one give every text the same direction."""
        return f"{VERSION}-{crc32(self.rows.tobytes()):08x}"

    @property
    def views(self) -> int:
        """How many views a text is seen in."""
        return int(self.out.shape[0])

    @property
    def size(self) -> int:
        """Numbers in a direction."""
        return int(self.out.shape[0] * self.out.shape[2])

    def encode(self, texts: Sequence[str]) -> Floats:
        """A direction for each text; zero where nothing of it is known."""
        found = np.zeros((len(texts), self.size), np.float32)
        for start in range(0, len(texts), AT_ONCE):
            found[start : start + AT_ONCE] = self._encode(texts[start : start + AT_ONCE])
        return found

    def _encode(self, texts: Sequence[str]) -> Floats:
        places = [self._places(keys_of(text)) for text in texts]
        every = np.unique(np.concatenate(places))
        shares = np.zeros((len(texts), len(every)), np.float32)
        for row, known in enumerate(places):
            weights = self.weights[known]
            length = float(np.linalg.norm(weights)) or 1.0
            shares[row, np.searchsorted(every, known)] = weights / length
        hidden = (shares @ self._unpacked(every)).reshape(len(texts), self.views, -1)
        found = np.maximum(hidden, 0.0).transpose(1, 0, 2) @ self.out + self.bias[:, None]
        lengths = np.linalg.norm(found, axis=2, keepdims=True)
        lengths[:, shares.sum(axis=1) == 0] = np.inf
        found /= np.maximum(lengths, 1e-9)
        directions: Floats = found.transpose(1, 0, 2).reshape(len(texts), self.size)
        return directions / np.float32(np.sqrt(self.views))

    def likely_intents(self, directions: Floats) -> Floats:
        """How likely each text has each of `intents`: the mean of the views."""
        seen = directions.reshape(len(directions), self.views, -1).transpose(1, 0, 2)
        steepness = self.sharpness * np.sqrt(self.views)
        scores = steepness * (seen @ self.prototypes.transpose(0, 2, 1))
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        likely: Floats = shares.mean(axis=0).astype(np.float32)
        return likely

    def outside(self, directions: Floats) -> Floats:
        """How likely each text is none of a shop's business (0 to 1)."""
        if OUTSIDE not in self.intents:
            return np.zeros(len(directions), np.float32)
        likely: Floats = self.likely_intents(directions)[:, self.intents.index(OUTSIDE)]
        return likely

    def wishes(self, directions: Floats) -> Floats:
        """What each text wants, as a direction again: the more two have the same intents, the
        nearer they are, 1 if quite the same (Bhattacharyya 1943). Zero where nothing is known.
        """
        found: Floats = np.sqrt(self.likely_intents(directions))
        found[~directions.any(axis=1)] = 0.0
        return found

    def rarities(self, keys: Keys) -> Floats:
        """How much each feature says of a text; one never met says most."""
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        met = self.keys[places] == keys
        found: Floats = np.where(met, self.weights[places], self.weights.max()).astype(np.float32)
        return found

    def _places(self, keys: Keys) -> Places:
        found = np.searchsorted(self.keys, keys)
        found[found == len(self.keys)] = 0
        known: Places = np.unique(found[self.keys[found] == keys])
        return known

    def _unpacked(self, places: Places) -> Floats:
        packed = self.rows[places]
        rows = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - MIDDLE
        seen = rows.reshape(len(places), *self.out.shape[:2]) * self.scales[places][:, :, None]
        whole: Floats = seen.reshape(rows.shape)
        return whole

    def save(self, path: Path) -> None:
        """Keeps it in a file."""
        np.savez_compressed(
            path,
            version=np.array(VERSION),
            keys=self.keys,
            weights=self.weights.astype(np.float16),
            rows=self.rows,
            scales=self.scales.astype(np.float16),
            out=self.out.astype(np.float16),
            bias=self.bias,
            intents=np.array(self.intents),
            prototypes=self.prototypes.astype(np.float16),
            sharpness=np.array(self.sharpness),
        )

    @classmethod
    def load(cls, path: Path) -> "Encoder":
        """What was kept.

        Raises:
            ValueError: It was learned from another reading of texts than today's.

        """
        with np.load(path, allow_pickle=False) as kept:
            if int(kept["version"]) != VERSION:
                raise ValueError(f"{path.name} was learned for another version of the reading.")
            return cls(
                keys=kept["keys"],
                weights=kept["weights"].astype(np.float32),
                rows=kept["rows"],
                scales=kept["scales"].astype(np.float32),
                out=kept["out"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
                intents=tuple(str(one) for one in kept["intents"]),
                prototypes=kept["prototypes"].astype(np.float32),
                sharpness=float(kept["sharpness"]),
            )


_LOADING = Lock()


def shipped() -> Encoder:
    """The encoder that comes with the product, loaded once a process, by whoever needs it first."""
    with _LOADING:
        return _shipped()


@cache
def _shipped() -> Encoder:
    with as_file(files("zhiyin.modules.understanding").joinpath("domain", "encoder.npz")) as path:
        return Encoder.load(path)
