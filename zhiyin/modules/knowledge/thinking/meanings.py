"""The directions of an index's texts, kept in a file beside their tokens: after a restart only new
texts are given to the encoder, which takes four thousand a second.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import BYTE, Bytes, Floats
from zhiyin.modules.knowledge.thinking.keeping import Known, hashes_of, keep

if TYPE_CHECKING:
    from zhiyin.modules.understanding.interface import Encoder


class KeptMeanings:
    """An encoder that knows what was read before; once the index is built it forgets that."""

    def __init__(self, path: Path, encoder: "Encoder") -> None:
        self._path = path
        self._encoder = encoder
        # In one, so that whoever asks while it is forgotten has both or none.
        self._kept = _load(path, encoder)
        self._read_anew = 0

    def encode(self, texts: Sequence[str]) -> Floats:
        """From the file, or read now."""
        known, rows = self._kept
        if not len(known):
            self._read_anew += len(texts)
            return self._encoder.encode(texts)
        slots = known.slots(hashes_of(texts))
        found: Floats = rows[slots].astype(np.float32) / BYTE
        new = np.flatnonzero(slots < 0)
        found[new] = self._encoder.encode([texts[int(at)] for at in new])
        self._read_anew += len(new)
        return found

    def outside(self, directions: Floats) -> Floats:
        """As the encoder has it."""
        return self._encoder.outside(directions)

    def wishes(self, directions: Floats) -> Floats:
        """As the encoder has it."""
        return self._encoder.wishes(directions)

    def save(self, texts: Sequence[str], rows: Bytes) -> None:
        """Keeps the directions of these texts, all that an index has, if anything was new; knows
        of no file any more.
        """
        if self._read_anew or len(texts) != len(self._kept[0]):
            keep(self._path, {
                "signature": np.array(self._encoder.signature),
                "keys": hashes_of(texts),
                "rows": rows,
            })  # fmt: skip
        self._kept = _nothing(self._encoder)


def _load(path: Path, encoder: "Encoder") -> tuple[Known, Bytes]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["signature"]) == encoder.signature:
                return Known(kept["keys"]), kept["rows"]
    except (OSError, ValueError, KeyError, EOFError):
        pass  # missing, torn, or of another encoder: everything is read anew
    return _nothing(encoder)


def _nothing(encoder: "Encoder") -> tuple[Known, Bytes]:
    return Known(hashes_of(())), np.zeros((0, encoder.size), np.int8)
