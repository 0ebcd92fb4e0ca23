"""Skills, priority, take-back and hand-over, through the running product."""

import asyncio
from typing import Any

import pytest

from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish, hire


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop


async def _talk(shop: Shop, text: str, **first: Any) -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        posted = await visitor.post(text, **first)
        conversation: str = posted["message"]["conversation_id"]
    return conversation


def _skill(shop: Shop, code: str, **levels: int) -> str:
    """Makes a skill and gives it to these people."""
    with shop.client("owner") as owner:
        made = owner.post("/api/skills", json={"code": code, "name": {"zh-CN": code, "en": code}})
        made.raise_for_status()
        skill: str = made.json()["id"]
        changes = [
            {"staff_id": shop.ids[name], "levels": {skill: level}} for name, level in levels.items()
        ]
        owner.put("/api/skills/matrix", json={"changes": changes}).raise_for_status()
    return skill


def _rule(shop: Shop, **rule: Any) -> None:
    with shop.client("owner") as owner:
        owner.post("/api/routing/rules", json={"name": "rule", **rule}).raise_for_status()


HOLDER = "SELECT assignee_id::text FROM conversations WHERE id = %s"


async def test_words_ask_for_a_skill_and_only_who_has_it_gets_them(shop: Shop) -> None:
    second = hire(shop, "agent_junior", "second")
    skill = _skill(shop, "refunds", second=3, agent_senior=2)
    _rule(
        shop,
        conditions=[{"field": "words", "any_of": ["退款"]}],
        skill_id=skill,
        skill_level=3,
    )
    shop.online("agent_senior")
    waits = await _talk(shop, "我要退款")
    plain = await _talk(shop, "你好")
    # What nobody present can do waits, and holds nobody up behind it.
    await shop.until("SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", plain)
    assert shop.run(HOLDER, waits) == [(None,)]
    shop.online("second")
    await shop.until("SELECT assignee_id = %s FROM conversations WHERE id = %s", second, waits)
    with shop.client("second") as client:
        summary = client.get(f"/api/conversations/{waits}").json()["conversation"]
    assert (summary["assign_reason"], summary["assign_skill_id"]) == ("least_busy", skill)


async def test_an_urgent_one_goes_before_who_came_earlier_but_not_before_who_waited_long(
    shop: Shop,
) -> None:
    _rule(
        shop,
        conditions=[{"field": "words", "any_of": ["投诉"]}],
        urgency=3,
        importance=3,
    )
    long_ago = await _talk(shop, "等很久了")
    shop.run("UPDATE work_items SET rank_at = rank_at - interval '1 hour'")
    early = await _talk(shop, "先来的")
    urgent = await _talk(shop, "我要投诉")
    shop.run("UPDATE staff SET capacity = 1 WHERE id = %s", shop.ids["agent_senior"])
    order = []
    shop.online("agent_senior")
    for _ in range(3):
        await shop.until("SELECT count(*) = 1 FROM conversations WHERE state = 'assigned'")
        held = str(shop.run("SELECT id FROM conversations WHERE state = 'assigned'")[0][0])
        order.append(held)
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{held}/close", json={}).raise_for_status()
    assert order == [long_ago, urgent, early]


async def test_a_key_customer_gets_their_own_agent_then_the_deputy(shop: Shop) -> None:
    second = hire(shop, "agent_junior", "second")
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        first = (await visitor.post("你好"))["message"]["conversation_id"]
    customer = shop.run("SELECT customer_id FROM conversations WHERE id = %s", first)[0][0]
    with shop.client("owner") as owner:
        owner.post(f"/api/conversations/{first}/close", json={}).raise_for_status()
        agents = [shop.ids["agent_senior"], second]
        path = f"/api/routing/named-agents/{customer}"
        owner.put(path, json={"staff_ids": agents}).raise_for_status()
        assert owner.get(path).json() == {"staff_ids": agents}
    shop.run("UPDATE conversations SET closed_at = now() - interval '3 days'")
    for role in ("agent_junior", "second"):
        shop.online(role)
    async with shop.visitor(token) as visitor:
        again = (await visitor.post("又来了"))["message"]["conversation_id"]
    await shop.until("SELECT assignee_id = %s FROM conversations WHERE id = %s", second, again)
    reason = shop.run("SELECT assign_reason FROM conversations WHERE id = %s", again)
    assert reason == [("named",)]


async def test_what_its_agent_lets_lie_is_given_to_another(working: Shop) -> None:
    working.online("agent_senior")
    conversation = await _talk(working, "有人吗")
    await working.until("SELECT state = 'assigned' FROM conversations WHERE id = %s", conversation)
    opened = working.run("SELECT queued_at FROM work_items WHERE object_id = %s", conversation)
    # Nobody else is there: it stays.
    ring = (
        "UPDATE timers SET due_at = now() WHERE kind = 'conversations.answer_in_time'"
        " AND ref_id = %s"
    )
    working.run("UPDATE conversations SET assigned_at = assigned_at - interval '5 minutes'")
    working.run(ring, conversation)
    await working.until(
        "SELECT due_at > now() FROM timers WHERE kind = 'conversations.answer_in_time'"
        " AND ref_id = %s",
        conversation,
    )
    assert working.run(HOLDER, conversation) == [(working.ids["agent_senior"],)]
    working.online("agent_junior")
    working.run(ring, conversation)
    await working.until(
        "SELECT assignee_id = %s FROM conversations WHERE id = %s",
        working.ids["agent_junior"],
        conversation,
    )
    # It kept its place in time, and nobody's slot was lost or counted twice.
    again = working.run("SELECT queued_at FROM work_items WHERE object_id = %s", conversation)
    assert again == opened
    assert working.run("SELECT sum(used) FROM loads") == [(1,)]


