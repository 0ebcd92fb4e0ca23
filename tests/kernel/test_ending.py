"""Processes that serve no requests: they end when told to."""

import asyncio

import pytest

from tests.servers.patience import PATIENCE
from zhiyin.entry.living import repeat
from zhiyin.kernel.ending import end, together


async def test_work_that_swallows_a_cancellation_ends_all_the_same() -> None:
    swallowed = 0

    async def work() -> None:
        nonlocal swallowed
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed += 1
                if swallowed > 1:
                    raise

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    await end(task)
    assert task.cancelled()
    assert swallowed == 2


async def test_what_work_failed_with_is_not_hidden() -> None:
    async def work() -> None:
        raise RuntimeError("no keys")

    task = asyncio.create_task(work())
    await asyncio.wait({task})
    with pytest.raises(RuntimeError, match="no keys"):
        await end(task)


async def test_of_several_the_one_that_swallows_a_cancellation_ends_too() -> None:
    swallowed = 0
    ended: list[str] = []

    async def quick() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("quick")

    async def stubborn() -> None:
        nonlocal swallowed
        while swallowed < 3:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed += 1
        ended.append("stubborn")

    task = asyncio.create_task(together(quick(), stubborn()))
    for _ in range(3):  # all of them have begun
        await asyncio.sleep(0)
    await end(task)
    assert task.done()
    assert sorted(ended) == ["quick", "stubborn"]


async def test_where_one_of_several_fails_the_others_end_and_it_is_said() -> None:
    ended = asyncio.Event()

    async def other() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    async def broken() -> None:
        raise RuntimeError("no index")

    with pytest.raises(RuntimeError, match="no index"):
        await together(other(), broken())
    assert ended.is_set()


async def test_a_loop_goes_on_after_a_failure() -> None:
    calls = 0
    enough = asyncio.Event()

    async def work() -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("once")
        enough.set()

    loop = asyncio.create_task(repeat("test", 0.0, work))
    await asyncio.wait_for(enough.wait(), PATIENCE)
    await end(loop)
    assert calls >= 2
