"""What was found in messages (实体), for who looks at them: each process looks once a second at the
conversations on its screens, for it is the worker that finds, and a push of its may not come here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import structlog

from zhiyin.kernel.ending import end
from zhiyin.kernel.house import House
from zhiyin.kernel.live.hub import Push, topic_frame
from zhiyin.modules.conversations.queries.entities import count_entities
from zhiyin.modules.conversations.rules import conversation_topic

log = structlog.get_logger(__name__)

EVERY = 1.0
_PREFIX = "conversation:"


async def look_once(house: House, last: dict[UUID, int]) -> dict[UUID, int]:
    """Tells those who look at a conversation of which more or less is known than it was."""
    looked_at = {
        UUID(topic.removeprefix(_PREFIX))
        for connection in house.hub.connections
        if connection.kind == "staff"
        for topic in connection.topics
        if topic.startswith(_PREFIX)
    }
    if not looked_at:
        return {}
    async with house.database.reading() as session:
        counts = await count_entities(session, sorted(looked_at))
    changed = [one for one in looked_at if counts.get(one, 0) != last.get(one, 0)]
    # Other processes look for themselves.
    house.hub.deliver(
        [Push(conversation_topic(one), topic_frame(f"entities:{one}")) for one in changed]
    )
    return counts


async def _look(house: House) -> None:
    last: dict[UUID, int] = {}
    while True:
        await asyncio.sleep(EVERY)
        try:
            last = await look_once(house, last)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("entities_failed", error=str(error)[:200])


@asynccontextmanager
async def keep_entities(house: House) -> AsyncIterator[None]:
    """Looks until the process ends."""
    task = asyncio.create_task(_look(house))
    try:
        yield
    finally:
        await end(task)
