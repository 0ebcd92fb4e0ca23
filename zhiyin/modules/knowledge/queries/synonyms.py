"""STUB"""

from dataclasses import dataclass
from typing import Any


async def list_synonyms(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
