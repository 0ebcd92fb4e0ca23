"""STUB"""

from typing import Any


async def ask_export(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def ask_import(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
