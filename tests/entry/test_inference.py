"""The inference process takes the events of its lane, which nobody else does, and says its lag."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from zhiyin.entry import inference
from zhiyin.entry.building import build_house
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.kernel.thinking.serving import STATE, HowAreYou
from zhiyin.modules.knowledge.events import ArticleChanged

# A failed one is tried again after some seconds; the test does not wait for them.
_NOW = text("UPDATE event_todo SET available_at = now()")


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    house = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    yield house
    await house.thinking.close()
    await house.database.close()


async def _until_lag(house: House, is_right: Callable[[float], bool]) -> None:
    for _ in range(600):
        with contextlib.suppress(ThinkingUnavailable):
            state = await house.thinking.ask(STATE, HowAreYou(), within=5)
            if is_right(state.lag_s):
                return
        await asyncio.sleep(0.05)
    raise AssertionError("the lag is not told")


async def test_what_needs_a_model_is_done_by_inference_and_its_lag_is_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference, "LAG_EVERY", 0.1)
    heard: list[ArticleChanged] = []
    fails = True

    async def think(_: WriteSession, events: Sequence[StoredEvent]) -> None:
        if fails:
            raise RuntimeError("not now")
        heard.extend(one.event for one in events if isinstance(one.event, ArticleChanged))

    house.registry.add_listener(Listener("test.think", (ArticleChanged,), think, lane="thinking"))
    event = ArticleChanged(new_id())
    async with house.database.writing() as session:
        emit(session, event)
    await house.runner.sweep(("now", "later"))
    assert heard == []

    running = asyncio.create_task(inference.run(house))
    try:
        await _until_lag(house, lambda lag: lag > 0.0)
        fails = False
        async with house.database.writing() as session:
            await session.execute(_NOW)
        await _until_lag(house, lambda lag: lag == 0.0)
        assert heard == [event]
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
