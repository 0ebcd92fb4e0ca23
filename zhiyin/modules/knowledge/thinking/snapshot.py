"""What reading the texts gave, kept in a file: after a restart only new texts are read again.

The file holds no articles and no state, only texts' hashes and their tokens. So it can be old, or
another machine's, or missing, and what is found stays the same: the articles are read from the
database at every start.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from zhiyin.modules.knowledge.retrieval_text import Ids, Reader
from zhiyin.modules.knowledge.thinking.keeping import keep

Keys = npt.NDArray[np.uint64]


class Snapshot:
    """Tokens by the hash of their text, for one way of reading."""

    def __init__(self, path: Path, reader: Reader) -> None:
        self._path = path
        self._reader = reader
        self._keys, self._starts, self._tokens = _load(path, reader.signature)
        self._taken: dict[int, Ids] = {}
        self.read_anew = 0

    def tokens(self, text: str) -> Ids:
        """The tokens of a text: from the file, or read now."""
        key = key_of(text)
        place = int(np.searchsorted(self._keys, np.uint64(key)))
        if place < len(self._keys) and int(self._keys[place]) == key:
            found = self._tokens[self._starts[place] : self._starts[place + 1]]
        else:
            found = self._reader.tokens(text)
            self.read_anew += 1
        self._taken[key] = found
        return found

    def save(self) -> None:
        """Keeps what was asked for, in the place of what was there. Nobody sees half a file."""
        if not self.read_anew and len(self._taken) == len(self._keys):
            return
        keys = sorted(self._taken)
        parts = [self._taken[key] for key in keys]
        keep(self._path, {
            "signature": np.array(self._reader.signature),
            "keys": np.array(keys, np.uint64),
            "starts": _starts(parts),
            "tokens": np.concatenate(parts) if parts else np.zeros(0, np.int32),
        })  # fmt: skip


def key_of(text: str) -> int:
    """The hash a text is kept by."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _starts(parts: Sequence[Ids]) -> Ids:
    starts = np.zeros(len(parts) + 1, np.int32)
    np.cumsum([len(part) for part in parts], out=starts[1:])
    return starts


def _load(path: Path, signature: str) -> tuple[Keys, Ids, Ids]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["signature"]) == signature:
                return kept["keys"], kept["starts"], kept["tokens"]
    except (OSError, ValueError, KeyError, EOFError):
        pass  # missing, torn, or of another version: everything is read anew
    return np.zeros(0, np.uint64), np.zeros(1, np.int32), np.zeros(0, np.int32)
