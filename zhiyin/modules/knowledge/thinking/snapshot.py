"""What reading the texts gave, kept in a file: after a restart only new texts are read again.

The file holds no articles and no state, only texts' hashes and their tokens. So it can be old, or
another machine's, or missing, and what is found stays the same: the articles are read from the
database at every start.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from zhiyin.modules.knowledge.retrieval.shapes import Tokens
from zhiyin.modules.knowledge.retrieval_text import Ids, Reader
from zhiyin.modules.knowledge.thinking.keeping import Known, hashes_of, keep


class Snapshot:
    """Tokens by the hash of their text, for one way of reading."""

    def __init__(self, path: Path, reader: Reader) -> None:
        self._path = path
        self._reader = reader
        self._known, self._kept = _load(path, reader.signature)
        self._hashes, self._taken = hashes_of(()), Tokens.of(())
        self.read_anew = 0

    def tokens(self, texts: Sequence[str]) -> Tokens:
        """The tokens of texts: from the file, or read now."""
        self._hashes = hashes_of(texts)
        slots = self._known.slots(self._hashes)
        self._taken = Tokens.of(map(self._of, texts, slots))
        return self._taken

    def _of(self, text: str, slot: int) -> Ids:
        if slot >= 0:
            return self._kept.of_text(slot)
        self.read_anew += 1
        return self._reader.tokens(text)

    def save(self) -> None:
        """Keeps what was asked for, in the place of what was there. Nobody sees half a file."""
        if self.read_anew or len(self._hashes) != len(self._known):
            keep(self._path, {
                "signature": np.array(self._reader.signature),
                "keys": self._hashes,
                "starts": self._taken.starts,
                "tokens": self._taken.row,
            })  # fmt: skip


def _load(path: Path, signature: str) -> tuple[Known, Tokens]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            if str(kept["signature"]) == signature:
                return Known(kept["keys"]), Tokens(kept["starts"], kept["tokens"])
    except (OSError, ValueError, KeyError, EOFError):
        pass  # missing, torn, or of another version: everything is read anew
    return Known(hashes_of(())), Tokens.of(())
