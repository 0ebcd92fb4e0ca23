"""What a shop sets for conversations is what happens: texts, times, limits, invitations."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.servers.processes import Processes
from tests.servers.push import PushService, running_push_service
from tests.servers.settings import holding, put_settings
from tests.servers.shop import Shop, furnish

TEXTS = {
    f"conversations.{name}_text": {"zh-CN": f"我们的{name}", "en": f"our {name} words"}
    for name in ("welcome", "queue", "nudge", "closing")
}


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with running_push_service() as running:
        yield running


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str, service: PushService) -> Shop:
    """A shop with a worker, which has only ever seen these values."""
    web = module_processes.start("web", push_hosts=service.origin)
    shop = furnish(web, module_database_url)
    put_settings(shop, {**TEXTS, "conversations.push_names": True})
    module_processes.start("worker", push_hosts=service.origin)
    return shop


async def _talk(shop: Shop, text: str = "你好") -> tuple[str, str]:
    """A new conversation's id and its visitor's token."""
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        posted = await visitor.post(text)
    return posted["message"]["conversation_id"], token


def _act(shop: Shop, role: str, path: str, **body: Any) -> Any:
    with shop.client(role) as client:
        answer = client.post(f"/api/{path}", json=body)
        answer.raise_for_status()
        return answer.json()


@pytest.mark.acts(
    "conversations.queue_text",
    "conversations.welcome_text",
    "conversations.nudge_text",
    "conversations.closing_text",
)
async def test_the_words_at_every_turn_are_the_shops(shop: Shop) -> None:
    said = (
        "SELECT EXISTS (SELECT 1 FROM messages WHERE conversation_id = %s"
        " AND event ->> 'code' = %s AND event -> 'values' ->> 'text' = %s)"
    )
    chat, token = await _talk(shop)
    await shop.until(said, chat, "queued", "our queue words")
    _act(shop, "agent_senior", f"conversations/{chat}/pick")
    _act(shop, "agent_senior", f"conversations/{chat}/messages", key=uuid4().hex, text="单号？")
    shop.run(
        "UPDATE conversations SET last_staff_at = now() - interval '6 minutes' WHERE id = %s", chat
    )
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'conversations.silence'")
    await shop.until(said, chat, "nudged", "our nudge words")
    _act(shop, "agent_senior", f"conversations/{chat}/close")
    with shop.visiting(token) as visitor:
        events = [one["event"] for one in visitor.get("/api/visitor/history").json()["items"]]
    turns = ("queued", "picked", "nudged", "closed")
    assert [e["values"]["text"] for e in events if e and e["code"] in turns] == [
        f"our {name} words" for name in ("queue", "welcome", "nudge", "closing")
    ]


@pytest.mark.acts("conversations.answer_within")
async def test_how_long_an_agent_has_for_the_first_answer(shop: Shop) -> None:
    due = (
        "SELECT due_at > now() + interval '50 minutes' FROM timers"
        " WHERE kind = 'conversations.answer_in_time' AND ref_id = %s"
    )
    shop.online("agent_junior")
    with holding(shop, {"conversations.answer_within": 3600}):
        chat, _ = await _talk(shop)
        await shop.until(f"SELECT EXISTS ({due})", chat)
        assert shop.run(due, chat) == [(True,)]
    with holding(shop, {"conversations.answer_within": 0}):
        other, _ = await _talk(shop)
        held = "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s"
        await shop.until(held, other)
        assert shop.run(due, other) == []
    for one in (chat, other):
        _act(shop, "agent_junior", f"conversations/{one}/close")
    with shop.client("agent_junior") as client:
        client.put("/api/presence", json={"status": "offline"}).raise_for_status()


@pytest.mark.acts("conversations.offer_time")
async def test_how_long_a_colleague_has_to_accept(shop: Shop) -> None:
    chat, _ = await _talk(shop)
    _act(shop, "agent_senior", f"conversations/{chat}/pick")
    with holding(shop, {"conversations.offer_time": 3600}):
        body = {"staff_id": shop.ids["agent_junior"], "ask": True}
        _act(shop, "agent_senior", f"conversations/{chat}/transfer", **body)
    due = (
        "SELECT t.due_at > now() + interval '50 minutes' FROM timers t JOIN offers o"
        " ON o.id = t.ref_id WHERE t.kind = 'dispatch.offer_due' AND o.object_id = %s"
    )
    assert shop.run(due, chat) == [(True,)]
    _act(shop, "agent_senior", f"conversations/{chat}/close")


@pytest.mark.acts("conversations.keep_at_sign_off")
async def test_who_signs_off_keeps_their_conversations_only_where_it_is_set(shop: Shop) -> None:
    chats: dict[str, str] = {}
    for role in ("agent_senior", "agent_junior"):
        shop.online(role)
        chats[role], _ = await _talk(shop)
        body = {"staff_id": shop.ids[role]}
        _act(shop, "owner", f"conversations/{chats[role]}/transfer", **body)
    holder = "SELECT assignee_id::text FROM conversations WHERE id = %s"
    for role, kept in (("agent_senior", True), ("agent_junior", False)):
        with (
            holding(shop, {"conversations.keep_at_sign_off": kept}),
            shop.client(role) as client,
        ):
            assert client.get("/api/conversations/leaving").json()["kept"] is kept
            client.put("/api/presence", json={"status": "offline"}).raise_for_status()
            done = "SELECT NOT EXISTS (SELECT 1 FROM event_todo)"
            await shop.until(done)
    assert shop.run(holder, chats["agent_senior"]) == [(shop.ids["agent_senior"],)]
    assert shop.run(holder, chats["agent_junior"]) == [(None,)]
    for chat in chats.values():
        _act(shop, "owner", f"conversations/{chat}/close")


@pytest.mark.acts("conversations.push_names")
async def test_a_push_names_the_customer_where_it_is_set(shop: Shop, service: PushService) -> None:
    with shop.client("agent_junior") as client:
        browser = service.browser(client.get("/api/push/key").json()["key"])
        client.post("/api/push/devices", json=browser.subscription()).raise_for_status()
    chat, _ = await _talk(shop)
    shop.run(
        "UPDATE conversations SET customer_card = customer_card || '{\"name\": \"王小姐\"}'"
        " WHERE id = %s", chat,
    )  # fmt: skip
    # Who may be pushed to is known five seconds late.
    await asyncio.sleep(5.2)
    _act(shop, "owner", f"conversations/{chat}/transfer", staff_id=shop.ids["agent_junior"])
    shown = (await asyncio.to_thread(browser.wait_for))[0]
    assert shown["path"].startswith(f"/conversations/{chat}")
    assert shown["body"] == "王小姐"
    _act(shop, "owner", f"conversations/{chat}/close")


async def _says(shop: Shop, count: int) -> int:
    """How many of so many messages said at once by a new visitor are taken."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        for _ in range(count):
            await visitor.say(type="post", key=uuid4().hex, text="刷屏")
        told = [
            await visitor.hear_any(lambda f: f["type"] in ("ack", "refused")) for _ in range(count)
        ]
    return sum(one["type"] == "ack" for one in told)


