"""Surges: arrivals counted, stages by figures and by hand, what they do, and the report."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess
from tests.servers.shop import Shop

WINDOW = 60


def _past(shop: Shop, a_week: int, weeks: int = 4) -> None:
    """So many arrivals in this hour of the weeks before, and one long before them."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    shop_id = shop.run("SELECT id FROM shops LIMIT 1")[0][0]
    rows = [(now - timedelta(weeks=one), a_week) for one in range(1, weeks + 1)]
    rows.append((now - timedelta(weeks=weeks, hours=2), 1))
    for minute, arrived in rows:
        shop.run(
            "INSERT INTO arrival_counts VALUES (%s, %s, %s, %s) RETURNING 1",
            minute, shop_id, "00000000-0000-0000-0000-000000000000", arrived,
        )  # fmt: skip


def _put(owner: httpx.Client, **values: Any) -> None:
    for key, value in values.items():
        body = {"scope": "organisation", "value": value}
        owner.put(f"/api/settings/routing.{key}", json=body).raise_for_status()


def _plan(owner: httpx.Client, stage: str, starts_at: int, *actions: dict[str, Any]) -> None:
    body = {"starts_at": starts_at, "actions": list(actions)}
    owner.put(f"/api/surges/plans/{stage}", json=body).raise_for_status()


def _now(owner: httpx.Client) -> dict[str, Any]:
    answer = owner.get("/api/surges/now")
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


async def _until(owner: httpx.Client, stage: str | None) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE):
        while True:
            state = _now(owner)
            if (state["current"] or {}).get("stage") == stage:
                return state
            await asyncio.sleep(0.3)


def _setting(owner: httpx.Client, key: str) -> tuple[object, str]:
    known = {one["key"]: one for one in owner.get("/api/settings").json()}
    return known[key]["value"], known[key]["inherited_from"]


