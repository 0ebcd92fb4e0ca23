"""Supervisors beside agents, blocked visitors, joined conversations, and who is called in."""

import asyncio
import json
import time
import uuid
from typing import Any

import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop, furnish


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop


async def begin(shop: Shop, words: str = "我的壶碎了") -> tuple[str, str]:
    """A conversation with its visitor's token."""
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        first = await visitor.post(words)
    return first["message"]["conversation_id"], token


def until(shop: Shop, question: str, *values: Any) -> None:
    end = time.monotonic() + PATIENCE
    while shop.run(question, *values) != [(True,)]:
        assert time.monotonic() < end, question
        time.sleep(0.1)


async def held(shop: Shop) -> tuple[str, str]:
    """A conversation that the senior agent holds, and its visitor's token."""
    shop.online("agent_senior")
    conversation, token = await begin(shop)
    until(shop, "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", conversation)
    return conversation, token


def act(shop: Shop, role: str, path: str, method: str = "POST", **body: Any) -> Any:
    with shop.client(role) as client:
        return client.request(method, f"/api/{path}", json=body)


def called(shop: Shop, conversation: str) -> list[tuple[str, str]]:
    rows = shop.run(
        "SELECT event #>> '{values,cause}', event #>> '{values,staff_name}' FROM messages"
        " WHERE conversation_id = %s AND event ->> 'code' = 'called' ORDER BY number",
        conversation,
    )
    return [(row[0], row[1]) for row in rows]


@pytest.mark.acts("conversations.watch_shown")
async def test_watching_leaves_no_trace_unless_the_setting_says_so(shop: Shop) -> None:
    chat, _ = await held(shop)
    before = shop.run("SELECT number FROM conversations WHERE id = %s", chat)
    act(shop, "supervisor", f"conversations/{chat}/watch").raise_for_status()
    assert shop.run("SELECT number FROM conversations WHERE id = %s", chat) == before
    assert shop.run("SELECT count(*) FROM audit WHERE verb = 'conversations.watch'") == [(1,)]
    with shop.client("owner") as owner:
        path = "/api/settings/conversations.watch_shown"
        owner.put(path, json={"scope": "organisation", "value": True}).raise_for_status()
    act(shop, "supervisor", f"conversations/{chat}/watch").raise_for_status()
    told = act(shop, "agent_senior", f"conversations/{chat}", "GET").json()["conversation"]
    assert [p["role"] for p in told["participants"]] == ["watching"]
    act(shop, "supervisor", f"conversations/{chat}/watch", "DELETE").raise_for_status()
    told = act(shop, "agent_senior", f"conversations/{chat}", "GET").json()["conversation"]
    assert told["participants"] == []
    assert act(shop, "agent_junior", f"conversations/{chat}/watch").status_code == 403


async def test_a_whisper_reaches_the_agent_and_no_frame_of_the_visitor(shop: Shop) -> None:
    chat, token = await held(shop)
    key = uuid.uuid4().hex
    async with shop.visitor(token) as visitor, shop.staff("agent_senior") as agent:
        for _ in range(2):
            body = {"key": key, "text": "先道歉，再补发"}
            done = act(shop, "supervisor", f"conversations/{chat}/whisper", **body)
            assert done.status_code == 200, done.text
        notice = await agent.hear("notice")
        assert notice["notice"]["kind"] == "conversations.whispered"
        heard = await agent.hears_message("先道歉，再补发")
        message = next(m for m in heard["messages"] if m["text"] == "先道歉，再补发")
        assert (message["kind"], message["event"]["code"]) == ("note", "whisper")
        # Whatever the visitor is sent up to an answer that comes after it holds no whisper.
        path = f"conversations/{chat}/messages"
        act(shop, "agent_senior", path, key=uuid.uuid4().hex, text="非常抱歉")
        frames: list[Any] = []
        while not frames or not any(
            m["text"] == "非常抱歉" for m in frames[-1].get("messages", [])
        ):
            frames.append(await visitor.hear_any(lambda _: True))
        assert "先道歉" not in json.dumps(frames, ensure_ascii=False)
    async with shop.visitor(token) as again:
        assert "先道歉" not in json.dumps(again.state, ensure_ascii=False)
    assert shop.run("SELECT count(*) FROM messages WHERE text = '先道歉，再补发'") == [(1,)]


