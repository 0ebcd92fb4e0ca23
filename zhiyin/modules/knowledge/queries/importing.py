"""STUB"""

from dataclasses import dataclass
from typing import Any


async def get_import(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def list_imports(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
