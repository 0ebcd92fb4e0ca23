"""Quoting (引用), finding inside a conversation, and the live preview of what a visitor types."""

import uuid
from typing import Any

import pytest

from tests.servers.shop import Shop


async def _held(shop: Shop, visitor: Any, text: str) -> dict[str, Any]:
    said: dict[str, Any] = (await visitor.post(text))["message"]
    with shop.client("agent_senior") as client:
        client.post(f"/api/conversations/{said['conversation_id']}/pick")
    return said


async def test_a_quote_is_shown_to_both_sides_and_a_retry_finds_the_same_message(
    shop: Shop,
) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        asked = await _held(shop, visitor, "我的电话 13800002046，壶到哪了")
        path = f"/api/conversations/{asked['conversation_id']}/messages"
        body = {"key": uuid.uuid4().hex, "text": "今天到", "reply_to": asked["number"]}
        with shop.client("agent_senior") as client:
            first, again = (client.post(path, json=body).json() for _ in range(2))
        frame = await visitor.hears_message("今天到")
        (seen,) = [m for m in frame["messages"] if m["text"] == "今天到"]
        thanks = (await visitor.post("谢谢", reply_to=first["number"]))["message"]
    assert first["id"] == again["id"]
    assert first["client_key"] == body["key"]
    assert first["reply_to"]["number"] == asked["number"]
    assert "壶到哪了" in first["reply_to"]["text"]
    assert (seen["reply_to"]["number"], seen["reply_to"]["mine"]) == (asked["number"], True)
    assert (thanks["reply_to"]["text"], thanks["reply_to"]["mine"]) == ("今天到", False)
    with shop.client("agent_junior") as junior:
        shop.run("UPDATE conversations SET assignee_id = %s", shop.ids["agent_junior"])
        items = junior.get(path).json()["items"]
    masked = next(m for m in items if m["text"] == "今天到")["reply_to"]["text"]
    assert "13800002046" not in masked
    assert "壶到哪了" in masked


async def test_only_what_was_said_here_is_quoted(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        asked = await _held(shop, visitor, "在吗")
        path = f"/api/conversations/{asked['conversation_id']}/messages"
        with shop.client("agent_senior") as client:
            note = client.post(
                path, json={"key": uuid.uuid4().hex, "kind": "note", "text": "内部"}
            ).json()
            answers = [
                client.post(path, json={"key": uuid.uuid4().hex, "text": "x", "reply_to": number})
                for number in (note["number"], 900_000)
            ]
        refused = await visitor.post("x", reply_to=note["number"])
    assert [answer.status_code for answer in answers] == [422, 422]
    assert refused["type"] == "refused"


async def test_a_recalled_message_leaves_no_words_in_quotes_of_it(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        asked = await _held(shop, visitor, "说错了的话")
        path = f"/api/conversations/{asked['conversation_id']}/messages"
        with shop.client("agent_senior") as client:
            body = {"key": uuid.uuid4().hex, "text": "好的", "reply_to": asked["number"]}
            client.post(path, json=body).raise_for_status()
            await visitor.say(type="recall", message_id=asked["id"])
            await visitor.hear("changed", lambda f: any(m["recalled"] for m in f["messages"]))
            (answer,) = [m for m in client.get(path).json()["items"] if m["text"] == "好的"]
    assert answer["reply_to"]["text"] == ""


@pytest.mark.acts("conversations.live_preview")
async def test_what_is_typed_goes_ahead_only_where_it_is_announced(shop: Shop) -> None:
    shop.online("agent_senior")
    opened = shop.session()
    assert opened["config"]["preview"] is False
    async with shop.visitor(opened["token"]) as visitor, shop.staff("agent_senior") as senior:
        asked = await _held(shop, visitor, "在吗")
        topic = f"conversation:{asked['conversation_id']}"
        await senior.say(type="watch", topics=[topic])
        await senior.hear("watching")
        await visitor.say(type="typing", text="还没想好")
        assert (await senior.hear("typing"))["text"] == ""
        with shop.client("owner") as owner:
            on = {"scope": "organisation", "value": True}
            path = "/api/settings/conversations.live_preview"
            owner.put(path, json=on).raise_for_status()
        assert shop.session()["config"]["preview"] is True
        await visitor.say(type="typing", text="我的电话 13800002046")
        assert (await senior.hear("typing"))["text"] == "我的电话 13800002046"
        shop.run(
            "UPDATE roles SET permissions = array_remove(permissions,"
            " 'customers.see_personal') WHERE code = 'supervisor'"
        )
        async with shop.staff("supervisor") as other:
            await other.say(type="watch", topics=[topic])
            await other.hear("watching")
            await visitor.say(type="typing", text="我的电话 13800002046")
            masked = (await other.hear("typing"))["text"]
    assert "13800002046" not in masked
    assert masked.startswith("我的电话 138")
    assert shop.run("SELECT count(*) FROM messages WHERE text LIKE '%%我的电话%%'") == [(0,)]


async def test_everybody_chooses_their_own_preferences_and_nobody_elses(shop: Shop) -> None:
    with shop.client("agent_junior") as junior, shop.client("agent_senior") as senior:
        path = "/api/settings/mine/conversations.undo_send"
        assert junior.put(path, json={"value": 5}).status_code == 200
        assert junior.put(path, json={"value": 11}).status_code == 422
        other = "/api/settings/mine/conversations.close_after"
        assert junior.put(other, json={"value": 5}).status_code == 404

        def held(client: Any) -> tuple[Any, str]:
            (one,) = [
                one
                for one in client.get("/api/settings/mine").json()
                if one["key"] == "conversations.undo_send"
            ]
            return one["value"], one["inherited_from"]

        assert held(junior) == (5, "user")
        assert held(senior) == (0, "default")
        assert junior.delete(path).status_code == 204
        assert held(junior) == (0, "default")


async def test_words_are_found_inside_a_conversation_but_not_what_is_masked(shop: Shop) -> None:
    shop.online("agent_senior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        first = await _held(shop, visitor, "紫砂壶 ZS-220 到哪了")
        second = (await visitor.post("我的电话 13800002046"))["message"]
    path = f"/api/conversations/{first['conversation_id']}/find"

    def find(role: str, q: str) -> Any:
        with shop.client(role) as client:
            return client.get(path, params={"q": q}).json()

    assert find("agent_senior", "砂壶 zs") == [first["number"]]
    assert find("agent_senior", "00002046") == [second["number"]]
    assert find("agent_senior", "没有这句") == []
    shop.run("UPDATE conversations SET assignee_id = %s", shop.ids["agent_junior"])
    assert find("agent_junior", "00002046") == []
    assert find("agent_junior", "我的电话") == [second["number"]]
    assert find("support", "壶")["error"]["code"] == "not_found"