async def test_taken_over_and_given_back_the_slots_stay_right(shop: Shop) -> None:
    chat, token = await held(shop)
    shop.online("supervisor")
    async with shop.visitor(token) as visitor:
        done = act(shop, "supervisor", f"conversations/{chat}/take-over").json()
        assert done["assignee"]["id"] == shop.ids["supervisor"]
        await visitor.hear("changed", lambda f: f["conversation"]["agent"]["name"] == "supervisor")
    told = act(shop, "agent_senior", f"conversations/{chat}", "GET").json()["conversation"]
    assert [(p["id"], p["role"]) for p in told["participants"]] == [
        (shop.ids["agent_senior"], "before")
    ]
    notices = act(shop, "agent_senior", "notices", "GET").json()["items"]
    assert notices[0]["kind"] == "conversations.taken_over"
    path = f"conversations/{chat}/messages"
    refused = act(shop, "agent_senior", path, key=uuid.uuid4().hex, text="我来")
    assert refused.status_code == 403
    assert act(shop, "agent_senior", f"conversations/{chat}/hand-back").status_code == 403
    back = act(shop, "supervisor", f"conversations/{chat}/hand-back").json()
    assert (back["assignee"]["id"], back["participants"]) == (shop.ids["agent_senior"], [])
    used = shop.run(
        "SELECT used FROM loads WHERE staff_id IN (%s, %s) ORDER BY staff_id = %s",
        shop.ids["agent_senior"], shop.ids["supervisor"], shop.ids["supervisor"],
    )  # fmt: skip
    assert used == [(1,), (0,)]


async def test_a_blocked_visitor_is_refused_until_it_is_lifted(shop: Shop) -> None:
    chat, token = await held(shop)
    assert (
        act(shop, "agent_senior", f"conversations/{chat}/block", reason="辱骂").status_code == 403
    )
    async with shop.visitor(token) as visitor:
        act(shop, "supervisor", f"conversations/{chat}/block", reason="辱骂").raise_for_status()
        refused = await visitor.post("再骂一句")
        assert (refused["type"], refused["code"], refused["retry"]) == ("refused", "blocked", False)
    page = act(shop, "supervisor", "blocks", "GET").json()
    assert [(one["reason"], one["made_by"]) for one in page["items"]] == [("辱骂", "supervisor")]
    state = shop.run("SELECT state FROM conversations WHERE id = %s", chat)
    assert state == [("closed",)]
    act(shop, "supervisor", f"blocks/{page['items'][0]['id']}", "DELETE").raise_for_status()
    assert act(shop, "supervisor", "blocks", "GET").json()["items"] == []
    async with shop.visitor(token) as visitor:
        assert (await visitor.post("对不起"))["type"] == "ack"
    verbs = shop.run("SELECT verb FROM audit WHERE verb LIKE 'conversations.%%block' ORDER BY id")
    assert verbs == [("conversations.block",), ("conversations.unblock",)]


async def test_a_block_ends_at_its_date(shop: Shop) -> None:
    chat, token = await held(shop)
    past = act(
        shop, "supervisor", f"conversations/{chat}/block", reason="广告",
        until="2020-01-01T00:00:00Z",
    )  # fmt: skip
    assert past.status_code == 422
    body = {"reason": "广告", "until": "2099-01-01T00:00:00Z"}
    act(shop, "supervisor", f"conversations/{chat}/block", **body).raise_for_status()
    shop.run("UPDATE visitor_blocks SET until = now() - interval '1 second'")
    end = time.monotonic() + PATIENCE
    async with shop.visitor(token) as visitor:
        while (await visitor.post("您好"))["type"] != "ack":
            assert time.monotonic() < end
            await asyncio.sleep(0.3)