@pytest.mark.acts("conversations.visitor_rate")
async def test_how_fast_one_visitor_may_write(shop: Shop) -> None:
    assert await _says(shop, 30) < 30
    wide = {"conversations.visitor_rate": 1_000_000, "conversations.address_rate": 10_000_000}
    with holding(shop, wide):
        for _ in range(6):
            if await _says(shop, 60) == 60:
                return
            await asyncio.sleep(1)
    raise AssertionError("the wider limit was never felt")


def _invitation(shop: Shop) -> str:
    words = {"zh-CN": "您好", "en": "Hello"}
    rule = {"name": "r", "trigger": "time", "threshold": 30, "only_open": False, "words": words}
    made: str = _act(shop, "manager", "invitations", **rule)["id"]
    return made


def _tell(shop: Shop, token: str, rule: str, what: str) -> bool:
    with shop.visiting(token) as visitor:
        answer = visitor.post(f"/api/visitor/invitations/{rule}", json={"what": what})
        answer.raise_for_status()
        return bool(answer.json()["allowed"])


@pytest.mark.acts("conversations.invited_per_day", "conversations.invitation_rest")
def test_how_often_a_visitor_is_invited(shop: Shop) -> None:
    rule = _invitation(shop)
    patient, pressed = shop.session()["token"], shop.session()["token"]
    with holding(shop, {"conversations.invited_per_day": 1}):
        assert _tell(shop, patient, rule, "shown")
        assert not _tell(shop, patient, rule, "shown")
    with holding(shop, {"conversations.invitation_rest": 0, "conversations.invited_per_day": 3}):
        assert _tell(shop, pressed, rule, "shown")
        _tell(shop, pressed, rule, "dismissed")
        assert _tell(shop, pressed, rule, "shown")
    with shop.client("manager") as manager:
        manager.delete(f"/api/invitations/{rule}").raise_for_status()


# Last: it takes a moment until the limit is wide again.
@pytest.mark.acts("conversations.address_rate")
async def test_how_fast_all_visitors_of_one_address_may_write(shop: Shop) -> None:
    with holding(shop, {"conversations.address_rate": 10}):
        # All of these together are far below what is allowed if nothing is set.
        for _ in range(6):
            if await _says(shop, 18) < 18:
                break
            await asyncio.sleep(1)
        else:
            raise AssertionError("the limit was never felt")