async def _until_setting(owner: httpx.Client, key: str, *wanted: object) -> None:
    """Other processes see a change of settings within seconds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if _setting(owner, key) == wanted:
                return
            await asyncio.sleep(0.3)


async def _arrive(shop: Shop, count: int, words: str = "在吗") -> list[str]:
    opened = []
    for _ in range(count):
        async with shop.visitor(shop.session()["token"]) as visitor:
            opened.append((await visitor.post(words))["message"]["conversation_id"])
    return opened


@pytest.mark.acts("routing.surge_window", "routing.surge_least", "routing.surge_calm")
@pytest.mark.usefixtures("worker_process")
async def test_arrivals_bring_a_stage_and_calm_ends_it(shop: Shop) -> None:
    _past(shop, 60)
    with shop.client("owner") as owner:
        _put(owner, surge_window=WINDOW, surge_least=3, surge_calm=0)
        more = {"kind": "set", "key": "people.extra_slots", "value": 2}
        _plan(owner, "watch", 200, more)
        assert _now(owner)["usual"] == 1.0
        await _arrive(shop, 4)
        # A task of the team waits in the same queues; it is no customer.
        due_at = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
        task = {"title": "回电", "due_at": due_at, "team_id": shop.team_id}
        owner.post("/api/tasks", json=task).raise_for_status()
        state = await _until(owner, "surge")
        assert state["percent"] == 400
        assert state["steps"][-1]["actions"] == [more]
        await _until_setting(owner, "people.extra_slots", 2, "override:surge")
        # Minutes pass: what was counted is no longer of this window.
        shop.run(
            "UPDATE arrival_counts SET minute = minute - interval '90 minutes'"
            " WHERE minute > now() - interval '1 day' RETURNING 1"
        )
        await _until(owner, None)
        await _until_setting(owner, "people.extra_slots", 0, "default")
        surge = owner.get("/api/surges").json()[0]
        report = owner.get(f"/api/surges/{surge['id']}/report").json()
    assert [one["stage"] for one in report["steps"]] == ["surge", None]
    assert report["still_waiting"] == 4


def test_a_stage_is_declared_raised_and_ended_by_hand(shop: Shop) -> None:
    with shop.client("supervisor") as lead:
        state = lead.post("/api/surges/declare", json={"stage": "watch", "reason": "直播"}).json()
        assert (state["current"]["stage"], state["current"]["floor"]) == ("watch", "watch")
        state = lead.post("/api/surges/declare", json={"stage": "severe"}).json()
        assert [one["stage"] for one in state["steps"]] == ["watch", "severe"]
        assert state["steps"][0]["reason"] == "直播"
        assert str(state["steps"][0]["staff_id"]) == str(shop.ids["supervisor"])
        state = lead.post("/api/surges/stand-down", json={"reason": "结束"}).json()
        assert state["current"] is None
        again = lead.post("/api/surges/stand-down", json={})
        assert (again.status_code, again.json()["error"]["code"]) == (409, "no_surge")
    with shop.client("agent_junior") as agent:
        assert agent.post("/api/surges/declare", json={"stage": "watch"}).status_code == 403


def test_two_who_declare_at_once_make_one_surge(shop: Shop, app_server: OwnProcess) -> None:
    async def both() -> list[int]:
        with shop.client("owner") as owner:
            headers, cookies = dict(owner.headers), dict(owner.cookies)
        async with httpx.AsyncClient(
            base_url=app_server.url, headers=headers, cookies=cookies, timeout=30
        ) as client:
            sent = [
                client.post("/api/surges/declare", json={"stage": stage})
                for stage in ("watch", "surge", "severe")
            ]
            return [one.status_code for one in await asyncio.gather(*sent)]

    assert asyncio.run(both()) == [200, 200, 200]
    assert shop.run("SELECT count(*) FROM surges") == [(1,)]
    assert shop.run("SELECT count(*) FROM surge_steps") == [(3,)]


async def test_response_groups_have_lines_of_their_own(shop: Shop) -> None:
    with shop.client("owner") as owner:
        teams = {
            name: owner.post("/api/teams", json={"name": name}).json()["id"]
            for name in ("first", "second")
        }
        rule = {"name": "急", "conditions": [{"field": "words", "any_of": ["漏电"]}],
                "urgency": 3, "importance": 3}  # fmt: skip
        owner.post("/api/routing/rules", json=rule).raise_for_status()
        _plan(owner, "surge", 300, {"kind": "groups", **teams})
        owner.post("/api/surges/declare", json={"stage": "surge"}).raise_for_status()
        urgent, usual = (await _arrive(shop, 1, "水壶漏电"))[0], (await _arrive(shop, 1))[0]
        owner.post("/api/surges/stand-down", json={}).raise_for_status()
        after = (await _arrive(shop, 1))[0]
    found = dict(
        shop.run(
            "SELECT id::text, team_id::text FROM conversations WHERE id = ANY(%s::uuid[])",
            [urgent, usual, after],
        )
    )
    assert (found[urgent], found[usual]) == (teams["first"], teams["second"])
    assert found[after] not in teams.values()


async def test_work_of_one_team_flows_over_to_another(shop: Shop) -> None:
    with shop.client("owner") as owner:
        helpers = owner.post("/api/teams", json={"name": "支援"}).json()["id"]
        _plan(owner, "watch", 200, {"kind": "overflow", "to_team_id": helpers})
        owner.post("/api/surges/declare", json={"stage": "watch"}).raise_for_status()
        conversation = (await _arrive(shop, 1))[0]
    row = shop.run("SELECT team_id::text FROM conversations WHERE id = %s", conversation)
    assert row == [(helpers,)]


def test_plans_rise_from_stage_to_stage_and_show_conflicts(shop: Shop) -> None:
    with shop.client("owner") as owner:
        bad = owner.put("/api/surges/plans/watch", json={"starts_at": 300, "actions": []})
        assert (bad.status_code, bad.json()["error"]["code"]) == (422, "bad_surge_plan")
        wrong = {"kind": "set", "key": "people.extra_slots", "value": 99}
        refused = owner.put("/api/surges/plans/watch", json={"starts_at": 150, "actions": [wrong]})
        assert refused.json()["error"]["code"] == "bad_setting"
        _plan(owner, "watch", 150)
        _plan(owner, "watch", 160)
        stale = owner.put(
            "/api/surges/plans/watch", json={"starts_at": 170}, headers={"If-Match": "1"}
        )
        assert stale.status_code == 409
        theirs = stale.json()["error"]["current"]
        assert (theirs["version"], theirs["starts_at"]) == (2, 160)
        plans = owner.get("/api/surges/plans").json()
    assert [(one["stage"], one["starts_at"]) for one in plans] == [
        ("watch", 160), ("surge", 300), ("severe", 500),
    ]  # fmt: skip


def test_reserves_are_called_once(shop: Shop) -> None:
    called = {"kind": "reserves", "staff_ids": [str(shop.ids["agent_senior"])]}
    with shop.client("owner") as owner:
        _plan(owner, "watch", 200, called)
        for stage in ("watch", "surge"):
            owner.post("/api/surges/declare", json={"stage": stage}).raise_for_status()
    told = shop.run("SELECT payload->'staff_ids' FROM events WHERE kind = 'routing.ReservesCalled'")
    assert told == [([str(shop.ids["agent_senior"])],)]
    with shop.client("agent_senior") as senior, shop.client("agent_junior") as junior:
        assert "surge" in senior.get("/api/notices").json()["items"][0]["title"]["en"]
        assert junior.get("/api/notices").json()["items"] == []
