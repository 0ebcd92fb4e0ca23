"""STUB"""

from dataclasses import dataclass
from typing import Any


async def begin_article(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def delete_article(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def edit_article(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
