"""What was not answered is put into groups, taught, written or put aside; and the brake."""

import asyncio
from typing import Any

import pytest

from tests.modules.bot.team import ONLINE, RETURNS, SHIPPING, begin_bot
from tests.modules.knowledge.articles import do
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop

# Three ways to ask for the same, none of which an article of the shop knows.
ASKED = ("壶上能刻我的名字吗", "能不能在壶上刻名字", "我想在壶上刻个名字可以吗")


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    return module_shop


async def _ask(shop: Shop, text: str) -> dict[str, Any]:
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post(text)
        frame = await visitor.hear(
            "changed", lambda f: any(m["from"] == "bot" for m in f["messages"])
        )
    said: dict[str, Any] = next(m for m in frame["messages"] if m["bot"])
    return said


async def _organise(shop: Shop) -> None:
    with shop.client("owner") as owner:
        answer = owner.post("/api/bot/gaps/organise")
    answer.raise_for_status()
    await shop.until("SELECT state = 'done' FROM jobs WHERE id = %s", answer.json()["job_id"])


def _gaps(shop: Shop, state: str = "open") -> list[dict[str, Any]]:
    with shop.client("owner") as owner:
        answer = owner.get("/api/bot/gaps", params={"state": state})
    answer.raise_for_status()
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _do(shop: Shop, gap: dict[str, Any], verb: str, **body: Any) -> Any:
    with shop.client("owner") as owner:
        answer = owner.post(f"/api/bot/gaps/{gap['id']}/{verb}", json=body)
    answer.raise_for_status()
    return answer.json()


async def _until_answered(shop: Shop, text: str) -> None:
    """A new wording is found within two seconds."""
    with shop.client("owner") as owner:
        for _ in range(50):
            told = owner.post("/api/bot/try", json={"text": text, "shop_id": shop.shop_id})
            if told.json()["kind"] == "answer":
                return
            await asyncio.sleep(0.2)
    raise AssertionError(f"{text} is not answered")


async def test_a_question_asked_thrice_is_taught_and_then_answered(shop: Shop) -> None:
    for text in ASKED:
        assert (await _ask(shop, text))["bot"]["kind"] in ("ask", "choices")
    await _organise(shop)
    gap = next(one for one in _gaps(shop) if one["label"] in ASKED)
    assert (gap["count"], gap["customers"], gap["state"]) == (3, 3, "open")
    with shop.client("owner") as owner:
        words = owner.get(f"/api/bot/gaps/{gap['id']}/wordings").json()
    assert set(words["texts"]) == set(ASKED)
    # Organising once more changes nothing: it is done once.
    await _organise(shop)
    assert [one["id"] for one in _gaps(shop) if one["label"] in ASKED] == [gap["id"]]

    meant = shop.run("SELECT id::text FROM articles WHERE title = %s", RETURNS)[0][0]
    taught = _do(shop, gap, "teach", article_id=meant, texts=list(ASKED))
    assert (taught["state"], taught["article"]["title"]) == ("taught", RETURNS)
    assert taught["version"] > 1
    origin = "SELECT count(*) FROM article_wordings WHERE article_id = %s AND origin = 'learned'"
    assert shop.run(origin, meant) == [(3,)]
    await _until_answered(shop, ASKED[0])
    assert RETURNS in (await _ask(shop, ASKED[0]))["text"]
    await _organise(shop)
    gap = next(one for one in _gaps(shop, "taught") if one["id"] == gap["id"])
    assert (gap["answered"], gap["again"]) == (1, 0)


async def _missed(shop: Shop, *texts: str) -> dict[str, Any]:
    """A group of questions that the bot did not answer."""
    for text in texts:
        assert (await _ask(shop, text))["bot"]["kind"] in ("ask", "choices")
    await _organise(shop)
    return next(one for one in _gaps(shop) if one["label"] in texts)


async def test_what_is_put_aside_comes_back_when_twice_as_many_ask(shop: Shop) -> None:
    gap = await _missed(shop, "有没有不含咖啡因的茶", "无咖啡因的茶有吗")
    _do(shop, gap, "dismiss")
    assert gap["id"] not in [one["id"] for one in _gaps(shop)]
    _do(shop, gap, "reopen")
    _do(shop, gap, "dismiss")
    with shop.client("owner") as owner:
        again = owner.post(f"/api/bot/gaps/{gap['id']}/dismiss")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "gap_decided")
    await _ask(shop, "不含咖啡因的茶有没有")
    await _organise(shop)
    assert gap["id"] in [one["id"] for one in _gaps(shop, "dismissed")]
    await _ask(shop, "你们有没有无咖啡因的茶")
    await _organise(shop)
    back = next(one for one in _gaps(shop) if one["id"] == gap["id"])
    assert back["count"] == 4


