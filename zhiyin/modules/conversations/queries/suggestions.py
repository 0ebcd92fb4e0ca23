"""STUB"""

from typing import Any


async def get_suggestions(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
