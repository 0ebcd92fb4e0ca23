"""Keeps arrays in a file of their own, in the place of what was there. Nobody sees half a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np


def keep(path: Path, arrays: Mapping[str, Any], *, packed: bool = False) -> None:
    """Writes them beside the file first; the folder is ours alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        (np.savez_compressed if packed else np.savez)(file, **arrays)
    fresh.replace(path)
