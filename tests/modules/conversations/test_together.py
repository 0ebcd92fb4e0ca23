"""Colleagues help each other: who may answer, mentions, invitations, and what they are told."""

import uuid
from typing import Any

import pytest

from tests.servers.shop import Shop, hire


@pytest.fixture
async def chat(shop: Shop) -> str:
    """A conversation that the senior agent holds."""
    shop.online("agent_senior")
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        first = await visitor.post("我的壶碎了")
        conversation: str = first["message"]["conversation_id"]
        await visitor.hear("changed", lambda f: f["conversation"]["agent"] is not None)
    return conversation


def answer(shop: Shop, role: str, conversation: str, text: str = "您好", **more: Any) -> Any:
    body = {"key": uuid.uuid4().hex, "text": text, **more}
    with shop.client(role) as client:
        return client.post(f"/api/conversations/{conversation}/messages", json=body)


def invite(shop: Shop, role: str, conversation: str, colleague: str) -> Any:
    body = {"staff_id": shop.ids[colleague]}
    with shop.client(role) as client:
        return client.post(f"/api/conversations/{conversation}/participants", json=body)


def notices(shop: Shop, role: str) -> list[dict[str, Any]]:
    with shop.client(role) as client:
        told: list[dict[str, Any]] = client.get("/api/notices").json()["items"]
    return told


def lines(shop: Shop, conversation: str) -> list[str]:
    rows = shop.run(
        "SELECT event ->> 'code' FROM messages WHERE conversation_id = %s AND kind = 'event'"
        " ORDER BY number",
        conversation,
    )
    return [row[0] for row in rows]


async def test_only_the_holder_answers_and_who_steps_in_is_shown(shop: Shop, chat: str) -> None:
    assert answer(shop, "agent_senior", chat).status_code == 200
    # Sees everything and may answer nothing: no right to step in.
    refused = answer(shop, "quality", chat)
    assert (refused.status_code, answer(shop, "agent_junior", chat).status_code) == (403, 404)
    assert "stepped_in" not in lines(shop, chat)
    for _ in range(2):
        assert answer(shop, "supervisor", chat).status_code == 200
    # Said once in the thread, however much they write.
    assert lines(shop, chat).count("stepped_in") == 1
    held = shop.run("SELECT assignee_id FROM conversations WHERE id = %s", chat)
    assert str(held[0][0]) == shop.ids["agent_senior"]
    audited = shop.run("SELECT count(*) FROM audit WHERE verb = 'conversations.step_in'")
    assert audited == [(1,)]


async def test_who_is_invited_may_answer_until_they_leave(shop: Shop, chat: str) -> None:
    assert answer(shop, "agent_junior", chat).status_code == 404
    assert invite(shop, "agent_junior", chat, "agent_junior").status_code == 404
    async with shop.staff("agent_junior") as junior:
        told = invite(shop, "agent_senior", chat, "agent_junior").json()
        assert [(p["id"], p["role"]) for p in told["participants"]] == [
            (shop.ids["agent_junior"], "invited")
        ]
        heard = await junior.hear("notice")
        assert heard["unread"] == 1
        assert heard["notice"]["about_id"] == chat
        assert "agent_senior" in heard["notice"]["title"]["en"]
        await junior.hear("changed", lambda f: f["conversation"]["id"] == chat)
        assert answer(shop, "agent_junior", chat).status_code == 200
        with shop.client("agent_junior") as client:
            page = client.get("/api/conversations?box=mentions").json()
            assert [one["id"] for one in page["items"]] == [chat]
            path = f"/api/conversations/{chat}/participants/{shop.ids['agent_junior']}"
            client.delete(path).raise_for_status()
            await junior.hear("gone")
            assert client.get(f"/api/conversations/{chat}").status_code == 404
    assert answer(shop, "agent_junior", chat).status_code == 404
    assert lines(shop, chat)[-2:] == ["invited", "left"]


async def test_a_mention_is_told_once_and_opens_the_conversation(shop: Shop, chat: str) -> None:
    key, who = uuid.uuid4().hex, shop.ids["agent_junior"]
    body = {"key": key, "kind": "note", "text": "@agent_junior 看一下", "mentions": [who]}
    with shop.client("agent_senior") as client:
        path = f"/api/conversations/{chat}/messages"
        first = client.post(path, json=body).json()
        again = client.post(path, json=body).json()
        assert first == again
        assert first["event"] == {"code": "mentions", "values": {"staff_ids": [who]}}
        other = client.post(path, json={**body, "text": "别的"})
        assert other.json()["error"]["code"] == "key_reused"
        stranger = client.post(
            path, json={**body, "key": uuid.uuid4().hex, "mentions": [str(uuid.uuid4())]}
        )
        assert stranger.status_code == 422
    told = notices(shop, "agent_junior")
    assert [one["kind"] for one in told] == ["conversations.mentioned"]
    # They may read and note, but not answer the customer.
    assert answer(shop, "agent_junior", chat).status_code == 403
    assert answer(shop, "agent_junior", chat, "好", kind="note").status_code == 200
    with shop.client("agent_junior") as client:
        client.post(f"/api/notices/read/conversation/{chat}").raise_for_status()
        assert client.get("/api/notices").json()["unread"] == 0


async def test_taking_part_ends_with_the_conversation(shop: Shop, chat: str) -> None:
    invite(shop, "agent_senior", chat, "agent_junior").raise_for_status()
    async with shop.staff("agent_junior") as junior:
        await junior.say(type="watch", topics=[f"conversation:{chat}"])
        await junior.hear("watching")
        with shop.client("agent_senior") as client:
            client.post(f"/api/conversations/{chat}/close", json={}).raise_for_status()
        await junior.hear("gone")
    with shop.client("agent_junior") as client:
        assert client.get(f"/api/conversations/{chat}").status_code == 404
    left = shop.run("SELECT count(*) FROM conversation_participants WHERE left_at IS NULL")
    assert left == [(0,)]


async def test_who_gets_the_conversation_no_longer_takes_part_beside(shop: Shop, chat: str) -> None:
    invite(shop, "agent_senior", chat, "agent_junior").raise_for_status()
    with shop.client("agent_senior") as client:
        body = {"staff_id": shop.ids["agent_junior"], "note": ""}
        told = client.post(f"/api/conversations/{chat}/transfer", json=body).json()
    assert told["participants"] == []
    assert told["assignee"]["id"] == shop.ids["agent_junior"]


def test_notices_of_others_stay_theirs(shop: Shop) -> None:
    shop.run(
        "INSERT INTO notices (id, staff_id, key, kind, values) VALUES"
        " (gen_random_uuid(), %s, 'k', 'gone.kind', '{}')",
        shop.ids["agent_junior"],
    )
    told = notices(shop, "agent_junior")
    assert told[0]["title"] == {"zh-CN": "gone.kind", "en": "gone.kind"}
    assert notices(shop, "agent_senior") == []
    with shop.client("agent_senior") as client:
        client.post("/api/notices/read", json={"ids": [told[0]["id"]]}).raise_for_status()
    assert notices(shop, "agent_junior")[0]["read"] is False
    with shop.client("agent_junior") as client:
        assert client.post("/api/notices/read", json={}).json() == {"unread": 0}
    hire(shop, "agent_junior", "later")
    assert notices(shop, "later") == []
