"""What is set for the bot is what happens; it is tried, looked at and taught."""

import asyncio
from typing import Any

import pytest

from tests.modules.bot.team import (
    ONLINE,
    RETURNS,
    SHIPPING,
    begin_bot,
    bot,
    bot_says,
    change,
)
from tests.servers.processes import Processes
from tests.servers.settings import holding, put_settings
from tests.servers.shop import Shop


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    return module_shop


def _try(shop: Shop, text: str, **more: Any) -> dict[str, Any]:
    with shop.client("owner") as owner:
        answer = owner.post("/api/bot/try", json={"text": text, "shop_id": shop.shop_id, **more})
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


async def _ask(shop: Shop, text: str, kind: str = "answer") -> dict[str, Any]:
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post(text)
        return await bot_says(visitor, kind)


def test_trying_says_what_it_would_do_and_why(shop: Shop) -> None:
    told = _try(shop, "我想退货")
    assert (told["kind"], told["words"]) == ("answer", f"{RETURNS}：这样做。")
    assert told["candidates"][0]["title"] == RETURNS
    assert told["answerable"] >= told["threshold"]
    asked = _try(shop, "找真人")
    assert (asked["kind"], asked["reason"], asked["heard"]) == ("handover", "asked", ["wish"])
    assert _try(shop, "你们几点上班")["task"] == "people.hours"
    assert shop.run("SELECT count(*) FROM bot_turns WHERE question = '找真人'") == [(0,)]


@pytest.mark.acts("bot.least_sure", "bot.near_from")
def test_how_sure_it_must_be(shop: Shop) -> None:
    near = "下单多久能到货发货"
    sure = _try(shop, near)["answerable"]
    with holding(
        shop, {"bot.least_sure": 99, "bot.near_from": 1}, scope="shop", scope_id=shop.shop_id
    ):
        told = _try(shop, near)
        assert told["threshold"] == 0.99
        assert told["kind"] == ("choices" if 0.01 <= sure < 0.99 else "answer")
        assert len(told["choices"]) <= 3
    with holding(
        shop, {"bot.least_sure": 99, "bot.near_from": 99}, scope="shop", scope_id=shop.shop_id
    ):
        assert _try(shop, near)["kind"] in ("ask", "answer")
        assert _try(shop, near)["near_from"] == 0.99


@pytest.mark.acts("bot.person_words", "bot.sensitive_words")
def test_which_words_bring_a_person(shop: Shop) -> None:
    assert _try(shop, "我要接驳")["reason"] != "asked"
    words = {"zh-CN": "接驳，摇人", "en": "shuttle"}
    with holding(shop, {"bot.person_words": words}, scope="shop", scope_id=shop.shop_id):
        assert _try(shop, "我要接驳")["reason"] == "asked"
    assert _try(shop, "喝了以后过敏了")["reason"] == "sensitive"
    assert _try(shop, "我要曝光你们")["reason"] == "angry"
    with holding(
        shop,
        {"bot.sensitive_words": {"zh-CN": "茶垢", "en": "stain"}},
        scope="shop",
        scope_id=shop.shop_id,
    ):
        assert _try(shop, "喝了以后过敏了")["reason"] != "sensitive"
        assert _try(shop, "茶垢洗不掉")["reason"] == "sensitive"


@pytest.mark.acts("bot.tasks_off")
def test_tasks_are_switched_off_one_by_one(shop: Shop) -> None:
    told = change(shop, tasks={"people.hours": False})
    assert [one["name"] for one in told["tasks"] if not one["on"]] == ["people.hours"]
    assert _try(shop, "你们几点上班")["task"] is None
    with shop.client("owner") as owner:
        refused = owner.patch("/api/bot", json={"tasks": {"no.such": True}})
        assert refused.json()["error"]["code"] == "unknown_task"
    change(shop, tasks={"people.hours": True})
    assert _try(shop, "你们几点上班")["task"] == "people.hours"


async def test_it_tells_where_the_shop_is_once_the_shop_says_so(shop: Shop) -> None:
    assert _try(shop, "你们店在哪里")["task"] is None
    path = f"/api/shops/{shop.shop_id}"
    with shop.client("owner") as owner:
        owner.patch(path, json={"phone": "0571-87000000"}).raise_for_status()
        assert _try(shop, "你们店在哪里")["task"] == "people.shop"
        said = (await _ask(shop, "你们店在哪里", "task"))["text"]
        owner.patch(path, json={"phone": None}).raise_for_status()
    assert said.endswith("电话：0571 8700 0000")
    assert "地址" not in said


@pytest.mark.acts("bot.greeting")
async def test_it_greets_by_its_name_in_the_words_that_are_set(shop: Shop) -> None:
    change(shop, name="茶小二", greeting={"zh-CN": "您好，我叫{name}", "en": "I am {name}"})
    names = "SELECT count(*) = 1 FROM staff WHERE kind = 'bot' AND name = '茶小二'"
    assert shop.run(names) == [(True,)]
    said = ""
    # The worker reads settings anew every five seconds.
    for _ in range(20):
        said = (await _ask(shop, "我想退货"))["text"]
        if said.startswith("您好，我叫茶小二"):
            break
        await asyncio.sleep(1)
    assert said == f"您好，我叫茶小二\n\n{RETURNS}：这样做。"
    assert bot(shop)["name"] == "茶小二"


