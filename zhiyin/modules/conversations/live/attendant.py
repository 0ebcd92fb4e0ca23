"""What conversations do in every web process while it lives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from zhiyin.kernel.ending import end
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.actions.desk import Desk
from zhiyin.modules.conversations.live.frames_out import Voice
from zhiyin.modules.conversations.live.horizon import Horizon

# Every batch is stored by the same statement, and planning it anew costs more than running it.
OPTIONS = "-c timezone=UTC -c statement_timeout=30000 -c plan_cache_mode=force_generic_plan"
POOL = 2


@asynccontextmanager
async def attend(house: House) -> AsyncIterator[None]:
    """Opens the desk and polls the horizon until the process ends."""
    conninfo = house.database.url.replace("postgresql+psycopg://", "postgresql://", 1)
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
        conninfo,
        min_size=1,
        max_size=POOL,
        kwargs={"autocommit": True, "options": OPTIONS},
        open=False,
        timeout=10,
    )
    await pool.open()
    desk = Desk(house.database, pool)
    desk.heard.append(Voice(house).heard)
    shelf: dict[str, Any] = house.shelf
    shelf["conversations.desk"] = desk
    poll = asyncio.create_task(Horizon(house).run())
    try:
        yield
    finally:
        await end(poll)
        await pool.close()
