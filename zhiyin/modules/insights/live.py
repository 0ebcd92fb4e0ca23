"""The board on the socket: each process looks once for all who look, and says when it is other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from zhiyin.kernel.ending import end
from zhiyin.kernel.house import House
from zhiyin.kernel.live.hub import Push, Topic, topic_frame
from zhiyin.modules.insights.permissions import SEE
from zhiyin.modules.insights.queries.board import BOARD_SECONDS, take_snapshot

log = structlog.get_logger(__name__)

BOARD_TOPIC = Topic("board", SEE)


async def look_once(house: House, last: bytes | None) -> bytes | None:
    """Tells those who look at the board if it is other than it was last; nobody looks: no read."""
    if not any(house.hub.watchers(BOARD_TOPIC.name)):
        return None
    async with house.database.reading() as session:
        snapshot = await take_snapshot(session)
    mark = snapshot.fingerprint()
    if mark != last:
        # Other processes look for themselves.
        house.hub.deliver([Push(BOARD_TOPIC.name, topic_frame(BOARD_TOPIC.name))])
    return mark


async def _look(house: House) -> None:
    last: bytes | None = None
    while True:
        await asyncio.sleep(BOARD_SECONDS)
        try:
            last = await look_once(house, last)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("board_failed", error=str(error)[:200])


@asynccontextmanager
async def attend(house: House) -> AsyncIterator[None]:
    """Looks until the process ends."""
    task = asyncio.create_task(_look(house))
    try:
        yield
    finally:
        await end(task)