async def test_samples_are_judged_and_taught_in_two_clicks(shop: Shop) -> None:
    said = await _ask(shop, "我想退货")
    turn = said["bot"]["turn_id"]
    with shop.client("supervisor") as supervisor:
        page = supervisor.get("/api/bot/samples", params={"which": "unchecked"}).json()
        first = page["items"][0]
        assert (first["turn_id"], first["question"], first["article"]["title"]) == (
            turn, "我想退货", RETURNS,
        )  # fmt: skip
        path = f"/api/bot/samples/{turn}"
        refused = supervisor.post(path, json={"verdict": "better", "teach": True})
        assert refused.json()["error"]["code"] == "nothing_to_teach"
        other = shop.run("SELECT id FROM articles WHERE title = %s", SHIPPING)[0][0]
        body = {"verdict": "better", "article_id": str(other), "teach": True}
        supervisor.post(path, json=body).raise_for_status()
        seen = supervisor.get("/api/bot/samples", params={"which": "checked"}).json()["items"][0]
        assert (seen["verdict"], seen["better"]["title"], seen["taught"]) == (
            "better", SHIPPING, True,
        )  # fmt: skip
        figures = supervisor.get("/api/bot/figures", params={"days": 7}).json()
    assert shop.run("SELECT text FROM article_wordings WHERE article_id = %s AND text = %s",
                    other, "我想退货") == [("我想退货",)]  # fmt: skip
    assert (figures["accuracy"], figures["target"], len(figures["days"])) == (0.0, 80, 7)
    assert figures["days"][-1]["checked"] == 1
    assert figures["conversations"] >= 1
    assert figures["all_conversations"] >= figures["conversations"]
    with shop.client("agent_junior") as agent:
        assert agent.get("/api/bot/figures").status_code == 403
        assert agent.post(path, json=body).status_code == 403
        assert agent.get("/api/bot").status_code == 403


@pytest.mark.acts("bot.target")
def test_the_share_that_is_aimed_at(shop: Shop) -> None:
    with holding(shop, {"bot.target": 65}), shop.client("owner") as owner:
        assert owner.get("/api/bot/figures").json()["target"] == 65


@pytest.mark.acts("bot.keep_days", "bot.behind")
async def test_what_is_old_goes_and_how_far_behind_is_too_far(
    shop: Shop, module_processes: Processes
) -> None:
    """A worker looks for old turns when it starts: this one has only ever seen these values."""
    worker = next(one for one in module_processes.running if one.name == "worker")
    await _ask(shop, "我想退货")
    worker.stop()
    shop.run("UPDATE bot_turns SET at = now() - interval '40 days'")
    put_settings(shop, {"bot.keep_days": 60})
    # An event that nobody takes: thinking is behind by as long as it waits.
    shop.run(
        "INSERT INTO event_todo (listener, event_id, event_at, lane)"
        " SELECT 'test.nobody', max(id), now() - interval '100 seconds', 'thinking' FROM events"
    )
    worker.start()
    gone = "SELECT status = 'offline' FROM presence p JOIN staff s ON s.id = p.staff_id"
    await shop.until(f"{gone} AND s.kind = 'bot'")
    assert bot(shop)["away"] == "behind"
    assert shop.run("SELECT count(*) > 0 FROM bot_turns") == [(True,)]
    worker.stop()
    put_settings(shop, {"bot.keep_days": 30, "bot.behind": 300})
    worker.start()
    await shop.until("SELECT count(*) = 0 FROM bot_turns")
    await shop.until(ONLINE)
    shop.run("DELETE FROM event_todo WHERE listener = 'test.nobody'")


async def test_what_a_customer_told_the_bot_is_handed_out_and_erased(shop: Shop) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货，我的电话是13800138000"))["message"]["conversation_id"]
        await visitor.hear("changed", lambda f: any(m["from"] == "bot" for m in f["messages"]))
    asked = "SELECT question, customer_id FROM bot_turns WHERE conversation_id = %s"
    question, customer = shop.run(asked, chat)[0]
    assert "我想退货" in question
    assert "13800138000" not in question
    with shop.client("owner") as owner:
        name = shop.run("SELECT name FROM customers WHERE id = %s", customer)[0][0]
        erased = owner.post(f"/api/customers/{customer}/erase", json={"name": name})
        erased.raise_for_status()
    await shop.until(
        "SELECT bool_and(question = '' AND words = '') FROM bot_turns WHERE customer_id = %s",
        customer,
    )  # fmt: skip


def test_what_decides_is_changed_for_all_only_as_a_version(shop: Shop) -> None:
    with shop.client("owner") as owner:
        listed = {one["key"]: one for one in owner.get("/api/settings").json()}
        assert listed["bot.least_sure"]["kept_at"] == "/bot/settings"
        assert listed["bot.greeting"]["kept_at"] == ""
        before = owner.get("/api/bot").json()["least_sure"]
        body = {"scope": "organisation", "value": 77}
        refused = owner.put("/api/settings/bot.least_sure", json=body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "kept_elsewhere")
        assert owner.delete("/api/settings/bot.least_sure").status_code == 409
        assert owner.get("/api/bot").json()["least_sure"] == before
