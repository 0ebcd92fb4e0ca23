"""Alerts: raised once for a matter, acknowledged by a person, over by themselves."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop


async def begin(shop: Shop, words: str = "在吗") -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        posted = await visitor.post(words)
    conversation: str = posted["message"]["conversation_id"]
    return conversation


def alerts(client: httpx.Client) -> list[dict[str, Any]]:
    answer = client.get("/api/alerts")
    answer.raise_for_status()
    found: list[dict[str, Any]] = answer.json()
    return found


async def until(
    client: httpx.Client, kind: str, check: Callable[[dict[str, Any]], bool] = lambda _: True
) -> dict[str, Any]:
    """The alert of this kind, when it is so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for one in alerts(client):
                if one["kind"] == kind and check(one):
                    return one
            await asyncio.sleep(0.3)


async def settled(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if check():
                return
            await asyncio.sleep(0.3)


def put(client: httpx.Client, key: str, value: object) -> None:
    body = {"scope": "organisation", "value": value}
    client.put(f"/api/settings/insights.{key}", json=body).raise_for_status()


def notices(shop: Shop, role: str) -> list[str]:
    with shop.client(role) as client:
        return [one["kind"] for one in client.get("/api/notices").json()["items"]]


@pytest.mark.acts("insights.alert_wait")
async def test_a_long_wait_is_told_once_acknowledged_and_over_when_somebody_has_it(
    working: Shop,
) -> None:
    shop = working
    with shop.client("owner") as owner, shop.client("supervisor") as supervisor:
        put(owner, "alert_wait", 1)
        chat = await begin(shop)
        raised = await until(supervisor, "long_wait")
        assert raised["ref_id"] == chat
        assert notices(shop, "supervisor").count("insights.long_wait") == 1
        path = f"/api/alerts/{raised['id']}/acknowledge"
        done = supervisor.post(path, json={}).json()
        assert done["acknowledged_by"] == "supervisor"
        # The first who looks after it stands.
        assert owner.post(path, json={}).json()["acknowledged_by"] == "supervisor"
        with shop.client("agent_senior") as agent:
            assert agent.post(path, json={}).status_code == 403
            agent.post(f"/api/conversations/{chat}/pick").raise_for_status()
        await until(owner, "long_wait", lambda one: one["resolved_at"] is not None)
        # Standing in line again is another wait, and another matter.
        with shop.client("agent_senior") as agent:
            agent.post(f"/api/conversations/{chat}/return").raise_for_status()
        await until(owner, "long_wait", lambda one: one["resolved_at"] is None)
        assert shop.run("SELECT count(*) FROM alerts WHERE kind = 'long_wait'") == [(2,)]
        put(owner, "alert_wait", 0)
        await begin(shop)
        await until(owner, "long_wait")
        assert shop.run("SELECT count(*) FROM alerts WHERE kind = 'long_wait'") == [(2,)]


async def test_angry_words_and_a_broken_promise(working: Shop) -> None:
    shop = working
    with shop.client("supervisor") as supervisor:
        chat = await begin(shop, "你们这群骗子，我要投诉")
        raised = await until(supervisor, "angry")
        assert raised["ref_id"] == chat
        assert "骗子" not in str(raised)
        shop.run("UPDATE clocks SET due_at = now(), warns_at = now() WHERE ref_id = %s RETURNING 1",
                 chat)  # fmt: skip
        shop.run("UPDATE timers SET due_at = now() WHERE ref_id = %s", chat)
        await until(supervisor, "breach", lambda one: one["ref_id"] == chat)
        with shop.client("agent_senior") as agent:
            agent.post(f"/api/conversations/{chat}/pick").raise_for_status()
            body = {"key": uuid.uuid4().hex, "text": "非常抱歉"}
            agent.post(f"/api/conversations/{chat}/messages", json=body).raise_for_status()
        for kind in ("angry", "breach"):
            await until(supervisor, kind, lambda one: one["resolved_at"] is not None)


@pytest.mark.acts("insights.alert_away")
async def test_who_is_away_with_open_chats_is_called(working: Shop) -> None:
    shop = working
    with shop.client("owner") as owner, shop.client("supervisor") as supervisor:
        put(owner, "alert_away", 1)
        chat = await begin(shop)
        with shop.client("agent_senior") as agent:
            agent.post(f"/api/conversations/{chat}/pick").raise_for_status()
            agent.put("/api/presence", json={"status": "away"}).raise_for_status()
        raised = await until(supervisor, "away")
        assert raised["values"]["agent"] == "agent_senior"
        supervisor.post(f"/api/alerts/{raised['id']}/call", json={}).raise_for_status()
        assert "insights.called" in notices(shop, "agent_senior")
        with shop.client("agent_senior") as agent:
            agent.put("/api/presence", json={"status": "online"}).raise_for_status()
        over = await until(supervisor, "away", lambda one: one["resolved_at"] is not None)
        assert over["acknowledged_by"] == "supervisor"


async def test_a_surge_stands_on_board_and_wall_until_it_ends(working: Shop) -> None:
    shop = working
    with shop.client("owner") as owner:
        for stage in ("watch", "surge"):
            body = {"stage": stage, "reason": "促销开始"}
            owner.post("/api/surges/declare", json=body).raise_for_status()
        await until(owner, "surge", lambda one: one["values"]["stage"] == "surge")
        assert [one["resolved_at"] is None for one in alerts(owner)].count(True) == 1
        await settled(lambda: owner.get("/api/board").json()["stage"] == "surge")
        owner.post("/api/surges/stand-down", json={"reason": "已平稳"}).raise_for_status()
        await settled(lambda: all(one["resolved_at"] for one in alerts(owner)))


async def test_a_wall_link_shows_its_teams_without_names_until_it_is_withdrawn(shop: Shop) -> None:
    with shop.client("supervisor") as supervisor, shop.client() as screen:
        made = supervisor.post("/api/board/displays", json={"name": "前厅"}).json()
        assert made["team_ids"] == [shop.team_id]
        headers = {"X-Zhiyin-Display": made["token"]}
        shop.online("agent_senior")
        answer = screen.get("/api/board/wall/linked", headers=headers)
        answer.raise_for_status()
        assert [one["team_id"] for one in answer.json()["teams"]] == [shop.team_id]
        assert "agent_senior" not in answer.text
        assert screen.get("/api/board/wall/linked").status_code == 401
        assert screen.get("/api/board", headers=headers).status_code == 401
        assert made["token"] not in str(supervisor.get("/api/board/displays").json())
        supervisor.delete(f"/api/board/displays/{made['id']}").raise_for_status()
        assert screen.get("/api/board/wall/linked", headers=headers).status_code == 401


@pytest.mark.acts("insights.alerts_kept_days")
def test_alerts_that_have_long_been_over_are_removed(shop: Shop, processes: Processes) -> None:
    shop.run(
        "INSERT INTO alerts (id, kind, key, ref_kind, ref_id, values, at, resolved_at)"
        " SELECT gen_random_uuid(), 'away', 'away:' || days, 'staff', gen_random_uuid(), '{}',"
        " now() - make_interval(days => days),"
        " CASE WHEN days < 100 THEN now() - make_interval(days => days - 2) END"
        " FROM unnest(ARRAY[5, 13, 40, 101]) AS days"
    )
    body = {"scope": "organisation", "value": 12}
    with shop.client("manager") as manager:
        manager.put("/api/settings/insights.alerts_kept_days", json=body).raise_for_status()
    processes.start("worker")
    left = "SELECT key FROM alerts ORDER BY key"
    while len(shop.run(left)) > 3:
        pass
    assert shop.run(left) == [("away:101",), ("away:13",), ("away:5",)]
