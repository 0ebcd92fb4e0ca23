"""Work on the side that must have ended before what it uses is taken away."""

import asyncio
import contextlib
from typing import Any

AGAIN = 1.0


async def end(work: asyncio.Future[Any]) -> None:
    """Cancels until it has ended; what it failed with is raised.

    Libraries lose a cancellation that comes while they undo something: psycopg does where a query
    is being stopped already.
    """
    while not work.done():
        work.cancel()
        await asyncio.wait({work}, timeout=AGAIN)
    with contextlib.suppress(asyncio.CancelledError):
        work.result()
