"""What is set for routing, surges and crises is what happens."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.servers.processes import Processes
from tests.servers.settings import holding, put_settings
from tests.servers.shop import Shop, hire

NOBODY = "00000000-0000-0000-0000-000000000000"
WORKER_SEES = {
    "routing.surge_auto": False,
    "routing.surge_window": 60,
    "routing.surge_least": 3,
    "routing.surge_calm": 0,
    "routing.surge_back": 10,
    "routing.complaint_subjects": {"zh-CN": "瑕疵", "en": "flaw"},
}


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    """A shop with a worker, which has only ever seen these values."""
    put_settings(module_shop, WORKER_SEES)
    module_processes.start("worker")
    return module_shop


async def _come(shop: Shop, words: str = "在吗", **first: Any) -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        return str((await visitor.post(words, **first))["message"]["conversation_id"])


def _trial(shop: Shop, **facts: Any) -> tuple[int, int]:
    """Priority and what it is worth in line."""
    with shop.client("owner") as owner:
        answer = owner.post("/api/routing/trial", json=facts)
        answer.raise_for_status()
        told = answer.json()
    return told["priority"], told["boost_seconds"]


@pytest.mark.acts("routing.angry_words", "routing.key_levels")
def test_which_words_and_levels_press(shop: Shop) -> None:
    usual, _ = _trial(shop)
    values = {
        "routing.angry_words": {"zh-CN": "岂有此理，离谱", "en": "outrageous"},
        "routing.key_levels": {"zh-CN": "老友", "en": "old friend"},
    }
    assert _trial(shop, words="太离谱")[0] == _trial(shop, level="老友")[0] == usual
    with holding(shop, values):
        assert _trial(shop, words="太离谱")[0] == _trial(shop, level="老友")[0] == usual + 1
        assert _trial(shop, words="我要投诉")[0] == _trial(shop, level="VIP")[0] == usual


@pytest.mark.acts("routing.priority_step")
async def test_what_a_step_of_priority_is_worth_in_line(shop: Shop) -> None:
    boost = "SELECT extract(epoch FROM queued_at - rank_at)::int FROM work_items WHERE object_id=%s"
    with holding(shop, {"routing.priority_step": 7000}):
        assert shop.run(boost, await _come(shop, "我要投诉")) == [(7000,)]
    with holding(shop, {"routing.priority_step": 0}):
        assert shop.run(boost, await _come(shop, "我要投诉")) == [(0,)]


@pytest.mark.acts("routing.bot_first")
async def test_a_bot_on_duty_comes_first_where_it_is_set(shop: Shop) -> None:
    hire(shop, "agent_junior", "bot")
    shop.run("UPDATE staff SET kind = 'bot', grade = 'bot' WHERE id = %s", shop.ids["bot"])
    tier = (
        "SELECT l.need ->> 'tier' FROM work_items w JOIN lanes l ON l.id = w.lane_id"
        " WHERE w.object_id = %s"
    )
    shop.online("bot")
    assert shop.run(tier, await _come(shop)) == [(None,)]
    with holding(shop, {"routing.bot_first": True}):
        chat = await _come(shop)
        assert shop.run(tier, chat) == [("A",)]
        held = "SELECT assignee_id IS NOT DISTINCT FROM %s::uuid FROM conversations WHERE id = %s"
        await shop.until(held, shop.ids["bot"], chat)
    with shop.client("bot") as client:
        client.put("/api/presence", json={"status": "offline"}).raise_for_status()


@pytest.mark.acts("routing.complaint_subjects", "routing.complaint_target")
async def test_what_is_a_complaint_and_how_many_are_aimed_at(shop: Shop) -> None:
    with shop.client("owner") as owner:
        names = {"zh-CN": "釉面瑕疵", "en": "Flaw of the glaze"}
        subject = owner.post("/api/subjects", json={"code": "flaw", "name": names}).json()["id"]
        await _come(shop, "茶垢洗不掉")
        await _come(shop, "茶垢，我要换货", topic=subject)
        scope = [{"field": "words", "any_of": ["茶垢"]}]
        declared = owner.post(
            "/api/incidents", json={"title": "釉面", "scope": scope, "script": {}}
        )
        declared.raise_for_status()
        path = f"/api/incidents/{declared.json()['id']}"
        found = "SELECT count(*) = 2 FROM incident_conversations WHERE incident_id = %s"
        await shop.until(found, declared.json()["id"])
        with holding(shop, {"routing.complaint_target": 25}):
            told = owner.get(path).json()
        assert (told["complaints"], told["target_permille"]) == (1, 25)


def _past(shop: Shop) -> None:
    """One arrival a minute in this hour of four weeks, so that one is usual now."""
    at = datetime.now(UTC).replace(second=0, microsecond=0)
    rows = [(at - timedelta(weeks=one), 60) for one in range(1, 5)]
    for minute, arrived in [*rows, (at - timedelta(weeks=4, hours=2), 1)]:
        shop.run(
            "INSERT INTO arrival_counts VALUES (%s, %s, %s, %s)",
            minute, shop.shop_id, NOBODY, arrived,
        )  # fmt: skip


@pytest.mark.whole
@pytest.mark.acts("routing.surge_auto", "routing.surge_back")
async def test_surges_begin_by_themselves_only_where_set_and_hold_down_to_the_share_set(
    shop: Shop,
) -> None:
    _past(shop)
    at_least = "SELECT coalesce(sum(arrived), 0) >= 4 FROM arrival_counts WHERE minute > %s"
    since = datetime.now(UTC) - timedelta(minutes=2)
    for _ in range(4):
        await _come(shop)
    await shop.until(at_least, since)
    # Arrivals are looked at every five seconds.
    await asyncio.sleep(6)
    assert shop.run("SELECT count(*) FROM surges") == [(0,)]
    put_settings(shop, {"routing.surge_auto": True})
    # All of them now, though they may have come on both sides of a minute.
    squeezed = "now() - (date_trunc('minute', now()) - minute) / 100000"
    shop.run(f"UPDATE arrival_counts SET minute = {squeezed} WHERE minute > %s", since)
    await shop.until("SELECT count(*) = 1 FROM surges WHERE stage IS NOT NULL")
    # One arrival is half of where the first stage starts: far above a tenth of it.
    shop.run("UPDATE arrival_counts SET arrived = 0 WHERE minute > %s", since)
    shop.run(
        "INSERT INTO arrival_counts VALUES (now(), %s, %s, 1)",
        shop.shop_id, NOBODY,
    )  # fmt: skip
    await asyncio.sleep(6)
    assert shop.run("SELECT count(*) FROM surges WHERE ended_at IS NULL") == [(1,)]
    put_settings(shop, {"routing.surge_back": 90})
    await shop.until("SELECT count(*) = 0 FROM surges WHERE ended_at IS NULL")
