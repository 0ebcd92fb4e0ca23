"""Customers talk with the bot over real sockets, with a worker and an inference process."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.modules.bot.team import RETURNS, SHIPPING, begin_bot, bot, bot_says
from tests.servers.processes import Processes
from tests.servers.shop import Shop
from zhiyin.entry.building import build_house
from zhiyin.kernel.environment import Environment
from zhiyin.modules.knowledge.thinking.rows import recent_clicks
from zhiyin.modules.knowledge.thinking.trying import Example


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    return module_shop


async def test_a_question_is_answered_from_the_article_and_rated(
    shop: Shop, tmp_path: Path
) -> None:
    session = shop.session()
    async with shop.visitor(session["token"]) as visitor:
        sent = (await visitor.post("我想退货"))["message"]
        said = await bot_says(visitor, "answer")
        assert f"{RETURNS}：这样做。" in said["text"]
        assert said["name"] == "小知"
        assert "转人工" in said["text"]
        assert [one["title"] for one in said["bot"]["sources"]] == [RETURNS]
        assert said["bot"]["can_rate"]
        assert said["bot"]["rating"] is None
        path = f"/api/visitor/bot/turns/{said['bot']['turn_id']}/rating"
        with shop.visiting(session["token"]) as client:
            client.post(path, json={"helpful": True}).raise_for_status()
        with shop.visiting(shop.session()["token"]) as other:
            assert other.post(path, json={"helpful": False}).status_code == 404
        await visitor.hear(
            "changed",
            lambda f: any(m["bot"] and m["bot"]["rating"] == "helpful" for m in f["messages"]),
        )
        # The second answer does not greet again.
        await visitor.post("什么时候发货")
        second = await bot_says(visitor, "answer")
        assert second["text"] == f"{SHIPPING}：这样做。"
    chat = sent["conversation_id"]
    stands = "SELECT state, waiting_since IS NULL, first_response_at FROM conversations WHERE id=%s"
    assert shop.run(stands, chat) == [("bot", True, None)]
    # What helped is an example for the ranking, until the customer thinks better of it.
    found: list[Example] = []
    for _ in range(600):
        if found := await _learned(shop, tmp_path, RETURNS):
            break
        await asyncio.sleep(0.2)
    assert [one.query for one in found] == ["我想退货"]
    with shop.visiting(session["token"]) as client:
        client.post(path, json={"helpful": False}).raise_for_status()
        assert await _learned(shop, tmp_path, RETURNS) == []
        client.post(path, json={"helpful": True}).raise_for_status()
    uses = "SELECT kind FROM article_uses WHERE conversation_id = %s ORDER BY at"
    assert [kind for (kind,) in shop.run(uses, chat)] == [
        "answered",
        "helpful",
        "answered",
        "unhelpful",
        "helpful",
    ]


async def _learned(shop: Shop, folder: Path, title: str) -> list[Example]:
    """The examples the ranking learns from that lead to this article."""
    article = shop.run("SELECT id FROM articles WHERE title = %s", title)[0][0]
    house = build_house(Environment(database_url=shop.database_url, data_dir=folder))
    try:
        return [
            one for one in await recent_clicks(house.database, 100) if one.article_id == article
        ]
    finally:
        await house.database.close()


async def test_who_asks_for_a_person_is_with_people_in_the_same_turn(shop: Shop) -> None:
    shop.online("agent_junior")
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
        await visitor.post("我的手机是13800138000，帮我找个真人吧")
        await bot_says(visitor, "handover")
        held = "SELECT assignee_id = %s::uuid FROM conversations WHERE id = %s"
        await shop.until(held, shop.ids["agent_junior"], chat)
    with shop.client("agent_junior") as agent:
        card = agent.get(f"/api/conversations/{chat}/handover").json()
    assert card["reason"] == "asked"
    assert card["tried"] == [
        {"article_id": card["tried"][0]["article_id"], "title": RETURNS, "rating": None}
    ]
    assert card["summary"][0] == "我想退货"
    assert "13800138000" not in str(card)
    with shop.client("quality") as other:
        assert other.get(f"/api/conversations/{shop.shop_id}/handover").status_code == 404
    need = "SELECT l.need ->> 'who' FROM work_items w JOIN lanes l ON l.id = w.lane_id"
    assert shop.run(f"{need} WHERE w.object_id = %s", chat) == [("person",)]


async def test_two_turns_without_an_answer_bring_a_person(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("帮我看看彩票号码开奖没有"))["message"]["conversation_id"]
        frame = await visitor.hear(
            "changed", lambda f: any(m["from"] == "bot" for m in f["messages"])
        )
        kinds = [m["bot"]["kind"] for m in frame["messages"] if m["bot"]]
        assert kinds[0] in ("ask", "choices")
        await visitor.post("就是那个双色球")
        await bot_says(visitor, "handover")
    assert shop.run("SELECT reason FROM bot_sessions WHERE conversation_id = %s", chat) == [
        ("unsure",)
    ]


async def test_a_near_question_is_chosen_by_its_words(shop: Shop) -> None:
    """Which questions are near is the ranking's matter: here one is offered by hand."""
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("你好"))["message"]["conversation_id"]
        await bot_says(visitor, "talk")
        meant = shop.run("SELECT id FROM articles WHERE title = %s", SHIPPING)[0][0]
        offered = (
            "UPDATE bot_turns SET kind = 'choices', offered = jsonb_build_array(jsonb_build_object("
            "'key', '1', 'label', '货 在哪里', 'article_id', %s::text)) WHERE conversation_id = %s"
        )
        shop.run(offered, str(meant), chat)
        await visitor.post("货 在哪里")
        assert (await bot_says(visitor, "answer"))["text"] == f"{SHIPPING}：这样做。"
    clicked = "SELECT query, clicked_article_id FROM knowledge_searches WHERE conversation_id = %s"
    assert (("你好", meant)) in shop.run(clicked, chat)


