"""STUB"""

from dataclasses import dataclass
from typing import Any


async def delete_synonyms(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def edit_synonyms(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def make_synonyms(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
