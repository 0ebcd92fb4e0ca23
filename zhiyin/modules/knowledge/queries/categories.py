"""STUB"""

from dataclasses import dataclass
from typing import Any


async def list_categories(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def show_category(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
