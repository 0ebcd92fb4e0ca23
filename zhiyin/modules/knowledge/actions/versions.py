"""STUB"""

from dataclasses import dataclass
from typing import Any


async def discard_draft(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def restore_version(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def save_draft(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
