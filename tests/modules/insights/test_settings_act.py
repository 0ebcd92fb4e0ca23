"""What the board aims at and what rings are what is set."""

import asyncio

import pytest

from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop


@pytest.fixture(scope="module")
def shop(module_shop: Shop) -> Shop:
    """A shop in which nothing rings but a long wait, and whose widget does not answer."""
    quiet = {f"insights.alert_{one}": False for one in ("breach", "angry", "channel", "surge")}
    put_settings(module_shop, {**quiet, "insights.alert_wait": 1, "channels.probe_every": 1})
    # It has failed once already.
    module_shop.run(
        "INSERT INTO channel_probes (channel_account_id, failures, checked_at)"
        " SELECT id, 1, now() - interval '1 hour' FROM channel_accounts"
    )
    return module_shop


@pytest.mark.acts(
    "insights.alert_breach",
    "insights.alert_angry",
    "insights.alert_channel",
    "insights.alert_surge",
)
async def test_what_is_switched_off_does_not_ring(shop: Shop, module_processes: Processes) -> None:
    """An angry customer, a broken promise, a dead channel and a surge: only the wait is told."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("你们这群骗子，我要投诉"))["message"]["conversation_id"]
    await shop.until("SELECT clocks <> '[]' FROM conversations WHERE id = %s", chat)
    shop.run("UPDATE clocks SET due_at = now(), warns_at = now() WHERE ref_id = %s", chat)
    shop.run("UPDATE timers SET due_at = now() WHERE ref_id = %s", chat)
    module_processes.start("worker", port="9")
    with shop.client("owner") as owner:
        body = {"stage": "watch", "reason": "直播"}
        owner.post("/api/surges/declare", json=body).raise_for_status()
    for kind in (
        "servicelevels.ClockBreached", "routing.ConversationPlaced", "routing.SurgeChanged",
        "channels.ChannelDown",
    ):  # fmt: skip
        await shop.until("SELECT EXISTS (SELECT 1 FROM events WHERE kind = %s)", kind)
    await shop.until("SELECT EXISTS (SELECT 1 FROM alerts)")
    await shop.until("SELECT NOT EXISTS (SELECT 1 FROM event_todo)")
    assert shop.run("SELECT DISTINCT kind FROM alerts") == [("long_wait",)]


@pytest.mark.acts(
    "insights.target_answered",
    "insights.target_wait",
    "insights.target_abandoned",
    "insights.target_csat",
)
async def test_the_board_aims_at_what_is_set(shop: Shop) -> None:
    """What is beyond its target is marked by the console: web/console/tests/board."""
    aims = {"answered_percent": 81, "wait_seconds": 42, "abandoned_percent": 7, "csat_percent": 93}
    keys = ("answered", "wait", "abandoned", "csat")
    put_settings(
        shop,
        {f"insights.target_{k}": v for k, v in zip(keys, aims.values(), strict=True)},
    )
    # The board as it stood two seconds ago may still be shown.
    await asyncio.sleep(2.1)
    with shop.client("owner") as owner:
        assert owner.get("/api/board").json()["targets"] == aims


@pytest.mark.acts("insights.target_first_contact", "insights.target_escalated")
def test_resolution_aims_at_what_is_set(shop: Shop) -> None:
    """What is beyond its target is marked by the console: web/console/tests/board."""
    put_settings(shop, {"insights.target_first_contact": 71, "insights.target_escalated": 4})
    with shop.client("owner") as owner:
        days = {"from": "2026-11-01", "to": "2026-11-30"}
        told = owner.get("/api/resolution", params=days).json()
    assert told["targets"] == {"first_contact_percent": 71, "escalated_percent": 4}
