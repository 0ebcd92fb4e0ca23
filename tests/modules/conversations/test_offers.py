"""Transfers that are accepted or declined: the customer is never without anybody."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.servers.patience import PATIENCE
from tests.servers.processes import Processes
from tests.servers.shop import Shop, furnish


@pytest.fixture
def working(processes: Processes, database_url: str) -> Shop:
    """A shop with a worker, which lets time run out."""
    shop = furnish(processes.start("web"), database_url)
    processes.start("worker")
    return shop


async def begin(shop: Shop) -> str:
    """A conversation that the senior agent holds."""
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        first = await visitor.post("我的壶碎了")
        conversation: str = first["message"]["conversation_id"]
    until(shop, "SELECT assignee_id IS NOT NULL FROM conversations WHERE id = %s", conversation)
    return conversation


def until(shop: Shop, question: str, *values: Any) -> None:
    end = time.monotonic() + PATIENCE
    while shop.run(question, *values) != [(True,)]:
        assert time.monotonic() < end, question
        time.sleep(0.1)


def act(shop: Shop, role: str, path: str, method: str = "POST", **body: Any) -> Any:
    with shop.client(role) as client:
        return client.request(method, f"/api/conversations/{path}", json=body)


def ask(shop: Shop, conversation: str, note: str = "") -> Any:
    body = {"staff_id": shop.ids["agent_junior"], "note": note, "ask": True}
    return act(shop, "agent_senior", f"{conversation}/transfer", **body)


def holder(shop: Shop, conversation: str) -> str:
    return str(shop.run("SELECT assignee_id FROM conversations WHERE id = %s", conversation)[0][0])


def loads_add_up(shop: Shop) -> bool:
    return shop.run(
        "SELECT NOT EXISTS (SELECT 1 FROM loads l WHERE l.used <> (SELECT count(*) FROM work_items"
        " w WHERE w.assignee_id = l.staff_id AND w.state = 'assigned'))"
    ) == [(True,)]


@pytest.fixture
async def chat(shop: Shop) -> str:
    shop.online("agent_senior")
    conversation = await begin(shop)
    assert holder(shop, conversation) == shop.ids["agent_senior"]
    return conversation


async def test_who_is_asked_reads_and_accepts(shop: Shop, chat: str) -> None:
    told = ask(shop, chat, "顾客等换货").json()
    assert told["assignee"]["id"] == shop.ids["agent_senior"]
    assert [p["role"] for p in told["participants"]] == ["offered"]
    offer = act(shop, "agent_junior", f"{chat}/offer", "GET").json()
    assert (offer["note"], offer["from_name"]) == ("顾客等换货", "agent_senior")
    done = act(shop, "agent_junior", f"{chat}/offer/accept").json()
    assert done["assignee"]["id"] == shop.ids["agent_junior"]
    assert done["participants"] == []
    assert loads_add_up(shop)
    again = act(shop, "agent_junior", f"{chat}/offer/accept")
    assert again.json()["error"]["code"] == "offer_gone"


async def test_declined_it_stays_and_the_sender_knows_why(shop: Shop, chat: str) -> None:
    async with shop.staff("agent_senior") as senior:
        ask(shop, chat).raise_for_status()
        act(shop, "agent_junior", f"{chat}/offer/decline", reason="正在处理投诉").raise_for_status()
        heard = await senior.hear("notice")
        assert heard["notice"]["kind"] == "conversations.transfer_declined"
    assert holder(shop, chat) == shop.ids["agent_senior"]
    until(shop, "SELECT participants = '{}' FROM conversations WHERE id = %s", chat)
    lines = shop.run(
        "SELECT event #>> '{values,note}' FROM messages WHERE event ->> 'code' = 'offer_declined'"
    )
    assert lines == [("正在处理投诉",)]
    # Who declined no longer reads.
    assert act(shop, "agent_junior", chat, "GET").status_code == 404


async def test_without_an_answer_it_lapses_and_stays(working: Shop) -> None:
    shop = working
    shop.online("agent_senior")
    chat = await begin(shop)
    ask(shop, chat).raise_for_status()
    shop.run("UPDATE timers SET due_at = now() WHERE kind = 'dispatch.offer_due'")
    until(shop, "SELECT state = 'expired' FROM offers")
    until(shop, "SELECT participants = '{}' FROM conversations WHERE id = %s", chat)
    assert holder(shop, chat) == shop.ids["agent_senior"]
    until(shop, "SELECT count(*) = 1 FROM notices WHERE kind = 'conversations.transfer_unanswered'")
    assert act(shop, "agent_junior", f"{chat}/offer/accept").status_code in (404, 409)


async def test_who_has_no_slot_cannot_accept_and_may_later(shop: Shop, chat: str) -> None:
    shop.run("UPDATE staff SET capacity = 0 WHERE id = %s", shop.ids["agent_junior"])
    ask(shop, chat).raise_for_status()
    refused = act(shop, "agent_junior", f"{chat}/offer/accept")
    assert refused.json()["error"]["code"] == "no_slot"
    assert shop.run("SELECT state FROM offers") == [("offered",)]
    shop.run("UPDATE staff SET capacity = 1 WHERE id = %s", shop.ids["agent_junior"])
    assert act(shop, "agent_junior", f"{chat}/offer/accept").status_code == 200


@pytest.mark.acts("conversations.transfer_needs_acceptance")
async def test_the_setting_asks_unless_the_sender_chooses(shop: Shop, chat: str) -> None:
    with shop.client("owner") as owner:
        path = "/api/settings/conversations.transfer_needs_acceptance"
        owner.put(path, json={"scope": "organisation", "value": True}).raise_for_status()
    body = {"staff_id": shop.ids["agent_junior"]}
    asked = act(shop, "agent_senior", f"{chat}/transfer", **body).json()
    assert asked["assignee"]["id"] == shop.ids["agent_senior"]
    act(shop, "agent_senior", f"{chat}/offer", "DELETE").raise_for_status()
    until(shop, "SELECT participants = '{}' FROM conversations WHERE id = %s", chat)
    given = act(shop, "agent_senior", f"{chat}/transfer", ask=False, **body).json()
    assert given["assignee"]["id"] == shop.ids["agent_junior"]


async def test_accept_decline_close_and_sign_off_at_once_leave_one_truth(shop: Shop) -> None:
    def sign_off() -> Any:
        with shop.client("agent_senior") as client:
            return client.put("/api/presence", json={"status": "offline"})

    for number in range(6):
        shop.online("agent_senior")
        shop.online("agent_junior")
        shop.run("UPDATE staff SET capacity = 0 WHERE id = %s", shop.ids["agent_junior"])
        chat = await begin(shop)
        shop.run("UPDATE staff SET capacity = 5 WHERE id = %s", shop.ids["agent_junior"])
        assert ask(shop, chat).status_code == 200
        acts: list[Callable[[], Any]] = [
            lambda chat=chat: act(shop, "agent_junior", f"{chat}/offer/accept"),
            lambda chat=chat: act(shop, "agent_junior", f"{chat}/offer/decline"),
            lambda chat=chat: act(shop, "agent_senior", f"{chat}/close"),
        ]
        if number % 2:
            acts.append(sign_off)
        with ThreadPoolExecutor(4) as pool:
            answers = [
                await asyncio.wrap_future(one) for one in [pool.submit(each) for each in acts]
            ]
        assert all(one.status_code < 500 for one in answers), [one.text for one in answers]
        # One of accept and decline at most.
        assert sum(one.status_code == 200 for one in answers[:2]) <= 1
        state, held = shop.run("SELECT state, assignee_id FROM conversations WHERE id = %s", chat)[
            0
        ]
        work = shop.run("SELECT state, assignee_id FROM work_items WHERE object_id = %s", chat)[0]
        if state == "closed":
            assert work[0] == "done"
        elif state != "queued":
            assert work == ("assigned", held)
        assert shop.run(
            "SELECT count(*) FROM offers WHERE state = 'offered' AND object_id = %s AND NOT EXISTS"
            " (SELECT 1 FROM timers t WHERE t.ref_id = offers.id)", chat,
        ) == [(0,)]  # fmt: skip
        assert loads_add_up(shop)
