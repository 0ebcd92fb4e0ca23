"""The directions of an index's texts, kept in a file beside their tokens: after a restart only new
texts are given to the encoder, which takes four thousand a second.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import BYTE, Bytes, Floats
from zhiyin.modules.knowledge.thinking.keeping import keep
from zhiyin.modules.knowledge.thinking.snapshot import key_of

if TYPE_CHECKING:
    from zhiyin.modules.understanding.interface import Encoder


class KeptMeanings:
    """An encoder that remembers; what is asked for once it is built is not kept."""

    def __init__(self, path: Path, encoder: "Encoder") -> None:
        self._path = path
        self._encoder = encoder
        self._known: dict[int, Bytes] = _load(path, encoder.signature)
        self._kept = len(self._known)
        self._built = False

    def encode(self, texts: Sequence[str]) -> Floats:
        """From the file, or read now."""
        if self._built:
            return self._encoder.encode(texts)
        keys = [key_of(text) for text in texts]
        new = [at for at, key in enumerate(keys) if key not in self._known]
        read = np.round(self._encoder.encode([texts[at] for at in new]) * BYTE).astype(np.int8)
        self._known.update((keys[at], row) for at, row in zip(new, read, strict=True))
        if not texts:
            return np.zeros((0, self._encoder.size), np.float32)
        rows = np.stack([self._known[key] for key in keys])
        directions: Floats = rows.astype(np.float32) / BYTE
        return directions

    def outside(self, directions: Floats) -> Floats:
        """As the encoder has it."""
        return self._encoder.outside(directions)

    def wishes(self, directions: Floats) -> Floats:
        """As the encoder has it."""
        return self._encoder.wishes(directions)

    def save(self) -> None:
        """Keeps what was read, if there was anything new, and remembers no more."""
        if len(self._known) != self._kept:
            keep(self._path, {
                "signature": np.array(self._encoder.signature),
                "keys": np.array(list(self._known), np.uint64),
                "rows": np.stack(list(self._known.values())),
            })  # fmt: skip
        self._known = {}
        self._built = True


def _load(path: Path, signature: str) -> dict[int, Bytes]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["signature"]) == signature:
                return dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
    except (OSError, ValueError, KeyError, EOFError):
        pass  # missing, torn, or of another encoder: everything is read anew
    return {}