async def test_what_is_written_twice_is_answered_once(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
        # As after a crash between the commit and what the worker knows of it.
        shop.run("UPDATE conversations SET waiting_since = now() WHERE id = %s", chat)
        await visitor.post("几天能发货", key="same-key-1")
        await bot_says(visitor, "answer")
        await visitor.post("几天能发货", key="same-key-1")
    said = "SELECT count(*) FROM messages WHERE conversation_id = %s AND sender_kind = 'bot'"
    assert shop.run(said, chat) == [(2,)]


async def _task(shop: Shop, *words: str) -> tuple[str, list[dict[str, Any]]]:
    said = []
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = ""
        for one in words:
            chat = (await visitor.post(one))["message"]["conversation_id"]
            said.append(await bot_says(visitor, "task"))
    return chat, said


async def test_opening_hours_are_told(shop: Shop) -> None:
    _, said = await _task(shop, "你们几点上班")
    assert "知音茶铺" in said[0]["text"]


async def test_a_call_back_is_asked_for_confirmed_and_given_to_people(shop: Shop) -> None:
    chat, said = await _task(shop, "能回我个电话吗", "13800138000", "对的")
    assert "手机号" in said[0]["text"]
    assert "+8613800138000" in said[1]["text"]
    wants = "SELECT wants, state IN ('queued', 'assigned') FROM conversations WHERE id = %s"
    assert shop.run(wants, chat) == [("callback", True)]
    assert shop.run("SELECT slots FROM bot_sessions WHERE conversation_id = %s", chat) == [
        ({"phone": "+8613800138000"},)
    ]
    with shop.client("owner") as owner:
        slots = owner.get(f"/api/conversations/{chat}/handover").json()["slots"]
    assert [one["value"] for one in slots] == ["+8613800138000"]


async def test_a_supervisor_sees_the_bots_conversations_and_takes_over(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
        staff_id = bot(shop)["staff_id"]
        with shop.client("owner") as owner:
            listed = owner.get("/api/conversations", params={"box": "all", "assignee_id": staff_id})
            assert chat in [one["id"] for one in listed.json()["items"]]
            owner.post(f"/api/conversations/{chat}/take-over").raise_for_status()
        await shop.until(
            "SELECT outcome = 'taken' FROM bot_sessions WHERE conversation_id = %s", chat,
        )  # fmt: skip
        await visitor.post("我想退货")
        waits = "SELECT state, assignee_id = %s::uuid FROM conversations WHERE id = %s"
        assert shop.run(waits, shop.ids["owner"], chat) == [("assigned", True)]


async def test_who_wants_to_rate_gets_the_card_in_the_conversation_once(shop: Shop) -> None:
    session = shop.session()
    async with shop.visitor(session["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
        await visitor.post("我想给你评价一下")
        assert "卡片" in (await bot_says(visitor, "task"))["text"]
        await visitor.post("怎么评价")
        assert "已经" in (await bot_says(visitor, "task"))["text"]
    with shop.visiting(session["token"]) as client:
        body = {"conversation_id": chat, "score": 5, "comment": "很快"}
        client.put("/api/visitor/rating", json=body).raise_for_status()
    kept = """
        SELECT r.score, s.kind, c.state FROM ratings r JOIN staff s ON s.id = r.staff_id
        JOIN conversations c ON c.id = r.conversation_id WHERE c.id = %s
    """
    # The bot is rated, and goes on.
    assert shop.run(kept, chat) == [(5, "bot", "bot")]
