"""A dry run (试运行): an action is carried out, looked at, and rolled back.

All sessions that the task opens meanwhile join one transaction on one connection. Whoever writes
past the sessions asks `current_dry_run` for that connection.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class DryRunLeftError(RuntimeError):
    """Work that a dry run has started would be stored: it runs beside it, or after its end."""


@dataclass
class DryRun:
    """The transaction that is rolled back, and the task it belongs to."""

    connection: AsyncConnection
    task: asyncio.Task[Any] | None
    over: bool = False

    async def driver_connection(self) -> Any:
        """The driver's own connection, for statements that go past the sessions."""
        raw = await self.connection.get_raw_connection()
        return raw.driver_connection


_CURRENT: ContextVar[DryRun | None] = ContextVar("dry_run", default=None)


def current_dry_run(*, writing: bool = False) -> DryRun | None:
    """The dry run this task is in. A task that a dry run started may read what is stored, and is
    refused when it would write.
    """
    dry = _CURRENT.get()
    if dry is None:
        return None
    if not dry.over and asyncio.current_task() is dry.task:
        return dry
    if writing:
        raise DryRunLeftError
    return None


@asynccontextmanager
async def dry_running(engine: AsyncEngine) -> AsyncIterator[None]:
    """Makes the current task's reads and writes one transaction and rolls it back."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        dry = DryRun(connection, asyncio.current_task())
        token = _CURRENT.set(dry)
        try:
            yield
        finally:
            dry.over = True
            _CURRENT.reset(token)
            await transaction.rollback()
