"""The wording check over the API: the list of a shop, what it refuses, who may all the same."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop, furnish

REFUSED = "这不归我管，您去投诉吧"
WARNED = "这是全国第一"


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str) -> Shop:
    return furnish(module_processes.start("web"), module_database_url)


@pytest.fixture(scope="module")
def chat(shop: Shop) -> str:
    """A conversation that the junior agent holds."""
    shop.online("agent_junior")

    async def begin() -> str:
        async with shop.visitor(shop.session()["token"]) as visitor:
            conversation: str = (await visitor.post("我的电话13800138000"))["message"][
                "conversation_id"
            ]
            return conversation

    conversation = asyncio.run(begin())
    with shop.client("agent_junior") as agent:
        agent.post(f"/api/conversations/{conversation}/pick")
    return conversation


def _say(client: httpx.Client, chat: str, text: str, **more: Any) -> httpx.Response:
    body = {"key": f"key-{abs(hash((text, str(more)))):020d}", "text": text, **more}
    return client.post(f"/api/conversations/{chat}/messages", json=body)


def _check(client: httpx.Client, text: str, **where: str) -> list[dict[str, Any]]:
    answer = client.post("/api/wording/check", json={"text": text, **where})
    answer.raise_for_status()
    matches: list[dict[str, Any]] = answer.json()["matches"]
    return matches


def _entries(client: httpx.Client) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/wording")
    answer.raise_for_status()
    return {one["phrases"][0]: one for one in answer.json()}


def test_what_is_refused_goes_nowhere_and_is_counted(shop: Shop, chat: str) -> None:
    with shop.client("agent_junior") as agent:
        found = _check(agent, REFUSED, conversation_id=chat)
        assert [(one["severity"], one["start"]) for one in found] == [("blocks", 1), ("blocks", 6)]
        for more in ({}, {"anyway": True}):
            answer = _say(agent, chat, REFUSED, **more)
            assert answer.status_code == 409
            assert answer.json()["error"]["code"] == "wording_blocked"
        # A note stays among colleagues, and a warning holds nothing back here.
        assert _say(agent, chat, REFUSED, kind="note").status_code == 200
        assert _say(agent, chat, WARNED).status_code == 200
    said = (
        "SELECT count(*) FROM messages WHERE conversation_id = %s AND kind = 'text' AND text = %s"
    )
    assert shop.run(said, chat, REFUSED) == [(0,)]
    with shop.client("owner") as owner:
        held = _entries(owner)
        assert held["不归我管"]["blocked"] == 2
        assert held["第一品牌"]["sent"] == 1
        figures = owner.get("/api/wording/figures").json()["staff"]
        assert [(one["sent"], one["blocked"]) for one in figures] == [(1, 4)]
        client = owner.post(f"/api/wording/{held['不归我管']['id']}/replaced")
        assert client.status_code == 200
        assert _entries(owner)["不归我管"]["replaced"] == 1


def test_who_may_override_is_asked_and_then_heard(shop: Shop, chat: str) -> None:
    with shop.client("supervisor") as supervisor:
        checked = supervisor.post(
            "/api/wording/check", json={"conversation_id": chat, "text": REFUSED}
        )
        assert checked.json()["may_override"] is True
        assert _say(supervisor, chat, "不归我管呀").status_code == 409
        assert _say(supervisor, chat, "不归我管呀", anyway=True).status_code == 200


@pytest.mark.acts("assistance.wording", "assistance.others_data")
def test_settings_switch_the_list_and_the_look_at_others_data(shop: Shop, chat: str) -> None:
    numbers = "您的电话是13800138000，他的是13912345678"
    with shop.client("agent_junior") as agent:
        found = _check(agent, numbers, conversation_id=chat)
        # What the customer has written is no secret to them.
        assert [(one["kind"], numbers[one["start"] : one["end"]]) for one in found] == [
            ("personal", "13912345678")
        ]
        with holding(shop, {"assistance.others_data": False}):
            assert _check(agent, numbers, conversation_id=chat) == []
        with holding(shop, {"assistance.wording": False}):
            assert _check(agent, REFUSED, conversation_id=chat) == []
            assert _say(agent, chat, REFUSED + "了").status_code == 200


def test_entries_are_written_changed_and_brought_back(shop: Shop, chat: str) -> None:
    with shop.client("owner") as owner:
        body = {"phrases": ["亲亲"], "severity": "blocks", "shop_id": shop.shop_id, "instead": "您"}
        made = owner.post("/api/wording", json=body).json()
        path = f"/api/wording/{made['id']}"
        assert _check(owner, "亲亲在吗", conversation_id=chat)[0]["instead"] == "您"
        old = {"If-Match": "99"}
        assert owner.patch(path, json={"severity": "hints"}, headers=old).status_code == 409
        assert owner.patch(path, json={"severity": "hints"}).json()["version"] == 2
        assert owner.delete(path).status_code == 204
        assert _check(owner, "亲亲在吗", conversation_id=chat) == []
        owner.post(f"/api/bin/wording_entry/{made['id']}/restore").raise_for_status()
        assert _check(owner, "亲亲在吗", conversation_id=chat)[0]["severity"] == "hints"
        # What comes with the product can be changed and switched off, not deleted.
        shipped = _entries(owner)["包退换" if "包退换" in _entries(owner) else "一定退"]
        assert (shipped["version"], shipped["shipped"]) == (0, True)
        own = f"/api/wording/{shipped['id']}"
        assert owner.delete(own).status_code == 409
        assert owner.patch(own, json={"active": False}).json()["active"] is False
        assert _check(owner, "一定退给您", conversation_id=chat) == []
    with shop.client("agent_junior") as agent:
        assert agent.get("/api/wording").status_code == 403


def test_the_list_goes_out_and_comes_back_as_a_table(shop: Shop) -> None:
    with shop.client("owner") as owner:
        table = owner.get("/api/wording/table").text
        again = owner.post("/api/wording/table", json={"text": table}).json()
        assert again == {"made": 0, "changed": 0, "problems": []}
        rows = "用语,处理,店铺\n绝对正品 / 假一罚万,禁止,\n某某,拍桌子,\n词,提醒,没有的店\n"
        taken = owner.post("/api/wording/table", json={"text": rows}).json()
        assert (taken["made"], [one["line"] for one in taken["problems"]]) == (1, [3, 4])
        assert _entries(owner)["绝对正品"]["severity"] == "blocks"
        assert owner.post("/api/wording/table", json={"text": "a,b\n1,2"}).status_code == 422


def test_a_canned_reply_is_read_along_when_it_is_kept(shop: Shop) -> None:
    with shop.client("agent_junior") as agent:
        body = {"title": "推脱", "text": "不归我管"}
        answer = agent.post("/api/canned-replies", json=body)
        assert answer.json()["error"]["code"] == "wording_blocked"
        kept = agent.post("/api/canned-replies", json={**body, "text": "我来帮您转接"}).json()
        changed = agent.patch(f"/api/canned-replies/{kept['id']}", json={"text": "不归我管"})
        assert changed.status_code == 409
        table = "标题,内容\n一,不归我管\n二,请您稍候\n"
        taken = agent.post("/api/canned-replies/table", json={"text": table}).json()
        assert (taken["made"], [one["line"] for one in taken["problems"]]) == (1, [2])
