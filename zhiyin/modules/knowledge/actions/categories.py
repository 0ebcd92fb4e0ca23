"""STUB"""

from dataclasses import dataclass
from typing import Any


async def delete_category(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def edit_category(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def make_category(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def order_categories(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
