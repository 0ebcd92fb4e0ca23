"""A dry run: seen inside, stored nowhere, and nothing it has started stores anything either."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.kernel.db.dry_run import DryRunLeftError
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House

_NOTE = text("INSERT INTO alembic_version VALUES (left(gen_random_uuid()::text, 30))")
_COUNT = text("SELECT count(*) FROM alembic_version")
LONG = 3600.0


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """One process's services."""
    built = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield built
    await built.database.close()


async def _write(house: House) -> None:
    async with house.database.writing() as session:
        await session.execute(_NOTE)


async def _count(house: House) -> int:
    async with house.database.reading() as session:
        return int(await session.scalar(_COUNT) or 0)


async def test_what_was_written_is_seen_inside_and_gone_after(house: House) -> None:
    heard: list[object] = []
    house.database.after_commit.append(heard.append)
    async with house.database.dry_run():
        await _write(house)
        await _write(house)
        assert await _count(house) == 3
        with suppress(ZeroDivisionError):
            async with house.database.writing() as session:
                await session.execute(_NOTE)
                raise ZeroDivisionError
        assert await _count(house) == 3
    assert await _count(house) == 1
    assert heard == []
    await _write(house)
    assert await _count(house) == 2
    assert len(heard) == 1


async def test_a_task_it_started_reads_what_is_stored_and_writes_nothing(house: House) -> None:
    async with house.database.dry_run():
        await _write(house)
        assert await asyncio.create_task(_count(house)) == 1
        with pytest.raises(DryRunLeftError):
            await asyncio.create_task(_write(house))
        begun = asyncio.Event()

        async def later() -> None:
            await begun.wait()
            await _write(house)

        left = asyncio.create_task(later())
    begun.set()
    with pytest.raises(DryRunLeftError):
        await left
    assert await _count(house) == 1


async def test_what_a_dry_run_sees_is_not_kept_for_others(house: House) -> None:
    async with house.database.dry_run():
        await _write(house)
        async with house.database.reading() as session:
            kept = await house.kept.get(session, "trial", LONG, lambda: _count(house))
            assert kept == 2
    async with house.database.reading() as session:
        assert await house.kept.get(session, "trial", LONG, lambda: _count(house)) == 1