async def test_a_group_is_closed_when_its_article_is_published(shop: Shop) -> None:
    gap = await _missed(shop, "公司采购能不能月结", "我们公司采购可以月结吗")
    made = _do(shop, gap, "write", title="公司采购可以月结吗", texts=["企业月结怎么申请"])
    open_still = next(one for one in _gaps(shop) if one["id"] == gap["id"])
    assert open_still["article"]["article_id"] == made["article_id"]
    answer = "UPDATE article_versions SET short_answer = '可以' WHERE article_id = %s"
    shop.run(answer, made["article_id"])
    assert do(shop, made["article_id"], "publish").status_code == 200
    await shop.until("SELECT state = 'written' FROM bot_gaps WHERE id = %s", gap["id"])


async def test_an_agents_answer_and_a_customers_choice_speak_for_an_article(shop: Shop) -> None:
    gap = await _missed(shop, "支持数字人民币吗", "能不能用数字人民币")
    article = shop.run("SELECT id FROM articles WHERE title = %s", SHIPPING)[0][0]
    shop.run(
        "INSERT INTO article_uses (id, article_id, kind, actor_kind, conversation_id)"
        " SELECT gen_random_uuid(), %s, 'inserted', 'staff', conversation_id FROM bot_turns"
        " WHERE gap_id = %s",
        article,
        gap["id"],
    )
    await _organise(shop)
    found = next(one for one in _gaps(shop) if one["id"] == gap["id"])
    assert found["proposal"]["article_id"] == str(article)
    assert found["proposal"]["inserted"] == 2


async def test_an_erased_customer_leaves_no_words_in_a_group(shop: Shop) -> None:
    texts = ("旧的紫砂壶你们回收吗", "旧紫砂壶能不能回收")
    gap = await _missed(shop, *texts)
    customer = shop.run(
        "SELECT t.customer_id FROM bot_turns t JOIN bot_gaps g ON t.id = g.centre[1]"
        " WHERE g.id = %s", gap["id"],
    )[0][0]  # fmt: skip
    with shop.client("owner") as owner:
        name = shop.run("SELECT name FROM customers WHERE id = %s", customer)[0][0]
        owner.post(f"/api/customers/{customer}/erase", json={"name": name}).raise_for_status()
    other = next(text for text in texts if text != gap["label"])
    await shop.until("SELECT label = %s FROM bot_gaps WHERE id = %s", other, gap["id"])


@pytest.mark.acts("bot.brake_on", "bot.brake_from")
async def test_where_answers_fail_the_bot_gives_way_until_somebody_lets_go(
    shop: Shop, module_processes: Processes
) -> None:
    """A worker looks when it starts: it finds forty answers, thirty of them bad."""
    worker = next(one for one in module_processes.running if one.name == "worker")
    await _ask(shop, "什么时候发货")
    worker.stop()
    shop.run(
        "INSERT INTO bot_turns (id, conversation_id, number, customer_id, shop_id, locale,"
        " question, kind, words, article_id, model, milliseconds, rating)"
        " SELECT gen_random_uuid(), t.conversation_id, 1000 + n, t.customer_id, t.shop_id,"
        " t.locale, '', 'answer', '', t.article_id, 'test', 1,"
        " CASE WHEN n <= 30 THEN 'unhelpful' END"
        " FROM (SELECT * FROM bot_turns WHERE question = '什么时候发货' AND article_id IS NOT NULL"
        " LIMIT 1) t, generate_series(1, 40) n"
    )
    worker.start()
    await shop.until("SELECT count(*) = 1 FROM bot_brakes WHERE share = 50")
    told = "SELECT count(*) > 0 FROM notices WHERE kind = 'bot.braked'"
    assert shop.run(told) == [(True,)]
    with shop.client("owner") as owner:
        (brake,) = owner.get("/api/bot/brakes").json()
    assert (brake["share"], brake["failures"], brake["by"]) == (50, 30, None)

    # Where more failures are taken for granted, the same figures let go, a day later.
    worker.stop()
    shop.run("UPDATE bot_brakes SET moved_at = now() - interval '2 days'")
    with holding(shop, {"bot.brake_from": 95}):
        worker.start()
        await shop.until("SELECT count(*) = 1 FROM bot_brakes WHERE share = 100")

    def put(share: int) -> None:
        with shop.client("owner") as owner:
            path = f"/api/bot/brakes/{brake['id']}"
            owner.patch(path, json={"share": share}).raise_for_status()

    put(0)
    said = await _ask(shop, "什么时候发货")
    assert said["bot"]["kind"] == "handover"
    assert "请客服来答更稳妥" in said["text"]
    assert shop.run("SELECT count(*) FROM bot_sessions WHERE reason = 'brake'") == [(1,)]
    worker.stop()
    with holding(shop, {"bot.brake_on": False}):
        worker.start()
        await shop.until(ONLINE)
        assert (await _ask(shop, "什么时候发货"))["bot"]["kind"] == "answer"
    put(100)
    assert (await _ask(shop, "什么时候发货"))["bot"]["kind"] == "answer"
