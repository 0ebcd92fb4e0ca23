"""STUB"""

from dataclasses import dataclass
from typing import Any


async def note_use(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
