"""What a process keeps: read once, forgotten with the commit, never older than the last change."""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House

LONG = 3600.0


class Source:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.value = "old"
        self.asked = 0

    async def read(self) -> str:
        self.asked += 1
        return self.value


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """One process's services."""
    built = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield built
    await built.database.close()


async def test_a_value_is_read_once_until_it_is_too_old(house: House) -> None:
    source = Source()
    async with house.database.reading() as session:
        for _ in range(3):
            assert await house.kept.get(session, "trial", LONG, source.read) == "old"
        assert source.asked == 1
        source.value = "new"
        assert await house.kept.get(session, "trial", 0.0, source.read) == "new"
    assert house.kept.peek("trial") == "new"


async def test_whoever_changes_sees_it_at_once_and_the_others_after_the_commit(
    house: House,
) -> None:
    source = Source()
    async with house.database.writing() as changing:
        await house.kept.get(changing, "trial", LONG, source.read)
        house.kept.forget(changing, "trial")
        source.value = "new"
        assert await house.kept.get(changing, "trial", LONG, source.read) == "new"
        async with house.database.reading() as other:
            source.value = "old"
            assert await house.kept.get(other, "trial", LONG, source.read) == "old"
        source.value = "new"
    async with house.database.reading() as session:
        assert await house.kept.get(session, "trial", LONG, source.read) == "new"


async def test_what_was_read_before_a_commit_is_not_kept_after_it(house: House) -> None:
    source = Source()

    async def slow() -> str:
        found = await source.read()
        async with house.database.writing() as changing:
            house.kept.forget(changing, "trial")
            source.value = "new"
        return found

    async with house.database.reading() as session:
        assert await house.kept.get(session, "trial", LONG, slow) == "old"
        assert await house.kept.get(session, "trial", LONG, source.read) == "new"


async def test_a_change_leaves_the_last_value_to_who_cannot_ask_the_database(
    house: House,
) -> None:
    source = Source()
    async with house.database.writing() as changing:
        await house.kept.get(changing, "trial", LONG, source.read)
        house.kept.forget(changing, "trial")
    assert house.kept.peek("trial") == "old"
    source.value = "new"
    async with house.database.reading() as session:
        assert await house.kept.get(session, "trial", LONG, source.read) == "new"


async def test_a_change_that_is_taken_back_forgets_nothing(house: House) -> None:
    source = Source()
    async with house.database.reading() as session:
        await house.kept.get(session, "trial", LONG, source.read)
    with suppress(RuntimeError):
        async with house.database.writing() as changing:
            house.kept.forget(changing, "trial")
            raise RuntimeError
    async with house.database.reading() as session:
        await house.kept.get(session, "trial", LONG, source.read)
    assert source.asked == 1
