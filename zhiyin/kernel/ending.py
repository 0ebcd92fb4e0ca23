"""Work on the side that must have ended before what it uses is taken away."""

import asyncio
import contextlib
from collections.abc import Awaitable, Collection
from typing import Any

AGAIN = 1.0


async def end(work: asyncio.Future[Any]) -> None:
    """Cancels until it has ended; what it failed with is raised.

    Libraries lose a cancellation that comes while they undo something: psycopg does where a query
    is being stopped already.
    """
    await _end_all({work})
    with contextlib.suppress(asyncio.CancelledError):
        work.result()


async def together(*work: Awaitable[Any]) -> None:
    """Does all of it at once. Where one fails, or all are to end, each is cancelled until it has
    ended: `asyncio.gather` comes back with the first that has, and a task group cancels once.
    """
    running = [asyncio.ensure_future(one) for one in work]
    try:
        await asyncio.gather(*running)
    finally:
        await _end_all(running)


async def _end_all(work: Collection[asyncio.Future[Any]]) -> None:
    """Being told to end meanwhile changes nothing: that is what is going on."""
    pending = {one for one in work if not one.done()}
    while pending:
        for one in pending:
            one.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait(pending, timeout=AGAIN)
        pending = {one for one in pending if not one.done()}
