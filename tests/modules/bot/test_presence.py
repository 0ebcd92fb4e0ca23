"""The bot is there only while it can think, and can be switched off at any moment."""

import asyncio

import pytest

from tests.modules.bot.team import ONLINE, RETURNS, begin_bot, bot, bot_says, change
from tests.servers.processes import Processes
from tests.servers.settings import put_settings
from tests.servers.shop import Shop

WAITS = """
    SELECT state = 'queued' AND waiting_since IS NOT NULL FROM conversations WHERE id = %s
"""
GONE = "SELECT status = 'offline' FROM presence p JOIN staff s ON s.id = p.staff_id AND kind='bot'"
WHO = """
    SELECT l.need ->> 'who' = %s FROM work_items w JOIN lanes l ON l.id = w.lane_id
    WHERE w.object_id = %s
"""


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    return module_shop


async def _asks(shop: Shop) -> str:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
    return str(chat)


@pytest.mark.whole
@pytest.mark.acts("bot.on")
async def test_switched_off_it_leaves_what_it_holds_to_people(shop: Shop) -> None:
    chat = await _asks(shop)
    change(shop, on=False)
    await shop.until(WAITS, chat)
    await shop.until(GONE)
    assert bot(shop)["away"] == "off"
    with shop.client("owner") as owner:
        card = owner.get(f"/api/conversations/{chat}/handover").json()
        assert (card["reason"], card["tried"][0]["title"]) == ("switched_off", RETURNS)
        told = owner.get("/api/audit", params={"verb": "settings.put"})
        assert told.status_code in (200, 404)
    change(shop, on=True)
    await shop.until(ONLINE)
    # What it has handed over never comes back to it.
    assert shop.run(WHO, "person", chat) == [(True,)]
    assert shop.run(WAITS, chat) == [(True,)]


@pytest.mark.acts("bot.ai_on")
async def test_one_switch_turns_all_thinking_off_and_keeps_every_setting(shop: Shop) -> None:
    with shop.client("owner") as owner:
        asked = {"q": "我想退货"}

        def via() -> str:
            return str(owner.get("/api/knowledge/search", params=asked).json()["via"])

        assert via() == "thinking"
        before = bot(shop)
        off = change(shop, ai_on=False)
        assert (off["away"], off["on"]) == ("ai_off", True)
        await shop.until(GONE)
        assert via() == "plain"
        change(shop, ai_on=True)
        await shop.until(ONLINE)
        after = bot(shop)
        assert {**after, "lag_s": 0} == {**before, "lag_s": 0}


async def test_without_inference_people_answer(shop: Shop, module_processes: Processes) -> None:
    chat = await _asks(shop)
    inference = next(one for one in module_processes.running if one.name == "inference")
    inference.kill()
    await shop.until(WAITS, chat)
    await shop.until(GONE)
    assert bot(shop)["away"] == "thinking_away"
    async with shop.visitor(shop.session()["token"]) as visitor:
        new = (await visitor.post("我想退货"))["message"]["conversation_id"]
        assert shop.run(WAITS, new) == [(True,)]
    inference.start()
    await shop.until(ONLINE)
    # Nobody had taken it: back on duty, the bot does.
    said = "SELECT count(*) = 1 FROM messages WHERE conversation_id = %s AND sender_kind = 'bot'"
    await shop.until(said, new)


@pytest.mark.acts("bot.people_levels", "bot.here")
async def test_some_customers_and_places_never_meet_it(shop: Shop) -> None:
    shop.run("UPDATE customers SET level = 'VIP'")
    token = shop.session()["token"]
    async with shop.visitor(token) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
    assert shop.run(WHO, "anyone", chat) == [(True,)]
    shop.run("UPDATE customers SET level = '老友'")
    shop.run("UPDATE conversations SET state = 'closed', closed_at = now() - interval '3 days'"
             " WHERE id = %s", chat)  # fmt: skip
    put_settings(shop, {"bot.people_levels": {"zh-CN": "老友", "en": "old friend"}})
    async with shop.visitor(token) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
    assert shop.run(WHO, "person", chat) == [(True,)]
    told = change(shop, places=[{"team_id": shop.team_id, "on": False}])
    assert [one["on"] for one in told["shops"][0]["teams"]] in ([False], [True, False], [False])
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
    assert shop.run(WHO, "person", chat) == [(True,)]
    member = (
        "SELECT count(*) = 0 FROM team_members m JOIN staff s ON s.id = m.staff_id AND s.kind='bot'"
    )
    await shop.until(member)
