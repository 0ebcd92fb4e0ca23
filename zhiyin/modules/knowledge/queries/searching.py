"""STUB"""

from dataclasses import dataclass
from typing import Any


class Question:
    def __init__(self, *a: Any, **k: Any) -> None: ...


async def suggest_titles(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
