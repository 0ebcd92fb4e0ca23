"""A customer and an agent talk, over real sockets."""

import asyncio
import uuid

import pytest

from tests.servers.shop import Shop

pytestmark = pytest.mark.smoke


async def test_first_words_reach_a_free_agent_and_the_answer_comes_back(module_shop: Shop) -> None:
    shop = module_shop
    shop.online("agent_senior")
    token = shop.session()["token"]
    async with shop.staff("agent_senior") as agent, shop.visitor(token) as visitor:
        ack = await visitor.post("我的壶到哪了")
        assert ack["message"]["from"] == "me"
        told = await agent.hears_message("我的壶到哪了")
        conversation = told["conversation"]
        assert conversation["assignee"]["id"] == shop.ids["agent_senior"]
        assert conversation["unread"] == 1
        await agent.post("您好，我查一下", conversation_id=conversation["id"])
        heard = await visitor.hears_message("您好，我查一下")
        assert heard["conversation"]["agent"]["name"] == "agent_senior"
        assert heard["conversation"]["state"] == "waiting_customer"
    with shop.client("agent_senior") as client:
        done = client.post(f"/api/conversations/{conversation['id']}/close", json={"note": "好"})
        assert done.json()["state"] == "closed"


async def test_retry_of_the_same_message_is_stored_once(module_shop: Shop) -> None:
    token, key = module_shop.session()["token"], uuid.uuid4().hex
    async with module_shop.visitor(token) as visitor:
        first = await visitor.post("只说一次", key)
        again = await visitor.post("只说一次", key)
        assert first["message"]["number"] == again["message"]["number"]
        other = await visitor.post("另一句话", key)
        assert (other["code"], other["retry"]) == ("key_reused", False)
    stored = module_shop.run("SELECT text FROM messages WHERE client_key = %s", key)
    assert stored == [("只说一次",)]


async def test_many_copies_at_once_are_stored_once(module_shop: Shop) -> None:
    token, key = module_shop.session()["token"], uuid.uuid4().hex
    async with module_shop.visitor(token) as one, module_shop.visitor(token) as two:
        answers = await asyncio.gather(*(ear.post("同时", key) for ear in (one, two)))
    assert {answer["type"] for answer in answers} == {"ack"}
    assert len({answer["message"]["id"] for answer in answers}) == 1
    assert module_shop.run("SELECT count(*) FROM messages WHERE client_key = %s", key) == [(1,)]


