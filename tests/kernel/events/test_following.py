"""Following for oneself: every process sees all events, and none that may still come is skipped."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.servers.patience import PATIENCE
from zhiyin.entry.building import build_house
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import Event
from zhiyin.kernel.events.following import Follower
from zhiyin.kernel.events.places import go_on, join_here, look, seconds_behind
from zhiyin.modules.knowledge.events import ArticleChanged, SynonymsChanged


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database of the test's own, as processes use it."""
    house = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield house.database
    await house.database.close()


def _follower(database: Database) -> Follower:
    return Follower(database, database.house.registry, (ArticleChanged,))


async def _change(database: Database) -> ArticleChanged:
    event = ArticleChanged(new_id())
    async with database.writing() as session:
        emit(session, event)
        emit(session, SynonymsChanged())
    return event


async def _seen(follower: Follower, *wanted: ArticleChanged) -> list[Event]:
    """What it sees until it has seen the last of these: the tests beside this one have open
    transactions, too, and nothing after those is told yet.
    """
    seen: list[Event] = []
    async with asyncio.timeout(PATIENCE):
        while not set(wanted) <= set(seen):
            seen += [news.event for news in await follower.news()]
            await asyncio.sleep(0.05)
    return seen


async def test_each_follower_sees_everything_once_from_where_it_began(database: Database) -> None:
    one, two = _follower(database), _follower(database)
    await one.begin()
    first = await _change(database)
    assert await _seen(one, first) == [first]
    # Nothing older than this can be told any more.
    await two.begin()
    second = await _change(database)
    assert await _seen(one, second) == [second]
    assert await _seen(two, second) == [second]
    assert await one.news() == []


async def test_what_an_open_transaction_commits_later_is_not_skipped(database: Database) -> None:
    follower = _follower(database)
    await follower.begin()
    late = ArticleChanged(new_id())
    async with database.writing() as session:
        emit(session, late)
        await database.house._store_events(session)  # written, and not yet committed
        early = await _change(database)
        seen = [news.event for news in await follower.news()]
        assert late not in seen
    seen += await _seen(follower, *({late, early} - set(seen)))
    assert sorted(map(str, seen)) == sorted(map(str, [late, early]))


async def test_how_far_behind_a_reader_is_is_told_until_it_has_read_all(
    database: Database,
) -> None:
    kinds = (ArticleChanged,)
    async with database.writing() as session:
        await join_here(session, "slow")
    async with database.reading() as reading:
        assert await seconds_behind(reading, "slow", kinds) == 0
        assert await seconds_behind(reading, "nobody", kinds) == 0
    await _change(database)
    async with database.reading() as reading:
        assert await seconds_behind(reading, "slow", kinds) > 0
    async with asyncio.timeout(PATIENCE):
        read = False
        while not read:
            read = await _read_on(database, "slow")
            await asyncio.sleep(0.05)
    async with database.reading() as reading:
        assert await seconds_behind(reading, "slow", kinds) == 0


async def _read_on(database: Database, name: str) -> bool:
    """Whether there was something to read, which is read now."""
    async with database.reading() as reading:
        stretch = await look(reading, name, (ArticleChanged,), 10)
    assert stretch is not None
    async with database.writing() as session:
        return stretch.begin != stretch.end and await go_on(session, name, stretch)
