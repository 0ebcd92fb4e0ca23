"""Incidents: whom they concern, what those are told, what is learnt; drills tell nobody."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess
from tests.servers.shop import Shop

SCRIPT = {"zh-CN": "我们已知晓漏水问题，正在处理", "en": "We know about the leaking pots"}
SCOPE = [{"field": "words", "any_of": ["漏水", "leak"]}]
NOTICES = (
    "SELECT conversation_id::text, event->'values'->>'text' FROM messages"
    " WHERE event->>'code' = 'notice' AND event->'values'->>'purpose' = 'incident' ORDER BY 1"
)


def _declare(lead: httpx.Client, **more: Any) -> dict[str, Any]:
    body = {"title": "紫砂壶漏水", "scope": SCOPE, "script": SCRIPT, **more}
    answer = lead.post("/api/incidents", json=body)
    assert answer.status_code == 201, answer.text
    declared: dict[str, Any] = answer.json()
    return declared


def _get(lead: httpx.Client, incident: dict[str, Any]) -> dict[str, Any]:
    answer = lead.get(f"/api/incidents/{incident['id']}")
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def _kinds(lead: httpx.Client, incident: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in _get(lead, incident)["entries"]]


async def _until(lead: httpx.Client, incident: dict[str, Any], **wanted: Any) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE):
        while True:
            found = _get(lead, incident)
            if all(found[key] == value for key, value in wanted.items()):
                return found
            await asyncio.sleep(0.3)


async def _wait(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if check():
                return
            await asyncio.sleep(0.3)


async def _come(shop: Shop, words: str) -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        return str((await visitor.post(words))["message"]["conversation_id"])


@pytest.mark.usefixtures("worker_process")
async def test_everybody_concerned_is_told_once_and_newcomers_too(shop: Shop) -> None:
    leaking, angry = await _come(shop, "my pot leaks"), await _come(shop, "漏水，我要投诉")
    other = await _come(shop, "where is my parcel")
    with shop.client("supervisor") as lead:
        incident = await _until(lead, _declare(lead), affected=2, complaints=1)
        assert (incident["told"], incident["conversations"]) == (0, 3)
        assert incident["permille"] == pytest.approx(1000 / 3)
        assert shop.run(NOTICES) == []
        path = f"/api/incidents/{incident['id']}"
        assert lead.post(f"{path}/send").json()["sending"] is True
        await _until(lead, incident, told=2)
        newcomer = await _come(shop, "the lid leaks")
        await _until(lead, incident, told=3, affected=3)
        # Asking again tells nobody twice.
        lead.post(f"{path}/send").raise_for_status()
        await _wait(lambda: _kinds(lead, incident).count("sent") == 2)
        notices = shop.run(NOTICES)
        assert sorted(one for one, _ in notices) == sorted([leaking, angry, newcomer])
        assert {words for _, words in notices} == {SCRIPT["en"]}
        # Other words reach nobody until somebody sends them, then everybody.
        changed = {"zh-CN": "已开始补发", "en": "Replacements are on their way"}
        assert lead.put(f"{path}/script", json=changed).json()["sending"] is False
        lead.post(f"{path}/send").raise_for_status()
        await _wait(lambda: len(shop.run(NOTICES)) == 6)
        lead.post(f"{path}/close", json={"reason": "已解决"}).raise_for_status()
        assert _get(lead, incident)["sending"] is False
    assert other not in {one for one, _ in shop.run(NOTICES)}


@pytest.mark.usefixtures("worker_process")
async def test_a_drill_tells_no_customer_and_its_tasks_stay_with_who_declared_it(
    shop: Shop,
) -> None:
    conversation = await _come(shop, "漏水")
    due = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    task = {"line": "third", "title": "补偿方案", "due_at": due, "team_id": shop.team_id}
    with shop.client("supervisor") as lead:
        incident = _declare(lead, drill=True)
        path = f"/api/incidents/{incident['id']}"
        lead.post(f"{path}/send").raise_for_status()
        await _until(lead, incident, told=1)
        booked = lead.post(f"{path}/tasks", json={"tasks": [task]}).json()["tasks"]
        assert lead.get("/api/situation").json()["incidents"] == []
        assert lead.get(f"/api/incidents/of/{conversation}").json() == []
    assert booked[0]["title"] == "【演练】补偿方案"
    assert shop.run("SELECT owner_id::text, team_id FROM tasks") == [(shop.ids["supervisor"], None)]
    assert shop.run("SELECT count(*) FROM customer_notices") == [(0,)]
    assert shop.run(NOTICES) == []


@pytest.mark.usefixtures("worker_process")
async def test_lists_mark_what_an_open_incident_concerns(shop: Shop) -> None:
    concerned, other = await _come(shop, "新买的壶漏水"), await _come(shop, "想买茶")
    ids = {"ids": [concerned, other]}
    with shop.client("manager") as lead, shop.client("agent_junior") as agent:
        assert lead.get("/api/incidents/marks", params=ids).json() == []
        drill, incident = _declare(lead, drill=True), _declare(lead)
        for one in (drill, incident):
            await _until(lead, one, affected=1)
        await _wait(lambda: lead.get("/api/incidents/marks", params=ids).json() != [])
        marks = lead.get("/api/incidents/marks", params=ids).json()
        assert marks == [{"conversation_id": concerned, "incident_id": incident["id"]}]
        shop.run("UPDATE conversations SET state = 'assigned', assignee_id = %s", shop.ids["owner"])
        assert agent.get("/api/incidents/marks", params=ids).json() == []
        many = {"ids": [concerned] * 101}
        assert lead.get("/api/incidents/marks", params=many).status_code == 422
        lead.post(f"/api/incidents/{incident['id']}/close", json={}).raise_for_status()
        await _wait(lambda: lead.get("/api/incidents/marks", params=ids).json() == [])


@pytest.mark.usefixtures("worker_process")
async def test_agents_are_offered_the_words_in_the_customers_language(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.staff("agent_senior"):
        conversation = await _come(shop, "it leaks")
        with shop.client("supervisor") as lead, shop.client("agent_senior") as agent:
            incident = await _until(lead, _declare(lead), affected=1)
            of = f"/api/incidents/of/{conversation}"
            await _wait(lambda: bool(agent.get(of).json()))
            offered = agent.get(of).json()
            assert (offered[0]["text"], offered[0]["told_at"]) == (SCRIPT["en"], None)
            known = agent.get("/api/situation").json()["incidents"]
            assert [one["title"] for one in known] == [incident["title"]]
            assert agent.get("/api/incidents").status_code == 403
            assert agent.post(f"/api/incidents/{incident['id']}/send").status_code == 403
            page = lead.get(f"/api/incidents/{incident['id']}/affected").json()
            assert page["items"][0]["conversation_id"] == conversation
        with shop.client("agent_junior") as stranger:
            assert stranger.get(f"/api/incidents/of/{conversation}").status_code == 404


def test_an_incident_is_worked_on_closed_and_learnt_from(shop: Shop) -> None:
    due = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    tasks = [
        {"line": "second", "title": "查批次", "due_at": due, "team_id": shop.team_id},
        {"line": "third", "title": "补偿", "due_at": due, "owner_id": shop.ids["manager"]},
    ]
    with shop.client("supervisor") as lead:
        incident = _declare(lead)
        path = f"/api/incidents/{incident['id']}"
        found = lead.post(f"{path}/tasks", json={"tasks": tasks}).json()
        assert [(one["line"], one["state"]) for one in found["tasks"]] == [
            ("second", "open"), ("third", "open"),
        ]  # fmt: skip
        lead.post(f"{path}/notes", json={"text": "工厂已停发<该批次>"}).raise_for_status()
        lead.post(f"{path}/close", json={"reason": "补发完成"}).raise_for_status()
        refused = lead.post(f"{path}/send")
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "incident_closed")
        review = {"happened": "一批壶漏水", "cause": "烧制", "helped": "先说明", "change": "抽检"}
        stale = lead.put(f"{path}/review", json=review, headers={"If-Match": "1"})
        assert stale.status_code == 409
        assert stale.json()["error"]["current"]["title"] == incident["title"]
        written = lead.put(f"{path}/review", json=review).json()
        assert written["review"]["cause"] == "烧制"
        page = lead.get(f"{path}/document?language=zh-CN")
        assert "一批壶漏水" in page.text
        assert "工厂已停发&lt;该批次&gt;" in page.text
        kinds = [one["kind"] for one in written["entries"]]
        assert kinds == ["declared", "tasks", "note", "closed", "reviewed"]
        assert lead.post(f"{path}/reopen").json()["closed_at"] is None
        audited = shop.run("SELECT verb FROM audit WHERE ref_kind = 'incident' ORDER BY id")
    assert [verb for (verb,) in audited] == [
        "routing.declare_incident", "routing.book_tasks", "routing.note_incident",
        "routing.close_incident", "routing.put_review", "routing.reopen_incident",
    ]  # fmt: skip


async def test_a_scope_is_counted_before_it_is_declared_and_refused_if_unknown(
    shop: Shop, app_server: OwnProcess
) -> None:
    await _come(shop, "漏水")
    await _come(shop, "在吗")
    with shop.client("supervisor") as lead:
        counted = lead.post("/api/incidents/scope-count", json={"scope": SCOPE}).json()
        assert counted == {"open": 2, "affected": 1}
        page = [{"field": "page", "any_of": ["/nowhere"]}]
        both = lead.post("/api/incidents/scope-count", json={"scope": SCOPE + page, "match": "all"})
        assert both.json()["affected"] == 0
        unknown = {"title": "x", "scope": [{"field": "weather", "any_of": ["rain"]}]}
        refused = lead.post("/api/incidents", json=unknown)
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "bad_scope")
        empty = _declare(lead, script={})
        refused = lead.post(f"/api/incidents/{empty['id']}/send")
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "no_script")
    assert shop.run("SELECT count(*) FROM incidents") == [(1,)]