async def test_a_returning_widget_gets_only_what_it_lacks(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    async with module_shop.visitor(token) as visitor:
        first = (await visitor.post("第一句"))["message"]
        await visitor.post("第二句")
    async with module_shop.visitor(
        token, conversation=first["conversation_id"], since=first["changed"]
    ) as back:
        texts = [m["text"] for m in back.state["messages"] if m["kind"] == "text"]
        assert texts == ["第二句"]
    async with module_shop.visitor(token) as fresh:
        texts = [m["text"] for m in fresh.state["messages"] if m["kind"] == "text"]
        assert texts == ["第一句", "第二句"]


async def test_a_message_is_recalled_within_two_minutes_only(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    async with module_shop.visitor(token) as visitor:
        message = (await visitor.post("说错了"))["message"]
        await visitor.say(type="recall", message_id=message["id"])
        changed = await visitor.hear(
            "changed",
            lambda f: any(m["id"] == message["id"] and m["recalled"] for m in f["messages"]),
        )
        shown = next(m for m in changed["messages"] if m["id"] == message["id"])
        assert (shown["recalled"], shown["text"]) == (True, "")
        late = (await visitor.post("也错了"))["message"]
        module_shop.run(
            "UPDATE messages SET at = at - interval '3 minutes' WHERE id = %s", late["id"]
        )
        await visitor.say(type="recall", message_id=late["id"])
        assert (await visitor.hear("refused"))["code"] == "too_late"


async def test_internal_notes_never_reach_the_customer(module_shop: Shop) -> None:
    shop = module_shop
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        conversation = (await visitor.post("有人吗"))["message"]["conversation_id"]
        async with shop.staff("owner") as owner:
            note = await owner.post("他上次投诉过", kind="note", conversation_id=conversation)
            assert note["type"] == "ack"
            await owner.post("在的", conversation_id=conversation)
            heard = await visitor.hears_message("在的")
        assert all(m["kind"] != "note" for m in heard["messages"])
    async with shop.visitor(token) as back:
        assert "他上次投诉过" not in str(back.state)
    with shop.visiting(token) as http:
        assert "他上次投诉过" not in http.get("/api/visitor/history").text


async def test_typing_and_read_marks_go_both_ways(module_shop: Shop) -> None:
    shop = module_shop
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor, shop.staff("owner") as owner:
        message = (await visitor.post("在吗"))["message"]
        conversation = message["conversation_id"]
        with shop.client("owner") as client:
            shop.run("UPDATE work_items SET state = 'queued' WHERE object_id = %s", conversation)
            client.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        await owner.say(type="watch", topics=[f"conversation:{conversation}"])
        await owner.hear("watching")
        await visitor.say(type="typing", text="我想问")
        # The words themselves only where the customer is told so: see test_quoting.
        assert (await owner.hear("typing"))["text"] == ""
        await owner.say(type="seen", conversation_id=conversation, number=message["number"])
        await visitor.hear(
            "changed", lambda f: f["conversation"]["staff_read"] >= message["number"]
        )
        answer = (await owner.post("在", conversation_id=conversation))["message"]
        await visitor.say(type="seen", number=answer["number"])
        await owner.hear(
            "changed", lambda f: f["conversation"]["customer_read"] >= answer["number"]
        )
        await owner.say(type="typing", conversation_id=conversation)
        assert (await visitor.hear("typing"))["name"]


async def test_a_closed_conversation_is_reopened_within_a_day_and_new_after(
    module_shop: Shop,
) -> None:
    shop = module_shop
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        first = (await visitor.post("第一次"))["message"]["conversation_id"]
        with shop.client("owner") as client:
            client.post(f"/api/conversations/{first}/close", json={}).raise_for_status()
        again = (await visitor.post("还有一事"))["message"]["conversation_id"]
        assert again == first
        with shop.client("owner") as client:
            client.post(f"/api/conversations/{first}/close", json={}).raise_for_status()
        shop.run(
            "UPDATE conversations SET closed_at = closed_at - interval '2 days' WHERE id = %s",
            first,
        )
        later = (await visitor.post("又来了"))["message"]["conversation_id"]
        assert later != first
    with shop.visiting(token) as http:
        texts = [m["text"] for m in http.get("/api/visitor/history").json()["items"]]
    assert [text for text in texts if text] == ["第一次", "还有一事", "又来了"]


async def test_long_poll_serves_where_sockets_do_not_pass(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    with module_shop.visiting(token) as http:
        body = {"key": uuid.uuid4().hex, "text": "走 HTTP"}
        sent = http.post("/api/visitor/messages", json=body).json()["message"]
        again = http.post("/api/visitor/messages", json=body).json()["message"]
        assert again["number"] == sent["number"]
        with module_shop.client("owner") as client:
            answer = {"key": uuid.uuid4().hex, "text": "收到"}
            path = f"/api/conversations/{sent['conversation_id']}/messages"
            client.post(path, json=answer).raise_for_status()
        news = http.get(
            "/api/visitor/updates",
            params={"conversation": sent["conversation_id"], "since": sent["changed"]},
        ).json()
    assert "收到" in [m["text"] for m in news["messages"]]


async def test_the_widget_hears_when_somebody_comes_and_when_the_last_one_leaves(
    shop: Shop,
) -> None:
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        assert visitor.state["availability"]["reason"] == "nobody"
        shop.online("agent_senior")
        told = await visitor.hear("availability")
        assert told["availability"]["online"] is True
        with shop.client("agent_senior") as client:
            client.put("/api/presence", json={"status": "offline"}).raise_for_status()
        told = await visitor.hear("availability")
        assert told["availability"]["reason"] == "nobody"


async def test_a_window_that_polls_hears_when_somebody_comes(shop: Shop) -> None:
    with shop.visiting(shop.session()["token"]) as http:

        def told(reason: str) -> str:
            found = http.get("/api/visitor/updates", params={"reason": reason}).json()
            said: str = found["availability"]["reason"]
            return said

        # A window that knows nothing yet is told at once.
        assert told("") == "nobody"
        shop.online("agent_senior")
        assert told("nobody") == "open"


async def test_messages_are_read_on_both_sides_of_one(module_shop: Shop) -> None:
    token = module_shop.session()["token"]
    async with module_shop.visitor(token) as visitor:
        sent = [(await visitor.post(f"第 {n} 句"))["message"] for n in range(9)]
    path = f"/api/conversations/{sent[0]['conversation_id']}/messages"
    numbers = [one["number"] for one in sent]
    with module_shop.client("owner") as client:

        def read(**query: int) -> tuple[list[int], str | None, str | None]:
            page = client.get(path, params=query).json()
            items = [one["number"] for one in page["items"] if one["number"] in numbers]
            return items, page["next"], page["newer"]

        assert read(around=numbers[4], limit=4) == (
            numbers[2:7], str(numbers[2]), str(numbers[6])
        )  # fmt: skip
        whole, older, newer = read(around=numbers[4], limit=100)
        assert (whole, older, newer) == (numbers, None, None)
        assert read(after=numbers[6], limit=100) == (numbers[7:], None, None)
        assert read(after=numbers[0], limit=3) == (numbers[1:4], None, str(numbers[3]))
        assert read(around=2_000_000, limit=4)[2] is None


async def test_who_meets_a_busy_team_waits_in_line_and_sees_it_grow_shorter(shop: Shop) -> None:
    shop.online("agent_senior")
    with shop.client("agent_senior") as client:
        client.put("/api/presence", json={"status": "busy"}).raise_for_status()
    token = shop.session()["token"]
    async with shop.visitor(shop.session()["token"]) as first, shop.visitor(token) as second:
        assert second.state["availability"]["online"] is True
        assert second.state["availability"]["reason"] == "busy"
        held = (await first.post("先来的"))["message"]["conversation_id"]
        await second.post("后来的")
        told = await second.hear("changed", lambda f: f["conversation"]["queue"] is not None)
        assert told["conversation"]["queue"]["position"] == 2
        wait = told["conversation"]["queue"]["wait_seconds"]
        # A contact costs nobody their place.
        with shop.visiting(token) as http:
            http.post("/api/visitor/contact", json={"phone": "13800001234"}).raise_for_status()
        told = await second.hear("changed", lambda f: f["conversation"]["contact_known"])
        assert told["conversation"]["queue"]["position"] == 2
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{held}/pick").raise_for_status()
        while (place := told["conversation"]["queue"])["position"] == 2:
            told = await second.hear("changed")
        assert place["position"] == 1
        assert place["wait_seconds"] < wait


async def test_a_team_with_all_slots_taken_is_busy_and_one_without_anybody_is_not_there(
    shop: Shop,
) -> None:
    shop.online("agent_senior")
    shop.run("UPDATE staff SET capacity = 1 WHERE id = %s", shop.ids["agent_senior"])
    async with (
        shop.visitor(shop.session()["token"]) as first,
        shop.visitor(shop.session()["token"]) as second,
    ):
        assert second.state["availability"]["reason"] == "open"
        await first.post("占住一个位置")
        told = await second.hear("availability")
        assert told["availability"]["reason"] == "busy"
        with shop.client("agent_senior") as client:
            client.put("/api/presence", json={"status": "away"}).raise_for_status()
        shop.run("UPDATE presence SET since = now() - interval '2 minutes'")
        told = await second.hear("availability")
        assert told["availability"]["reason"] == "nobody"
