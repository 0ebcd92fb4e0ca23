"""Keeps arrays in a file of their own, in the place of what was there. Nobody sees half a file."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from zhiyin.modules.knowledge.retrieval.vectors import Keys, slots_of
from zhiyin.modules.knowledge.retrieval_text import Ids


def keep(path: Path, arrays: Mapping[str, Any], *, packed: bool = False) -> None:
    """Writes them beside the file first; the folder is ours alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        (np.savez_compressed if packed else np.savez)(file, **arrays)
    fresh.replace(path)


class Known:
    """Where what is kept of a text stands, by the text's hash."""

    def __init__(self, hashes: Keys) -> None:
        self._order = np.argsort(hashes)
        self._sorted = hashes[self._order]

    def __len__(self) -> int:
        return len(self._sorted)

    def slots(self, hashes: Keys) -> Ids:
        """For each of these texts; -1 where nothing is kept."""
        found = slots_of(self._sorted, hashes)
        known = found >= 0
        found[known] = self._order[found[known]]
        return found


def hashes_of(texts: Sequence[str]) -> Keys:
    """What texts are kept by."""
    return np.fromiter((_hash_of(text) for text in texts), np.uint64, len(texts))


def _hash_of(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
