"""Who is blocked, at hand in every web process: read every two seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from zhiyin.kernel.ending import end
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.queries.blocks import read_blocks

log = structlog.get_logger(__name__)

EVERY = 2.0


async def _keep(house: House) -> None:
    while True:
        await asyncio.sleep(EVERY)
        try:
            async with house.database.reading() as session:
                await read_blocks(session)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("blocks_unread", error=str(error)[:200])


@asynccontextmanager
async def keep_blocks(house: House) -> AsyncIterator[None]:
    """Keeps the list fresh until the process ends."""
    async with house.database.reading() as session:
        await read_blocks(session)
    keeping = asyncio.create_task(_keep(house))
    try:
        yield
    finally:
        await end(keeping)
