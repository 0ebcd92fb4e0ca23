"""STUB"""

from dataclasses import dataclass
from typing import Any


async def find_and_note(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def note_click(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
