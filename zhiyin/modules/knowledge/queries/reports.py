"""STUB"""

from dataclasses import dataclass
from typing import Any


async def get_freshness(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def get_gaps(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def get_uses(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
