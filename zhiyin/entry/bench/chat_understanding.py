"""How far reading what customers feel stays behind what they write."""

import asyncio
import time
from typing import Any

import psycopg

from zhiyin.entry.bench.chat_parts import LOAD
from zhiyin.entry.bench.stand import Aside, Stand
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.interface import understanding_lag

LOOK_SECONDS = 0.2
PATIENCE = 120.0
_READ = "SELECT count(*) FROM messages WHERE sender_kind = 'customer'"


def catch_up(stand: Stand) -> int:
    """Reads all that was written while nobody read; messages a second, from the first one read; 0
    where patience ends first.
    """
    return asyncio.run(_catch_up(stand))


def load_and_look(stand: Stand, wanted: dict[str, Any]) -> tuple[dict[str, Any], dict[str, float]]:
    """Runs the load and looks meanwhile how old the oldest unread message is, in seconds."""
    return asyncio.run(_load_and_look(stand, wanted))


async def _catch_up(stand: Stand) -> int:
    house = _house(stand)
    try:
        behind = most = await _lag(house)
        began = time.monotonic()
        deadline = began + PATIENCE
        while behind and time.monotonic() < deadline:
            await asyncio.sleep(LOOK_SECONDS)
            behind = await _lag(house)
            # The oldest grows older by itself until the first page is read.
            if behind >= most:
                most, began = behind, time.monotonic()
        took = time.monotonic() - began
    finally:
        await house.database.close()
    with psycopg.connect(stand.database_url) as connection:
        row = connection.execute(_READ).fetchone()
    return round((row[0] if row else 0) / took) if not behind else 0


async def _load_and_look(
    stand: Stand, wanted: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, float]]:
    house = _house(stand)
    seen = list[float]()
    try:
        load = Aside(LOAD, wanted, stand.environment())
        while load.running:
            seen.append(await _lag(house))
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        await house.database.close()
    seen.sort()
    at = {"p50": seen[len(seen) // 2], "p95": seen[len(seen) * 95 // 100], "max": seen[-1]}
    return load.result(), {name: round(value, 2) for name, value in at.items()}


def _house(stand: Stand) -> House:
    environment = Environment(data_dir=stand.folder, database_url=stand.database_url)
    return build_house(environment, pool_size=1)


async def _lag(house: House) -> float:
    async with house.database.reading() as session:
        return await understanding_lag(session)
