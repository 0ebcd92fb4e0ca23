"""Routing checks: what was sent on by hand, and a sample of the rest, is looked at again."""

import asyncio
import time
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish, hire
from zhiyin.modules.routing.rules import is_sampled


@given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_sample_holds_the_smaller_one(some_id: Any, one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert is_sampled(some_id, large) or not is_sampled(some_id, small)
    assert is_sampled(some_id, 100)
    assert not is_sampled(some_id, 0)


def test_a_sample_is_about_its_share() -> None:
    drawn = sum(is_sampled(uuid4(), 5) for _ in range(20_000))
    assert 800 < drawn < 1200


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker, a second team with a coordinator, and no sample."""
    shop = furnish(processes.start("web"), database_url)
    hire(shop, "agent_senior", "coordinator")
    with shop.client("owner") as owner:
        answer = owner.post("/api/teams", json={"name": "售后组"})
        answer.raise_for_status()
        shop.ids["after"] = answer.json()["id"]
        sample = {"scope": "organisation", "value": 0}
        owner.put("/api/settings/routing.check_share", json=sample).raise_for_status()
        rule = {
            "name": "退款",
            "conditions": [{"field": "words", "any_of": ["退款"]}],
            "team_id": shop.team_id,
        }
        owner.post("/api/routing/rules", json=rule).raise_for_status()
    shop.run(
        "UPDATE teams SET coordinator_id = %s WHERE id = %s",
        shop.ids["coordinator"], shop.team_id,
    )  # fmt: skip
    shop.online("agent_senior")
    processes.start("worker")
    return shop


async def _talk(shop: Shop, text: str) -> str:
    # Without a socket nobody stays online for long.
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        conversation: str = (await visitor.post(text))["message"]["conversation_id"]
    with shop.client("agent_senior") as client:
        await _until(
            lambda: (
                client.get(f"/api/conversations/{conversation}").json()["conversation"]["state"]
                == "assigned"
            )
        )
    return conversation


async def _until(holds: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


def _checks(shop: Shop, role: str, state: str = "open") -> list[dict[str, Any]]:
    with shop.client(role) as client:
        answer = client.get("/api/routing/checks", params={"state": state})
        answer.raise_for_status()
        items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _transfer(shop: Shop, conversation: str, team: str) -> None:
    with shop.client("agent_senior") as client:
        path = f"/api/conversations/{conversation}/transfer"
        client.post(path, json={"team_id": team}).raise_for_status()


async def test_what_is_sent_to_another_team_comes_to_the_coordinator_who_says_where_it_belonged(
    working: Shop,
) -> None:
    conversation = await _talk(working, "我要退款")
    _transfer(working, conversation, working.ids["after"])
    await _until(lambda: _checks(working, "coordinator"))
    (check,) = _checks(working, "coordinator")
    assert (check["conversation_id"], check["cause"], check["rule_name"]) == (
        conversation,
        "transferred",
        "退款",
    )
    assert check["sent"]["team_id"] == working.team_id
    assert check["moved_to"] == check["now"]["team_id"] == working.ids["after"]
    # A senior agent who coordinates nothing sees nothing and can say nothing.
    assert _checks(working, "agent_senior") == []
    path = f"/api/routing/checks/{check['id']}"
    verdict = {"verdict": "wrong", "right_team_id": working.ids["after"], "reason": "应直接进售后"}
    with working.client("agent_senior") as other:
        assert other.put(path, json=verdict).status_code == 404
    with working.client("coordinator") as client:
        assert client.put(path, json={"verdict": "wrong"}).status_code == 422
        client.put(path, json=verdict).raise_for_status()
        stale = client.put(path, json={"verdict": "right"}, headers={"If-Match": "1"})
        assert stale.status_code == 409
    assert _checks(working, "coordinator") == []
    (done,) = _checks(working, "manager", "done")
    assert (done["verdict"], done["checked_by"]) == ("wrong", "coordinator")
    with working.client("manager") as client:
        figures = client.get("/api/routing/checks/figures").json()
    assert [(one["rule_name"], one["rerouted"], one["rerouted_wrong"]) for one in figures["rules"]]
    assert figures["rules"][0]["rerouted_wrong"] == figures["days"][0]["rerouted_wrong"] == 1
    assert (figures["open"], figures["rules"][0]["sampled"]) == (0, 0)


async def test_returned_by_hand_is_checked_and_taken_back_or_within_the_team_is_not(
    working: Shop,
) -> None:
    within = await _talk(working, "还在本组")
    _transfer(working, within, working.team_id)
    by_hand = await _talk(working, "退回去")
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{by_hand}/return").raise_for_status()
    await _until(lambda: _checks(working, "coordinator"))
    assert [(one["conversation_id"], one["cause"]) for one in _checks(working, "manager")] == [
        (by_hand, "by_hand")
    ]


@pytest.mark.acts("routing.check_share")
async def test_a_sample_of_what_has_ended_is_checked_as_the_setting_says(working: Shop) -> None:
    before = await _talk(working, "不抽查")
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{before}/close", json={}).raise_for_status()
    owed = "SELECT 1 FROM event_todo WHERE listener = 'routing.look_again'"
    await _until(lambda: not working.run(owed))
    with working.client("owner") as owner:
        sample = {"scope": "organisation", "value": 100}
        owner.put("/api/settings/routing.check_share", json=sample).raise_for_status()
    # The worker may use the old value for some seconds.
    await asyncio.sleep(6)
    after = await _talk(working, "抽查")
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{after}/close", json={}).raise_for_status()
    await _until(lambda: _checks(working, "coordinator"))
    found = [(one["conversation_id"], one["cause"]) for one in _checks(working, "coordinator")]
    assert found == [(after, "sample")], before
    # Looking again at what was already drawn changes nothing.
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{after}/reopen").raise_for_status()
        client.post(f"/api/conversations/{after}/close", json={}).raise_for_status()
    assert len(_checks(working, "coordinator")) == 1
