"""STUB"""

from dataclasses import dataclass
from typing import Any


class Filters:
    def __init__(self, *a: Any) -> None: ...


async def check_may_see_file(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def count_articles(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def get_article(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def list_articles(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def list_wordings(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