async def test_who_answers_in_time_keeps_it(working: Shop) -> None:
    working.online("agent_senior")
    conversation = await _talk(working, "有人吗")
    await working.until("SELECT state = 'assigned' FROM conversations WHERE id = %s", conversation)
    with working.client("agent_senior") as client:
        body = {"key": "answer-1", "text": "在的"}
        client.post(f"/api/conversations/{conversation}/messages", json=body).raise_for_status()
    working.online("agent_junior")
    working.run("UPDATE timers SET due_at = now() WHERE kind = 'conversations.answer_in_time'")
    await working.until(
        "SELECT count(*) = 0 FROM timers WHERE kind = 'conversations.answer_in_time'",
    )
    assert working.run(HOLDER, conversation) == [(working.ids["agent_senior"],)]


async def test_who_signs_off_leaves_open_work_to_who_is_on_duty(shop: Shop) -> None:
    shop.online("agent_senior")
    conversation = await _talk(shop, "你好")
    await shop.until("SELECT state = 'assigned' FROM conversations WHERE id = %s", conversation)
    shop.online("agent_junior")
    with shop.client("agent_senior") as client:
        client.put("/api/presence", json={"status": "offline"}).raise_for_status()
    await shop.until(
        "SELECT assignee_id = %s FROM conversations WHERE id = %s",
        shop.ids["agent_junior"],
        conversation,
    )
    with shop.client("agent_junior") as client:
        told = client.get(f"/api/conversations/{conversation}").json()["messages"]
    assert [m["text"] for m in told if m["text"]] == ["你好"]


async def test_experts_get_work_only_while_on_duty(shop: Shop) -> None:
    with shop.client("owner") as owner:
        change = {"staff_id": shop.ids["agent_senior"], "grade": "expert"}
        owner.put("/api/skills/matrix", json={"changes": [change]}).raise_for_status()
    shop.online("agent_senior")
    conversation = await _talk(shop, "你好")
    await asyncio.sleep(1)
    assert shop.run(HOLDER, conversation) == [(None,)]
    with shop.client("owner") as owner:
        owner.post(
            "/api/duty",
            json={
                "staff_id": shop.ids["agent_senior"],
                "starts_at": "2020-01-01T00:00:00Z",
                "ends_at": "2040-01-01T00:00:00Z",
            },
        ).raise_for_status()
    await shop.until(
        "SELECT assignee_id = %s FROM conversations WHERE id = %s",
        shop.ids["agent_senior"],
        conversation,
    )


async def test_a_limit_of_the_channel_holds_below_the_slots(shop: Shop) -> None:
    with shop.client("owner") as owner:
        change = {"staff_id": shop.ids["agent_senior"], "channel_limits": {"chat": 1}}
        owner.put("/api/skills/matrix", json={"changes": [change]}).raise_for_status()
    shop.online("agent_senior")
    for number in range(3):
        await _talk(shop, f"第 {number} 位")
    await shop.until("SELECT count(*) = 1 FROM conversations WHERE state = 'assigned'")
    await asyncio.sleep(1)
    assert shop.run("SELECT count(*) FROM conversations WHERE state = 'assigned'") == [(1,)]


async def test_a_number_of_another_file_is_kept_as_a_note_and_may_be_called(shop: Shop) -> None:
    for _ in range(2):
        token = shop.session()["token"]
        async with shop.visitor(token) as visitor:
            await visitor.post("请回电")
        with shop.visiting(token) as client:
            phone = {"phone": "13800002046"}
            client.post("/api/visitor/contact", json=phone).raise_for_status()
            client.put("/api/visitor/wants", json={"wants": "callback"}).raise_for_status()
    # It was not taken from whom it belonged to, and it is not lost.
    assert shop.run("SELECT count(*) FROM customer_identities WHERE kind = 'phone'") == [(1,)]
    ((note, spans),) = shop.run("SELECT text, spans FROM messages WHERE kind = 'note'")
    assert "13800002046" in note
    assert spans
    assert shop.run("SELECT DISTINCT wants FROM conversations") == [("callback",)]


async def test_a_waiting_customer_may_ask_for_a_call_and_keeps_the_place(shop: Shop) -> None:
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        conversation = (await visitor.post("你好"))["message"]["conversation_id"]
    place = shop.run("SELECT rank_at FROM work_items WHERE object_id = %s", conversation)
    with shop.visiting(token) as client:
        for wants in ("callback", "message"):
            refused = client.put("/api/visitor/wants", json={"wants": wants})
            assert refused.json()["error"]["code"] == "contact_needed"
        contact = {"email": "visitor@mail.example"}
        client.post("/api/visitor/contact", json=contact).raise_for_status()
        client.put("/api/visitor/wants", json={"wants": "message"}).raise_for_status()
        # Nobody can be called by mail.
        assert client.put("/api/visitor/wants", json={"wants": "callback"}).status_code == 409
        assert client.post("/api/visitor/contact", json={"phone": "123"}).status_code == 422
        client.post("/api/visitor/contact", json={"phone": "13800002046"}).raise_for_status()
        client.put("/api/visitor/wants", json={"wants": "callback"}).raise_for_status()
    assert shop.run("SELECT wants, state FROM conversations") == [("callback", "queued")]
    assert shop.run("SELECT rank_at FROM work_items") == place
    with shop.client("agent_senior") as senior:
        senior.post(f"/api/conversations/{conversation}/pick").raise_for_status()
    with shop.visiting(token) as client:
        assert client.put("/api/visitor/wants", json={"wants": "chat"}).status_code == 409
