"""STUB"""

from dataclasses import dataclass
from typing import Any


async def archive_article(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def publish_draft(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def return_draft(*a: Any, **k: Any) -> Any:
    raise NotImplementedError


async def submit_draft(*a: Any, **k: Any) -> Any:
    raise NotImplementedError
