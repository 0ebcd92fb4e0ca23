"""Readers by position: every event once, in order, whoever else reads, fails or lags behind."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.servers.patience import PATIENCE
from zhiyin.entry.building import build_house
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.registry import EventRegistry, Handle, Reader
from zhiyin.kernel.events.runner import PAGE, ReaderRunner, add_partitions
from zhiyin.modules.conversations.events import ConversationChanged, MessagePosted


class Seen:
    """What one reader was told."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.fails = False

    async def handle(self, _: WriteSession, events: Sequence[StoredEvent]) -> None:
        if self.fails:
            raise RuntimeError("not now")
        self.numbers += [one.event.number for one in events]  # type: ignore[attr-defined]


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database of the test's own, as processes use it."""
    house = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield house.database
    await house.database.close()


def _runner(database: Database, **readers: tuple[tuple[type[Event], ...], Handle]) -> ReaderRunner:
    registry = EventRegistry()
    for kind in (MessagePosted, ConversationChanged):
        registry.add_type(kind)
    for name, (kinds, handle) in readers.items():
        registry.add_reader(Reader(name, kinds, handle))
    return ReaderRunner(database, registry)


def _posted(number: int) -> MessagePosted:
    return MessagePosted(ANYONE, number, "text", "customer", ANYONE)


ANYONE: UUID = new_id()


async def _read(runner: ReaderRunner, seen: Seen, count: int) -> None:
    """Reads until so many were seen: transactions of other databases hold readers up, too."""
    async with asyncio.timeout(PATIENCE):
        while len(seen.numbers) < count:
            with suppress(RuntimeError):
                await runner.run_all()


async def _tell(database: Database, *events: Event) -> None:
    async with database.writing() as session:
        for event in events:
            emit(session, event)


async def test_each_reads_its_own_kinds_once_and_in_order(database: Database) -> None:
    both, posted = Seen(), Seen()
    runner = _runner(
        database,
        both=((MessagePosted, ConversationChanged), both.handle),
        posted=((MessagePosted,), posted.handle),
    )
    await runner.run_all()
    await _tell(database, _posted(1), ConversationChanged(ANYONE, 2), _posted(3))
    await _read(runner, posted, 2)
    await _tell(database, _posted(4))
    await _read(runner, posted, 3)
    await runner.run_all()
    assert both.numbers == [1, 2, 3, 4]
    assert posted.numbers == [1, 3, 4]


async def test_one_that_fails_catches_up_and_holds_up_nobody(database: Database) -> None:
    ill, well = Seen(), Seen()
    runner = _runner(
        database, ill=((MessagePosted,), ill.handle), well=((MessagePosted,), well.handle)
    )
    await runner.run_all()
    ill.fails = True
    for number in (1, 2):
        await _tell(database, _posted(number))
        await _read(runner, well, number)
    assert (ill.numbers, well.numbers) == ([], [1, 2])
    ill.fails = False
    await _tell(database, _posted(3))
    await _read(runner, ill, 3)
    assert (ill.numbers, well.numbers) == ([1, 2, 3], [1, 2, 3])


async def test_a_full_page_is_followed_by_the_next_at_once(database: Database) -> None:
    seen = Seen()
    runner = _runner(database, seen=((MessagePosted,), seen.handle))
    await runner.run_all()
    await _tell(database, *(_posted(number) for number in range(PAGE + 1)))
    await _read(runner, seen, PAGE)
    assert len(seen.numbers) == PAGE
    await _read(runner, seen, PAGE + 1)
    assert seen.numbers == list(range(PAGE + 1))


async def test_nothing_is_read_past_a_transaction_that_may_still_commit(
    database: Database,
) -> None:
    seen = Seen()
    runner = _runner(database, seen=((MessagePosted,), seen.handle))
    await runner.run_all()
    async with database.writing() as slow:
        emit(slow, _posted(1))
        await slow.execute(text("SELECT pg_current_xact_id()"))
        await _tell(database, _posted(2))
        await runner.run_all()
        assert seen.numbers == []
    await _read(runner, seen, 2)
    assert sorted(seen.numbers) == [1, 2]


async def test_events_older_than_their_partition_move_into_it(database: Database) -> None:
    seen = Seen()
    runner = _runner(database, seen=((MessagePosted,), seen.handle))
    await _tell(database, _posted(1), _posted(2))
    await _read(runner, seen, 2)

    async def make() -> None:
        async with database.writing() as session:
            await add_partitions(session, now())

    await asyncio.gather(make(), make())
    await _tell(database, _posted(3))
    await _read(runner, seen, 3)
    assert seen.numbers == [1, 2, 3]
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM events_default")) == 0
        assert await session.scalar(text("SELECT count(*) FROM events")) == 3
