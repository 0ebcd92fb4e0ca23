"""The encoder: a text becomes a direction, and texts that mean alike point the same way.

The weighed mean of what its features have learned, through one bent layer. Learned by telling the
intents of the pack apart (`thinking/training.py`), it runs on numpy alone, in some tenths of a
millisecond a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from zlib import crc32

import numpy as np
import numpy.typing as npt

from zhiyin.modules.understanding.pack import OUTSIDE
from zhiyin.modules.understanding.reading import VERSION, Keys, keys_of

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """What was learned. `rows` are kept in bytes: of a feature's row, `scales` times the byte."""

    keys: Keys
    weights: Floats
    rows: npt.NDArray[np.int8]
    scales: Floats
    out: Floats
    bias: Floats
    intents: tuple[str, ...]
    prototypes: Floats
    sharpness: float

    @property
    def signature(self) -> str:
        """Two encoders with the same one give every text the same direction."""
        return f"{VERSION}-{crc32(self.rows.tobytes()):08x}"

    @property
    def size(self) -> int:
        """Numbers in a direction."""
        return int(self.out.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """A direction for each text; zero where nothing of it is known."""
        hidden = np.stack([self._hidden(keys_of(text)) for text in texts]) if texts else _NOTHING
        if not len(hidden):
            return np.zeros((0, self.size), np.float32)
        found = np.maximum(hidden, 0.0) @ self.out + self.bias
        found[~hidden.any(axis=1)] = 0.0
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        directions: Floats = (found / np.maximum(lengths, 1e-9)).astype(np.float32)
        return directions

    def likely_intents(self, directions: Floats) -> Floats:
        """How likely each text has each intent, in the order of `intents`."""
        scores = self.sharpness * directions @ self.prototypes.T
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely: Floats = shares / shares.sum(axis=1, keepdims=True)
        return likely

    def outside(self, directions: Floats) -> Floats:
        """How likely each text is none of a shop's business (0 to 1)."""
        if OUTSIDE not in self.intents:
            return np.zeros(len(directions), np.float32)
        likely: Floats = self.likely_intents(directions)[:, self.intents.index(OUTSIDE)]
        return likely

    def rarities(self, keys: Keys) -> Floats:
        """How much each feature says of a text; one never met says most."""
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        met = self.keys[places] == keys
        found: Floats = np.where(met, self.weights[places], self.weights.max()).astype(np.float32)
        return found

    def _hidden(self, keys: Keys) -> Floats:
        places = np.searchsorted(self.keys, keys)
        places[places == len(self.keys)] = 0
        places = places[self.keys[places] == keys]
        if not len(places):
            return np.zeros(self.rows.shape[1], np.float32)
        weights = self.weights[places]
        shares = weights / np.linalg.norm(weights) * self.scales[places]
        hidden: Floats = shares @ self.rows[places].astype(np.float32)
        return hidden

    def save(self, path: Path) -> None:
        """Keeps it in a file."""
        np.savez_compressed(
            path,
            version=np.array(VERSION),
            keys=self.keys,
            weights=self.weights.astype(np.float16),
            rows=self.rows,
            scales=self.scales,
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


_NOTHING: Floats = np.zeros((0, 0), np.float32)


_LOADING = Lock()


def shipped() -> Encoder:
    """The encoder that comes with the product, loaded once a process, by whoever needs it first."""
    with _LOADING:
        return _shipped()


@cache
def _shipped() -> Encoder:
    with as_file(files("zhiyin.modules.understanding").joinpath("domain", "encoder.npz")) as path:
        return Encoder.load(path)
