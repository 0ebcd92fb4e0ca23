"""STUB"""

from dataclasses import dataclass
from typing import Any


async def add_wordings(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def remove_wording(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
