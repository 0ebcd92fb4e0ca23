"""A summary in a language model's words stands only on what was said; else what was said stands."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.modules.customers.people import talk
from tests.servers.language_model import Data, LanguageModel, Mode, running_language_model
from tests.servers.shop import Shop
from zhiyin.modules.conversations.retelling import MOST_LINES, Retold, RetoldLine, fault

WORDS = "我上周买的茶壶盖子裂了，花了 299 元，想换一把"
PHONE = "13800138000"
TOLD = "顾客的茶壶盖子裂了，花了 299 元，想换一把"
SAID = {1: WORDS, 2: "可以换，运费我们承担，三天内寄出"}


@pytest.mark.parametrize(
    ("text", "rests", "why"),
    [
        (TOLD, [1], None),
        ("三天内寄出，运费我们承担", [2], None),
        (TOLD, [2], "number"),
        ("顾客的茶壶盖子裂了，花了 399 元", [1], "number"),
        ("客服保证赔偿顾客一把新茶壶", [1, 2], "promise"),
        ("运费我们承担", [3], "citation"),
        ("运费我们承担", [], "citation"),
        ("[NAME_7] 想换一把", [1], "placeholder"),
        ("", [1], "length"),
    ],
)
def test_a_line_stands_on_the_messages_it_names(
    text: str, rests: list[int], why: str | None
) -> None:
    assert fault(Retold([RetoldLine(text, rests)]), SAID, set()) == why


def test_a_summary_is_short() -> None:
    lines = [RetoldLine(TOLD, [1])] * (MOST_LINES + 1)
    assert fault(Retold(lines), SAID, set()) == "length"


@pytest.fixture(scope="module")
def running() -> Iterator[LanguageModel]:
    with running_language_model() as running:
        yield running


def _tell(data: Data) -> Data:
    return {"lines": [{"text": TOLD, "said": [data["said"][0]["number"]]}]}


@pytest.fixture
def model(running: LanguageModel) -> LanguageModel:
    running.mode, running.say = "well", _tell
    running.bodies.clear()
    return running


@pytest.fixture
def shop(module_shop: Shop, model: LanguageModel) -> Shop:
    module_shop.run("DELETE FROM model_requests")
    body = model.settings(seconds=1, uses=["answers", "summaries"])
    with module_shop.client("owner") as owner:
        owner.patch("/api/language-model", json=body).raise_for_status()
    return module_shop


def _summary(shop: Shop, chat: str, *, worded: bool) -> Any:
    with shop.client("owner") as owner:
        path = f"/api/conversations/{chat}/summary"
        answer = owner.post(path) if worded else owner.get(path)
    answer.raise_for_status()
    return answer.json()


async def test_a_summary_is_worded_on_request_and_kept_until_more_is_said(
    shop: Shop, model: LanguageModel
) -> None:
    who = await talk(shop, WORDS, f"我的电话{PHONE}")
    chat = who["conversation"]
    before = _summary(shop, chat, worded=False)
    assert (before["worded"], before["can_word"]) == ([], True)
    assert model.bodies == []
    told = _summary(shop, chat, worded=True)
    assert told["worded"] == [TOLD]
    # What was taken from the words themselves stays beside it.
    assert WORDS in told["wanted"]
    assert PHONE not in str(model.bodies)
    assert _summary(shop, chat, worded=True) == _summary(shop, chat, worded=False) == told
    assert len(model.bodies) == 1
    kept = shop.run("SELECT use, outcome, conversation_id::text FROM model_requests")
    assert kept == [("summaries", "used", chat)]
    await talk(shop, "什么时候能寄到", token=who["token"])
    assert _summary(shop, chat, worded=False)["worded"] == []


@pytest.mark.parametrize("mode", ["server_error", "hangs", "cut", "nonsense", "well"])
async def test_what_was_said_stands_where_nothing_good_comes_back(
    shop: Shop, model: LanguageModel, mode: Mode
) -> None:
    chat = (await talk(shop, WORDS))["conversation"]
    model.mode = mode
    if mode == "well":
        model.say = lambda _: {"lines": [{"text": "花了 999 元", "said": [1]}]}
    told = _summary(shop, chat, worded=True)
    assert (told["worded"], told["can_word"]) == ([], False)
    assert told["wanted"] == [WORDS]


async def test_it_is_off_until_allowed(shop: Shop, model: LanguageModel) -> None:
    chat = (await talk(shop, WORDS))["conversation"]
    with shop.client("owner") as owner:
        owner.patch("/api/language-model", json={"uses": ["answers"]}).raise_for_status()
    told = _summary(shop, chat, worded=True)
    assert (told["worded"], told["can_word"]) == ([], False)
    assert model.bodies == []
