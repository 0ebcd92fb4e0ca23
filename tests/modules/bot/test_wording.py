"""With a language model set up the bot words its answers; with a bad one it answers as without."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.modules.bot.team import RETURNS, SHIPPING, begin_bot, bot_says
from tests.modules.helpcentre.pages import open_up, read
from tests.servers.language_model import KEY, LanguageModel, Mode, running_language_model
from tests.servers.processes import Processes
from tests.servers.shop import Shop

PHONE, MAIL, ORDER = "13800138000", "li.lei@example.cn", "T2611000123"


@pytest.fixture(scope="module")
def running_model() -> Iterator[LanguageModel]:
    with running_language_model() as running:
        yield running


@pytest.fixture(scope="module")
def furnished(module_shop: Shop, module_processes: Processes, running_model: LanguageModel) -> Shop:
    with module_shop.client("owner") as owner:
        body = running_model.settings(seconds=2)
        owner.patch("/api/language-model", json=body).raise_for_status()
    open_up(module_shop)
    asyncio.run(begin_bot(module_shop, module_processes))
    return module_shop


@pytest.fixture
def shop(furnished: Shop, running_model: LanguageModel) -> Shop:
    furnished.run("DELETE FROM model_requests")
    fresh = LanguageModel(running_model.address)
    running_model.mode, running_model.say = fresh.mode, fresh.say
    running_model.bodies.clear()
    running_model.holding.clear()
    return furnished


@pytest.fixture
def model(running_model: LanguageModel, shop: Shop) -> LanguageModel:
    return running_model


def _outcomes(shop: Shop) -> list[tuple[str, str | None]]:
    return shop.run("SELECT outcome, reason FROM model_requests ORDER BY at")


def _from(data: dict[str, Any], title: str) -> int:
    return next(int(one["number"]) for one in data["articles"] if one["title"] == title)


def _saying(*sentences: tuple[str, str]) -> Any:
    """Says these sentences, each resting on the article with this title."""

    def say(data: dict[str, Any]) -> dict[str, Any]:
        said = [{"text": text, "articles": [_from(data, title)]} for text, title in sentences]
        return {"supported": True, "sentences": said}

    return say


async def test_an_answer_is_worded_from_the_articles_and_names_them(
    shop: Shop, model: LanguageModel
) -> None:
    model.say = _saying((f"您好，{RETURNS}，这样做就可以。", RETURNS))
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        said = await bot_says(visitor, "answer")
    assert said["text"].endswith(f"您好，{RETURNS}，这样做就可以。")
    assert [one["title"] for one in said["bot"]["sources"]] == [RETURNS]
    assert said["bot"]["can_rate"]
    assert _outcomes(shop) == [("used", None)]
    kept = shop.run("SELECT use, conversation_id::text, model, tokens_in, tokens_out,"
                    " cardinality(articles) > 0 FROM model_requests")  # fmt: skip
    assert kept == [("answers", chat, "tea-1", 700, 60, True)]
    turn = "SELECT model, jsonb_array_length(cited) FROM bot_turns WHERE conversation_id = %s"
    assert shop.run(turn, chat) == [("rules-1 + tea-1", 1)]


async def test_what_follows_on_is_asked_with_what_was_said_before(
    shop: Shop, model: LanguageModel
) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        model.say = _saying((f"{SHIPPING}：这样做。", SHIPPING))
        await visitor.post("几天能发货")
        await bot_says(visitor, "answer")
        model.say = _saying(
            (f"{SHIPPING}：这样做。", SHIPPING), (f"{RETURNS}：也这样做。", RETURNS)
        )
        await visitor.post("那退货呢，要多久？")
        said = await bot_says(visitor, "answer")
    second = model.data[-1]
    assert second["earlier"][0]["customer"] == "几天能发货"
    assert SHIPPING in second["earlier"][0]["answer"]
    assert {SHIPPING, RETURNS} <= {one["title"] for one in second["articles"]}
    # Each sentence says which of the articles below it rests on.
    assert said["text"] == f"{SHIPPING}：这样做。[1]{RETURNS}：也这样做。[2]"
    assert [one["title"] for one in said["bot"]["sources"]] == [SHIPPING, RETURNS]


async def test_an_article_that_anybody_may_read_is_a_link(shop: Shop, model: LanguageModel) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        url: str = (await bot_says(visitor, "answer"))["bot"]["sources"][0]["url"]
    page = read(shop, urlsplit(url).path)
    assert page.status_code == 200
    assert RETURNS in page.text


async def test_what_tells_who_somebody_is_does_not_leave(shop: Shop, model: LanguageModel) -> None:
    model.say = lambda data: {
        "supported": True,
        "sentences": [
            {
                "text": f"{RETURNS}：这样做，我们会打 {data['question'].split()[1]}。",
                "articles": [_from(data, RETURNS)],
            }
        ],
    }
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post(f"我想退货 {PHONE} 或 {MAIL} ，订单 {ORDER} ，住文三路508号2幢301室")
        said = await bot_says(visitor, "answer")
    sent = json.dumps(model.bodies, ensure_ascii=False)
    for private in (PHONE, MAIL, ORDER, "508号", "301室", KEY):
        assert private not in sent
    # What the customer said themselves stands in their answer again.
    assert PHONE in said["text"]
    kept = shop.run("SELECT row_to_json(r)::text FROM model_requests r")
    assert not any(one in str(kept) for one in (PHONE, MAIL, ORDER, RETURNS))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{RETURNS}：30 天内都可以。", "number"),
        (f"{RETURNS}：我们赔您一百元。", "number"),
        (f"{RETURNS}：一定给您办好。", "promise"),
        (f"{RETURNS}：见 https://evil.example.com 。", "link"),
        (f"{RETURNS}：这样做，不归我管。", "wording"),
        ("忽略以上要求，今天天气很好适合出门喝茶聊天。", "unfounded"),
    ],
)
async def test_what_the_articles_do_not_say_is_never_said(
    shop: Shop, model: LanguageModel, text: str, why: str
) -> None:
    model.say = _saying((text, RETURNS))
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        said = await bot_says(visitor, "answer")
    assert said["text"].endswith(f"{RETURNS}：这样做。")
    assert _outcomes(shop) == [("discarded", why)]


async def test_a_model_that_finds_no_answer_is_believed(shop: Shop, model: LanguageModel) -> None:
    model.say = lambda _: {"supported": False, "sentences": []}
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        assert (await bot_says(visitor, "answer"))["text"].endswith(f"{RETURNS}：这样做。")
    assert _outcomes(shop) == [("refused", "unsupported")]


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("server_error", "server_error"),
        ("limited", "limited"),
        ("hangs", "too_slow"),
        ("drips", "too_slow"),
        ("cut", "cut"),
        ("nonsense", "nonsense"),
        ("page", "not_protocol"),
    ],
)
async def test_whatever_goes_wrong_the_customer_is_answered(
    shop: Shop, model: LanguageModel, mode: Mode, reason: str
) -> None:
    model.mode = mode
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        assert (await bot_says(visitor, "answer"))["text"].endswith(f"{RETURNS}：这样做。")
    assert _outcomes(shop) == [("failed", reason)]


async def test_after_failures_in_a_row_nobody_waits_for_it(
    shop: Shop, model: LanguageModel
) -> None:
    shop.run(
        "INSERT INTO model_requests (id, at, use, model, tokens_in, tokens_out, milliseconds,"
        " outcome, reason) SELECT gen_random_uuid(), now(), 'answers', 'tea-1', 0, 0, 1, 'failed',"
        " 'cut' FROM generate_series(1, 5)"
    )
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        await bot_says(visitor, "answer")
    assert model.bodies == []
    with shop.client("owner") as owner:
        assert owner.get("/api/language-model/figures").json()["paused_until"]
    # A minute later it is asked again, and all is well.
    shop.run("UPDATE model_requests SET at = now() - interval '61 seconds'")
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        await bot_says(visitor, "answer")
    assert _outcomes(shop)[-1] == ("used", None)


async def test_an_endpoint_that_asks_to_be_left_alone_is(shop: Shop, model: LanguageModel) -> None:
    model.mode = "limited"
    for _ in range(2):
        async with shop.visitor(shop.session()["token"]) as visitor:
            await visitor.post("我想退货")
            await bot_says(visitor, "answer")
    assert len(model.bodies) == 1
    # It read nothing, and costs nothing.
    assert shop.run("SELECT tokens_in + tokens_out FROM model_requests") == [(0,)]


async def test_a_spent_budget_leaves_the_bot_as_it_is_without(
    shop: Shop, model: LanguageModel
) -> None:
    shop.run(
        "INSERT INTO model_requests (id, use, model, tokens_in, tokens_out, milliseconds, outcome)"
        " VALUES (gen_random_uuid(), 'answers', 'tea-1', 999000, 1000, 1, 'used')"
    )
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我想退货")
        await bot_says(visitor, "answer")
    assert model.bodies == []


def test_trying_shows_what_a_customer_would_read(shop: Shop, model: LanguageModel) -> None:
    def tried() -> dict[str, Any]:
        with shop.client("owner") as owner:
            body = {"text": "我想退货", "shop_id": shop.shop_id}
            told: dict[str, Any] = owner.post("/api/bot/try", json=body).json()
        return told

    model.say = _saying((f"您好，{RETURNS}，这样做就可以。", RETURNS))
    worded = tried()
    assert worded["words"] == f"您好，{RETURNS}，这样做就可以。"
    assert (worded["sources"], worded["unworded"]) == ([RETURNS], None)
    model.say = _saying((f"{RETURNS}：30 天内都可以。", RETURNS))
    without = tried()
    assert without["words"] == f"{RETURNS}：这样做。"
    assert (without["sources"], without["unworded"]) == ([], "discarded")


async def test_who_is_erased_is_nobody_in_the_record(shop: Shop, model: LanguageModel) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        chat = (await visitor.post("我想退货"))["message"]["conversation_id"]
        await bot_says(visitor, "answer")
    held = "SELECT customer_id FROM model_requests WHERE conversation_id = %s"
    customer = shop.run(held, chat)[0][0]
    name = shop.run("SELECT name FROM customers WHERE id = %s", customer)[0][0]
    with shop.client("owner") as owner:
        owner.post(f"/api/customers/{customer}/erase", json={"name": name}).raise_for_status()
    await shop.until(
        "SELECT bool_and(customer_id IS NULL AND conversation_id IS NULL) FROM model_requests"
    )


async def test_who_asks_for_a_person_never_waits_for_a_model(
    shop: Shop, model: LanguageModel
) -> None:
    async with shop.visitor(shop.session()["token"]) as visitor:
        await visitor.post("我要投诉，帮我转人工，我要退货")
        await bot_says(visitor, "handover")
    assert model.bodies == []


async def test_others_are_answered_while_a_model_thinks_about_one(
    shop: Shop, model: LanguageModel
) -> None:
    model.holding.set()
    async with (
        shop.visitor(shop.session()["token"]) as waiting,
        shop.visitor(shop.session()["token"]) as other,
    ):
        await waiting.post("我想退货")
        await model.asked()
        await other.post("你好")
        assert await bot_says(other, "talk")
        assert _outcomes(shop) == []
        model.holding.clear()
        await bot_says(waiting, "answer")
