"""STUB"""

from dataclasses import dataclass
from typing import Any


async def compare_versions(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def get_version(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def list_versions(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
