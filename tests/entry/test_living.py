"""What a process repeats."""

import asyncio

import pytest

from zhiyin.entry import living
from zhiyin.kernel.thinking.contract import ThinkingUnavailable


async def test_what_needs_inference_comes_again_soon_while_it_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(living, "AWAY_SECONDS", 0.0)
    tried, done = [], asyncio.Event()

    async def work() -> None:
        tried.append(len(tried))
        if len(tried) < 3:
            raise ThinkingUnavailable("away")
        done.set()

    going = asyncio.create_task(living.repeat("organise", 3600.0, work))
    await asyncio.wait_for(done.wait(), 60)
    await asyncio.sleep(0)
    going.cancel()
    assert len(tried) == 3