async def test_two_conversations_of_one_customer_become_one(shop: Shop) -> None:
    first, token = await held(shop)
    second, _ = await begin(shop, "换个手机再问一次")
    until(shop, "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", second)
    refused = act(shop, "agent_senior", f"conversations/{second}/merge", into_id=first)
    assert refused.json()["error"]["code"] == "merge_refused"
    shop.run(
        "UPDATE conversations SET customer_id = (SELECT customer_id FROM conversations"
        " WHERE id = %s) WHERE id = %s", first, second,
    )  # fmt: skip
    async with shop.visitor(token) as visitor:
        done = act(shop, "agent_senior", f"conversations/{second}/merge", into_id=first)
        assert done.status_code == 200, done.text
        assert (done.json()["id"], done.json()["state"]) == (first, "assigned")
        heard = await visitor.hears_message("换个手机再问一次")
        assert any(m["event"] and m["event"]["code"] == "merged" for m in heard["messages"])
    gone = shop.run("SELECT state, merged_into_id FROM conversations WHERE id = %s", second)
    assert [(state, str(into)) for state, into in gone] == [("closed", first)]
    words = act(shop, "agent_senior", f"conversations/{first}", "GET").json()["messages"]
    numbers = [m["number"] for m in words]
    assert numbers == sorted(set(numbers))
    assert [m["text"] for m in words if m["sender"]["kind"] == "customer"] == [
        "我的壶碎了", "换个手机再问一次"
    ]  # fmt: skip
    again = act(shop, "agent_senior", f"conversations/{second}/merge", into_id=first)
    assert again.status_code == 409


async def test_a_complaint_brings_in_the_supervisor_of_the_team_once(working: Shop) -> None:
    shop = working
    with shop.client("owner") as owner:
        rule = {
            "name": "投诉", "conditions": [{"field": "words", "any_of": ["投诉"]}],
            "calls_supervisor": True,
        }  # fmt: skip
        owner.post("/api/routing/rules", json=rule).raise_for_status()
    shop.online("supervisor")
    shop.run("UPDATE staff SET capacity = 0 WHERE id = %s", shop.ids["supervisor"])
    shop.online("agent_senior")
    async with shop.staff("supervisor"):
        plain, _ = await begin(shop, "请问几点开门")
        chat, _ = await begin(shop, "我要投诉")
        question = "SELECT count(*) = 1 FROM messages WHERE event ->> 'code' = 'called'"
        await asyncio.to_thread(until, shop, question)
    assert called(shop, chat) == [("complaint", "supervisor")]
    assert called(shop, plain) == []
    told = act(shop, "supervisor", f"conversations/{chat}", "GET").json()["conversation"]
    assert ("called", shop.ids["supervisor"]) in [
        (p["role"], p["id"]) for p in told["participants"]
    ]
    notices = act(shop, "supervisor", "notices", "GET").json()["items"]
    told = [n for n in notices if n["kind"].startswith("conversations.")]
    assert [(n["kind"], n["severity"]) for n in told] == [
        ("conversations.called_complaint", "urgent")
    ]
    # Called in they may answer, without taking the chat from its agent.
    path = f"conversations/{chat}/messages"
    assert act(shop, "supervisor", path, key=uuid.uuid4().hex, text="我是主管").status_code == 200


@pytest.mark.acts("conversations.forgotten_after")
async def test_a_forgotten_customer_climbs_and_with_nobody_there_all_are_told(
    working: Shop,
) -> None:
    shop = working
    put_settings(shop, {"conversations.forgotten_after": 60})
    shop.online("agent_senior")
    chat, _ = await begin(shop)
    until(shop, "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", chat)
    shop.run("UPDATE conversations SET clocks = '[]', waiting_since = now() - interval '2 minutes'")
    until(shop, "SELECT count(*) = 1 FROM messages WHERE event ->> 'code' = 'called'")
    assert called(shop, chat) == [("forgotten", "")]
    told = shop.run(
        "SELECT count(DISTINCT staff_id) FROM notices WHERE kind = 'conversations.called_forgotten'"
    )
    # Owner, manager and supervisor.
    assert told == [(3,)]
