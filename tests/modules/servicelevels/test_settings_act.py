"""Warnings, peak times and what a breach is worth are what is set."""

import asyncio

import pytest

from tests.servers.processes import Processes
from tests.servers.settings import holding, put_settings
from tests.servers.shop import Shop


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    """A shop with a worker, for which a breach is worth two hours."""
    put_settings(module_shop, {"servicelevels.raise_by": 7200})
    module_processes.start("worker")
    return module_shop


async def _talk(shop: Shop) -> str:
    """A new conversation with its clocks wound."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat: str = (await visitor.post("你好"))["message"]["conversation_id"]
    await shop.until("SELECT clocks <> '[]' FROM conversations WHERE id = %s", chat)
    return chat


@pytest.mark.acts("servicelevels.warn_at", "servicelevels.peak")
async def test_when_it_warns_and_whether_it_is_peak_time(shop: Shop) -> None:
    """A fifth of the promised time, and the fifteen seconds of the peak."""
    with holding(shop, {"servicelevels.warn_at": 20, "servicelevels.peak": True}):
        chat = await _talk(shop)
    clocks = (
        "SELECT kind, seconds, round(extract(epoch FROM warns_at - started_at) * 100"
        " / extract(epoch FROM due_at - started_at))::int FROM clocks"
        " WHERE ref_id = %s AND kind = 'acknowledge'"
    )
    assert shop.run(clocks, chat) == [("acknowledge", 15, 20)]


@pytest.mark.acts("servicelevels.raise_by")
async def test_how_far_a_breach_moves_ahead(shop: Shop) -> None:
    goals = [{"kind": "first_answer", "seconds": 600}]
    with shop.client("owner") as owner:
        body = {
            "name": "rule", "goals": goals, "business_hours": False, "on_breach": ["raise_priority"]
        }  # fmt: skip
        owner.post("/api/service-levels/policies", json=body).raise_for_status()
    # Other processes look at their copy for two seconds.
    await asyncio.sleep(2.1)
    chat = await _talk(shop)
    shop.run("UPDATE clocks SET due_at = now(), warns_at = now() WHERE ref_id = %s", chat)
    shop.run("UPDATE timers SET due_at = now() WHERE ref_id = %s", chat)
    await shop.until(
        "SELECT queued_at - rank_at >= interval '2 hours' FROM work_items WHERE object_id = %s",
        chat,
    )
