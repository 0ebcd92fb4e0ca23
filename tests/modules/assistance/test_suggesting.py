"""Suggested replies and subjects over the API: learned from what ended, offered where it fits."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.modules.customers.people import talk
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop, furnish

FEE = "质量问题的运费我们承担，其他情况由您寄出。"
ASKED = ("退货运费谁出", "退货的运费由谁承担啊")
LIKE = "请问退货运费谁来出"


def _subject(shop: Shop, name: str) -> str:
    with shop.client("owner") as owner:
        body = {"code": name, "name": {"zh-CN": name, "en": name}}
        answer = owner.post("/api/subjects", json=body)
        answer.raise_for_status()
        made: str = answer.json()["id"]
        return made


def _serve(shop: Shop, chat: str, words: str, subject: str | None = None) -> None:
    """The senior agent takes a conversation, answers, and ends it."""
    with shop.client("agent_senior") as agent:
        path = f"/api/conversations/{chat}"
        agent.post(f"{path}/pick")
        body = {"key": uuid4().hex, "text": words}
        agent.post(f"{path}/messages", json=body).raise_for_status()
        agent.post(f"{path}/close", json={"subject_id": subject}).raise_for_status()


def _end(shop: Shop, chat: str) -> None:
    """Without a word, so that nothing is learned from it."""
    with shop.client("owner") as owner:
        owner.post(f"/api/conversations/{chat}/close", json={}).raise_for_status()


def _get(shop: Shop, chat: str, what: str, role: str = "agent_senior") -> dict[str, Any]:
    with shop.client(role) as client:
        answer = client.get(f"/api/assistance/{chat}/{what}")
        answer.raise_for_status()
        got: dict[str, Any] = answer.json()
        return got


LEARNED = "SELECT count(*) = %s FROM reply_examples"


@pytest.fixture(scope="module")
def subject(shop: Shop) -> str:
    return _subject(shop, "returns")


@pytest.fixture(scope="module")
def shop(module_processes: Processes, module_database_url: str) -> Shop:
    shop = furnish(module_processes.start("web"), module_database_url)
    shop.online("agent_senior")
    module_processes.start("inference")
    return shop


@pytest.fixture(scope="module")
def past(shop: Shop, subject: str, module_processes: Processes) -> list[dict[str, Any]]:
    """Two customers who asked the like and got the same answer: one before anybody learned, one
    after; what had to be looked up for them is told to nobody.
    """

    async def live() -> list[dict[str, Any]]:
        first = await talk(shop, ASKED[0])
        _serve(shop, first["conversation"], FEE, subject)
        module_processes.start("worker")
        await shop.until(LEARNED, 1)
        chat = (await talk(shop, LIKE))["conversation"]
        # One customer's answer may be theirs alone.
        assert _get(shop, chat, "reply", "owner")["text"] is None
        second = await talk(shop, f"{ASKED[1]}，我的电话13800138000")
        _serve(shop, second["conversation"], FEE, subject)
        await shop.until(LEARNED, 2)
        return [first, second]

    return asyncio.run(live())


async def test_what_two_customers_were_told_is_suggested_to_the_next(
    shop: Shop, past: list[dict[str, Any]], subject: str
) -> None:
    chat = (await talk(shop, "你好", LIKE))["conversation"]
    found = _get(shop, chat, "reply")
    assert (found["text"], found["source"], found["up_to"]) == (FEE, "replies", 2)
    assert _get(shop, chat, "subject")["subject_id"] == subject
    kept = shop.run("SELECT question FROM reply_examples WHERE question LIKE '%%电话%%'")
    assert [("13800138000" in words) for (words,) in kept] == [False]
    # Something else is asked, or it is not our turn: nothing is better than something wrong.
    other = (await talk(shop, "这把壶适合泡绿茶还是普洱"))["conversation"]
    assert _get(shop, other, "reply")["text"] is None
    _serve(shop, other, "绿茶用玻璃杯更好")
    assert _get(shop, other, "reply") | {"up_to": 0} == {
        "up_to": 0, "text": None, "source": None, "sure": 0.0, "article_id": None
    }  # fmt: skip


def _tag(shop: Shop, chat: str, *tags: str) -> Any:
    with shop.client("owner") as owner:
        answer = owner.patch(f"/api/conversations/{chat}", json={"tags": list(tags)})
        answer.raise_for_status()
        return answer.json()["tags"]


def _tags(shop: Shop, chat: str) -> Any:
    return shop.run("SELECT tags FROM conversations WHERE id = %s", chat)[0][0]


@pytest.mark.acts("assistance.tag")
async def test_tags_of_the_like_are_proposed_and_put_on_what_has_ended(
    shop: Shop, past: list[dict[str, Any]]
) -> None:
    first, second = (one["conversation"] for one in past)
    chat = (await talk(shop, LIKE))["conversation"]
    assert _tag(shop, first, "运费", " 退货 ", "运费") == ["运费", "退货"]
    # One conversation may be a case of its own.
    assert _get(shop, chat, "tags")["tags"] == []
    _tag(shop, second, "运费")
    assert _get(shop, chat, "tags")["tags"] == ["运费"]
    with shop.client("owner") as owner:
        counts = {one["tag"]: one["count"] for one in owner.get("/api/conversations/tags").json()}
        assert (counts["运费"], counts["退货"]) == (2, 1)
        found = owner.get("/api/conversations", params={"box": "all", "tag": "运费"}).json()
        assert {one["id"] for one in found["items"]} == {first, second}
    with holding(shop, {"assistance.tag": False}):
        # The worker sees a setting within five seconds.
        await asyncio.sleep(6)
        _end(shop, chat)
        read = "SELECT event_id >= (SELECT max(id) FROM events WHERE kind = %s) FROM event_readers"
        read += " WHERE name = 'assistance.tags'"
        await shop.until(read, "conversations.ConversationClosed")
    assert _tags(shop, chat) == []
    await asyncio.sleep(6)
    other = (await talk(shop, LIKE))["conversation"]
    _end(shop, other)
    await shop.until("SELECT tags = ARRAY['运费'] FROM conversations WHERE id = %s", other)
    # What was taken away stays away.
    assert _tag(shop, other) == []
    for one in (first, second, other):
        _tag(shop, one)


async def test_only_who_may_read_a_conversation_is_told(
    shop: Shop, past: list[dict[str, Any]]
) -> None:
    chat = (await talk(shop, LIKE))["conversation"]
    with shop.client("agent_senior") as agent:
        agent.post(f"/api/conversations/{chat}/pick")
    with shop.client("agent_junior") as other:
        for path in ("reply", "subject", "tags"):
            assert other.get(f"/api/assistance/{chat}/{path}").status_code == 404
        assert other.get(f"/api/conversations/{chat}/summary").status_code == 404
        use = {"source": "replies", "outcome": "taken"}
        assert other.post(f"/api/assistance/{chat}/uses", json=use).status_code == 404


@pytest.mark.acts("assistance.suggest")
async def test_it_is_switched_off_for_people_teams_shops_and_with_all_thinking(
    shop: Shop, past: list[dict[str, Any]]
) -> None:
    chat = (await talk(shop, LIKE))["conversation"]
    places = (
        {"scope": "user", "scope_id": shop.ids["agent_senior"]},
        {"scope": "shop", "scope_id": shop.shop_id},
        {"scope": "organisation"},
    )
    for place in places:
        with holding(shop, {"assistance.suggest": False}, **place):
            assert _get(shop, chat, "reply")["text"] is None
    assert _get(shop, chat, "reply")["text"] == FEE
    with holding(shop, {"bot.ai_on": False}):
        assert _get(shop, chat, "reply")["text"] is None
        assert _get(shop, chat, "subject")["subject_id"] is None
    assert _get(shop, chat, "reply")["text"] == FEE


async def test_what_became_of_suggestions_is_counted(
    shop: Shop, past: list[dict[str, Any]]
) -> None:
    chat = (await talk(shop, LIKE))["conversation"]
    with shop.client("agent_senior") as agent:
        for source, outcome in (
            ("replies", "shown"), ("replies", "shown"), ("replies", "taken"),
            ("replies", "changed"), ("subject", "shown"), ("subject", "taken"),
        ):  # fmt: skip
            use = {"source": source, "outcome": outcome}
            agent.post(f"/api/assistance/{chat}/uses", json=use).raise_for_status()
        assert agent.get("/api/assistance/figures").status_code == 403
    with shop.client("owner") as owner:
        figures = owner.get("/api/assistance/figures").json()
    counts = {one["source"]: one for one in figures["sources"]}
    assert counts["replies"] | {"source": ""} == {
        "source": "", "shown": 2, "taken": 1, "changed": 1, "other": 0
    }  # fmt: skip
    assert counts["subject"]["taken"] == 1
    assert [(one["name"], one["shown"]) for one in figures["staff"]] == [("agent_senior", 2)]
    assert [one["taken"] for one in figures["shops"]] == [1]


async def test_who_is_forgotten_answers_nobody_any_more(
    shop: Shop, past: list[dict[str, Any]]
) -> None:
    chat = (await talk(shop, LIKE))["conversation"]
    assert _get(shop, chat, "reply")["text"] == FEE
    with shop.client("owner") as client:
        path = f"/api/customers/{past[0]['customer']}"
        name = client.get(path).json()["name"]
        client.post(f"{path}/erase", json={"name": name}).raise_for_status()
    gone = "SELECT count(*) = 0 FROM reply_examples WHERE customer_id = %s"
    await shop.until(gone, past[0]["customer"])
    assert _get(shop, chat, "reply")["text"] is None
