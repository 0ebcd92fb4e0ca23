"""Deadlines: fired once, set again while they fire, mended after a crash, and never in the way."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.timers.timers import (
    DueTimer,
    NewTimer,
    TimerKind,
    TimerRunner,
    cancel_timers,
    set_timers,
)

KIND = "trial.look"
REF = ObjectRef("conversation", new_id())
NOW = timedelta(0)


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database of the test's own, as processes use it."""
    house = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield house.database
    await house.database.close()


async def _set(database: Database, after: timedelta = NOW) -> None:
    async with database.writing() as session:
        await set_timers(session, [NewTimer(KIND, REF, after)])


async def _due(database: Database) -> list[tuple[bool, int]]:
    """Of every timer: whether it is due by now, and how often it failed."""
    async with database.reading() as session:
        rows = await session.execute(text("SELECT due_at <= now(), attempts FROM timers"))
        return [(row[0], row[1]) for row in rows]


async def test_one_fires_once_and_is_gone(database: Database) -> None:
    fired: list[DueTimer] = []

    async def fire(_: WriteSession, due: Sequence[DueTimer]) -> None:
        fired.extend(due)

    await _set(database)
    runner = TimerRunner(database, {KIND: TimerKind(KIND, fire)})
    assert [await runner.fire_due(), await runner.fire_due()] == [1, 0]
    assert [one.ref for one in fired] == [REF]
    assert await _due(database) == []


async def test_one_that_its_own_handler_sets_again_stays(database: Database) -> None:
    async def fire(session: WriteSession, due: Sequence[DueTimer]) -> None:
        await set_timers(session, [NewTimer(KIND, one.ref, timedelta(hours=1)) for one in due])

    await _set(database)
    await TimerRunner(database, {KIND: TimerKind(KIND, fire)}).fire_due()
    assert await _due(database) == [(False, 0)]


async def test_a_failing_one_is_tried_later_and_changes_nothing(database: Database) -> None:
    async def fire(session: WriteSession, _: Sequence[DueTimer]) -> None:
        await session.execute(text("INSERT INTO queues (id) VALUES (gen_random_uuid())"))
        raise ValueError

    await _set(database)
    assert await TimerRunner(database, {KIND: TimerKind(KIND, fire)}).fire_due() == 0
    assert [failed for _, failed in await _due(database)] == [1]
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM queues")) == 0


async def test_what_a_killed_process_had_taken_is_due_again(database: Database) -> None:
    started = asyncio.Event()

    async def fire(_: WriteSession, __: Sequence[DueTimer]) -> None:
        started.set()
        await asyncio.sleep(60)

    await _set(database)
    work = asyncio.create_task(TimerRunner(database, {KIND: TimerKind(KIND, fire)}).fire_due())
    await started.wait()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert await _due(database) == [(False, 0)]


@pytest.mark.parametrize("again", [True, False])
async def test_setting_or_cancelling_while_it_fires_never_waits_for_the_handler(
    database: Database, *, again: bool
) -> None:
    """The handler waits for a row that we hold; we touch its timer and go on."""
    held, done = asyncio.Event(), asyncio.Event()

    async def fire(session: WriteSession, _: Sequence[DueTimer]) -> None:
        held.set()
        await session.execute(text("UPDATE queues SET id = id"))
        done.set()

    await _set(database)
    async with database.writing() as session:
        await session.execute(text("INSERT INTO queues (id) VALUES (gen_random_uuid())"))
    async with database.writing() as session:
        await session.execute(text("UPDATE queues SET id = id"))
        runner = TimerRunner(database, {KIND: TimerKind(KIND, fire)})
        work = asyncio.create_task(runner.fire_due())
        await held.wait()
        if again:
            await set_timers(session, [NewTimer(KIND, REF, timedelta(hours=1))])
        else:
            await cancel_timers(session, [REF], KIND)
        assert not done.is_set()
    assert await work == 1
    assert await _due(database) == ([(False, 0)] if again else [])
