"""What time and people do to conversations: silence, vanishing, leaving, handing over."""

import asyncio

import pytest

from tests.servers.mail import MailServer
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish, hire


@pytest.fixture
def working(processes: Processes, database_url: str, smtp_server: MailServer) -> Shop:
    """A shop with a worker that also sends mail."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker", smtp_url=smtp_server.url)
    return shop


async def _talk(shop: Shop, text: str = "你好") -> tuple[str, str]:
    """A visitor's new conversation; answers the token and the conversation's id."""
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        conversation: str = (await visitor.post(text))["message"]["conversation_id"]
    return token, conversation


async def test_work_is_shared_fairly_and_never_above_the_slots(shop: Shop) -> None:
    second = hire(shop, "agent_junior", "second")
    shop.run("UPDATE staff SET capacity = 2 WHERE id IN (%s, %s)", second, shop.ids["agent_senior"])
    shop.online("agent_senior")
    shop.online("second")
    for number in range(6):
        await _talk(shop, f"第 {number} 位")
    await shop.until("SELECT count(*) = 4 FROM conversations WHERE state = 'assigned'")
    counts = shop.run("SELECT assignee_id, count(*) FROM conversations WHERE assignee_id IS NOT"
                      " NULL GROUP BY 1")  # fmt: skip
    assert sorted(count for _, count in counts) == [2, 2]
    assert shop.run("SELECT count(*) FROM conversations WHERE state = 'queued'") == [(2,)]
    closed = shop.run("SELECT id FROM conversations WHERE assignee_id = %s LIMIT 1", second)[0][0]
    oldest = shop.run("SELECT id FROM conversations WHERE state = 'queued' ORDER BY queued_at")
    with shop.client("second") as client:
        client.post(f"/api/conversations/{closed}/close", json={}).raise_for_status()
    await shop.until("SELECT assignee_id = %s FROM conversations WHERE id = %s", second,
                 oldest[0][0])  # fmt: skip


async def test_two_agents_picking_at_once_get_one_conversation_once(shop: Shop) -> None:
    _, conversation = await _talk(shop)

    def pick(role: str) -> int:
        with shop.client(role) as client:
            return client.post(f"/api/conversations/{conversation}/pick").status_code

    roles = ("agent_senior", "agent_junior", "supervisor", "owner")
    answers = await asyncio.gather(*(asyncio.to_thread(pick, role) for role in roles))
    assert sorted(answers) == [200, 409, 409, 409]
    assert shop.run("SELECT sum(used) FROM loads") == [(1,)]


async def test_a_transfer_takes_the_note_along_and_the_right_away(shop: Shop) -> None:
    _, conversation = await _talk(shop)
    with shop.client("agent_senior") as senior:
        senior.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        async with shop.staff("agent_senior") as ear:
            await ear.say(type="watch", topics=[f"conversation:{conversation}"])
            await ear.hear("watching")
            body = {"staff_id": shop.ids["agent_junior"], "note": "请跟进退款"}
            path = f"/api/conversations/{conversation}/transfer"
            senior.post(path, json=body).raise_for_status()
            await ear.hear("gone", lambda f: f["conversation_id"] == conversation)
        assert senior.get(f"/api/conversations/{conversation}").status_code == 404
    with shop.client("agent_junior") as junior:
        detail = junior.get(f"/api/conversations/{conversation}").json()
    notes = [m["event"]["values"].get("note") for m in detail["messages"] if m["event"]]
    assert "请跟进退款" in notes
    assert shop.run("SELECT used FROM loads WHERE used > 0") == [(1,)]


async def test_a_vanished_agents_conversations_go_back_to_the_queue(working: Shop) -> None:
    working.online("agent_senior")
    token, conversation = await _talk(working)
    await working.until("SELECT state = 'assigned' FROM conversations WHERE id = %s", conversation)
    working.run("UPDATE presence SET lease_until = now() - interval '5 minutes'")
    await working.until("SELECT state = 'queued' FROM conversations WHERE id = %s", conversation)
    assert working.run("SELECT sum(used) FROM loads") == [(0,)]
    working.online("agent_junior")
    await working.until(
        "SELECT assignee_id = %s FROM conversations WHERE id = %s",
        working.ids["agent_junior"],
        conversation,
    )
    async with working.visitor(token) as back:
        assert next(m["text"] for m in back.state["messages"] if m["text"]) == "你好"


@pytest.mark.acts("conversations.nudge_after", "conversations.close_after")
async def test_a_silent_customer_is_nudged_once_and_then_closed(working: Shop) -> None:
    with working.client("owner") as owner:
        for key, value in (("nudge_after", 60), ("close_after", 120)):
            owner.put(f"/api/settings/conversations.{key}", json={"value": value})
    _, conversation = await _talk(working)
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        body = {"key": "answer-1", "text": "请问单号是多少"}
        client.post(f"/api/conversations/{conversation}/messages", json=body).raise_for_status()
    events = (
        "SELECT array_agg(event ->> 'code' ORDER BY number) FROM messages"
        " WHERE conversation_id = %s AND kind = 'event'"
    )
    for seconds, code in ((70, "nudged"), (130, "closed")):
        working.run(
            "UPDATE conversations SET last_staff_at = now() - make_interval(secs => %s)"
            " WHERE id = %s",
            seconds,
            conversation,
        )
        # What was just fired may set its timer anew after the words of it are there.
        await working.until(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE conversation_id = %s"
            " AND event ->> 'code' = %s)",
            conversation,
            code,
            first="UPDATE timers SET due_at = now() WHERE kind = 'conversations.silence'",
        )
    assert working.run(events, conversation)[0][0].count("nudged") == 1
    assert working.run("SELECT sum(used) FROM loads") == [(0,)]


async def test_an_answer_reaches_who_has_left_by_mail_once(
    working: Shop, smtp_server: MailServer
) -> None:
    token, conversation = await _talk(working, "什么时候发货")
    with working.visiting(token) as http:
        assert http.post("/api/visitor/contact", json={"phone": "12"}).status_code == 422
        left = http.post("/api/visitor/contact", json={"email": "wang@example.com"})
        assert left.status_code == 200
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        body = {"key": "answer-2", "text": "今天下午发出"}
        client.post(f"/api/conversations/{conversation}/messages", json=body).raise_for_status()
    due = "SELECT count(*) = 1 FROM timers WHERE kind = 'conversations.answer_mail'"
    await working.until(due)
    working.run("UPDATE visitors SET last_seen_at = now() - interval '5 minutes'")
    working.run("UPDATE timers SET due_at = now() WHERE kind = 'conversations.answer_mail'")
    mail = smtp_server.wait_for(1)[0]
    assert mail["To"] == "wang@example.com"
    assert "今天下午发出" in mail.get_content()
    assert working.run("SELECT count(*) FROM mail_outbox") == [(1,)]


async def test_automatic_words_are_in_the_language_the_customer_reads_now(working: Shop) -> None:
    token = working.session(language="zh-CN")["token"]
    async with working.visitor(token) as visitor:
        conversation = (await visitor.post("你好"))["message"]["conversation_id"]
    working.session(token=token, language="en")
    with working.client("agent_senior") as client:
        client.post(f"/api/conversations/{conversation}/pick").raise_for_status()
        client.post(f"/api/conversations/{conversation}/close", json={}).raise_for_status()
    said = working.run(
        "SELECT event -> 'values' ->> 'text' FROM messages WHERE conversation_id = %s"
        " AND event ->> 'code' IN ('picked', 'closed') ORDER BY number",
        conversation,
    )
    assert [words[0].split()[0] for words in said] == ["Hello,", "This"]


async def test_what_was_said_is_found_and_what_was_recalled_is_not(working: Shop) -> None:
    token = working.session()["token"]
    async with working.visitor(token) as visitor:
        await visitor.post("紫砂壶什么时候发货")
        gone = (await visitor.post("紫砂壶我写错了"))["message"]
        await working.until("SELECT count(*) = 2 FROM message_tokens")
        await visitor.say(type="recall", message_id=gone["id"])
    await working.until("SELECT count(*) = 1 FROM message_tokens")
    with working.client("owner") as owner:
        found = owner.get("/api/conversations/search", params={"q": "紫砂壶"}).json()
        assert [hit["message"]["text"] for hit in found["items"]] == ["紫砂壶什么时候发货"]
        nothing = owner.get("/api/conversations/search", params={"q": "紫砂壶 退货"}).json()
        assert nothing["items"] == []
    with working.client("agent_junior") as junior:
        hidden = junior.get("/api/conversations/search", params={"q": "紫砂壶"}).json()
        assert hidden["items"] == []


def _texts(shop: Shop, query: str) -> list[str]:
    with shop.client("owner") as owner:
        found = owner.get("/api/conversations/search", params={"q": query})
        found.raise_for_status()
        return [hit["message"]["text"] for hit in found.json()["items"]]


async def test_a_single_character_and_the_inside_of_a_word_are_found(working: Shop) -> None:
    token = working.session()["token"]
    async with working.visitor(token) as visitor:
        await visitor.post("这茶叶怎么泡")
        await visitor.post("ZS-220 的壶盖碎了")
    await working.until("SELECT count(*) = 2 FROM message_tokens")
    tea, lid = ["这茶叶怎么泡"], ["ZS-220 的壶盖碎了"]
    for query, expected in {
        "茶": tea, "叶": tea, "泡": tea, "茶叶": tea, "叶怎": tea, "怎么泡 茶": tea, "叶茶": [],
        "盖": lid, "了": lid, "zs-220": lid, "220 壶盖": lid, "22": [], "_": [], "壶 茶": [],
    }.items():  # fmt: skip
        assert _texts(working, query) == expected, query


async def test_messages_stored_before_an_upgrade_are_cut_anew(
    processes: Processes, database_url: str
) -> None:
    shop = furnish(processes.start("web"), database_url)
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        for number in range(3):
            await visitor.post(f"茶叶 {number}")
    shop.run("INSERT INTO search_blocks VALUES (0, 3)")
    shop.run("INSERT INTO message_tokens SELECT conversation_id, number, 0, at,"
             " array_to_tsvector(ARRAY['0:茶叶']) FROM messages WHERE text <> ''")  # fmt: skip
    assert len(_texts(shop, "茶叶")) == 3
    assert _texts(shop, "叶") == []
    processes.start("worker")
    await shop.until("SELECT count(*) = 1 FROM search_passes WHERE done_at IS NOT NULL")
    assert len(_texts(shop, "叶")) == 3
    assert _texts(shop, "叶 2") == ["茶叶 2"]
