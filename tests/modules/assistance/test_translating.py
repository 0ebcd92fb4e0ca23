"""Translation of a conversation: shown under what was said, asked for once, never in its place."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.modules.customers.people import talk
from tests.servers.language_model import Data, LanguageModel, Mode, running_language_model
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.settings import holding
from tests.servers.shop import Shop

PHONE = "13800138000"
ASKED = f"注文した急須はいつ届きますか。電話は{PHONE}です"
MEANT = "我订的茶壶什么时候到？电话是{}"
CHINESE = {"Accept-Language": "zh-CN"}
ANSWER, SENT = "明天送到", "明日お届けします"


def _translator(data: Data) -> Data:
    """Knows three sentences, and marks whatever else it is given."""
    known = {"急須": MEANT.format("[CONTACT_1]"), "明天": SENT, "ありがとう": "谢谢"}

    def say(text: str) -> str:
        return next((words for part, words in known.items() if part in text), f"译：{text}")

    texts = [{"number": one["number"], "text": say(one["text"])} for one in data["texts"]]
    return {"texts": texts}


@pytest.fixture(scope="module")
def running() -> Iterator[LanguageModel]:
    with running_language_model() as running:
        yield running


@pytest.fixture
def model(running: LanguageModel) -> LanguageModel:
    running.mode, running.say = "well", _translator
    running.bodies.clear()
    return running


@pytest.fixture
def shop(module_shop: Shop, model: LanguageModel) -> Iterator[Shop]:
    module_shop.run("DELETE FROM model_requests")
    body = model.settings(seconds=1, uses=["answers", "translation"])
    with module_shop.client("owner") as owner:
        owner.patch("/api/language-model", json=body).raise_for_status()
    module_shop.online("agent_senior")
    yield module_shop
    with module_shop.client("agent_senior") as agent:
        for one in agent.get("/api/conversations?box=mine").json()["items"]:
            agent.post(f"/api/conversations/{one['id']}/close", json={})


def _post(shop: Shop, chat: str, what: str, role: str = "agent_senior", **body: Any) -> Any:
    with shop.client(role, **CHINESE) as client:
        answer = client.post(f"/api/assistance/{chat}/{what}", json=body)
        answer.raise_for_status()
        return answer.json()


def _items(shop: Shop, chat: str, *numbers: int, role: str = "agent_senior") -> Any:
    return _post(shop, chat, "translations", role, numbers=list(numbers))["items"]


def _state(shop: Shop, chat: str) -> Any:
    with shop.client("agent_senior", **CHINESE) as agent:
        return agent.get(f"/api/assistance/{chat}/translation").json()


def _take(shop: Shop, chat: str) -> None:
    with shop.client("agent_senior") as agent:
        agent.post(f"/api/conversations/{chat}/pick")


async def test_a_message_is_shown_in_the_readers_language_and_asked_for_once(
    shop: Shop, model: LanguageModel
) -> None:
    chat = (await talk(shop, ASKED, "12:30"))["conversation"]
    state = _state(shop, chat)
    assert (state["ready"], state["mine"], state["theirs"]) == (True, "zh", "ja")
    found = _items(shop, chat, 1, 2)
    assert found == [
        {"number": 1, "language": "ja", "text": MEANT.format(PHONE), "written": False,
         "problem": None}
    ]  # fmt: skip
    # What tells who it is has not left the house.
    assert PHONE not in str(model.bodies)
    assert _items(shop, chat, 1, 2) == found
    assert len(model.bodies) == 1
    kept = shop.run("SELECT use, outcome, conversation_id::text FROM model_requests")
    assert kept == [("translation", "used", chat)]


async def test_what_is_taken_back_while_it_is_translated_is_not_kept(
    shop: Shop, model: LanguageModel
) -> None:
    who = await talk(shop, ASKED)
    chat = who["conversation"]
    message = shop.run("SELECT id FROM messages WHERE conversation_id = %s AND number = 1", chat)

    def say(data: Data) -> Data:
        with shop.visiting(who["token"]) as visitor:
            path = f"/api/visitor/messages/{message[0][0]}/recall"
            visitor.post(path, json={}).raise_for_status()
        return _translator(data)

    model.say = say
    _items(shop, chat, 1)
    assert len(model.bodies) == 1
    kept = "SELECT count(*) FROM message_translations WHERE conversation_id = %s"
    assert shop.run(kept, chat) == [(0,)]


async def test_what_was_written_stands_beside_what_was_sent(
    shop: Shop, model: LanguageModel
) -> None:
    who = await talk(shop, ASKED)
    chat = who["conversation"]
    _take(shop, chat)
    said = _post(shop, chat, "translate", text=ANSWER, into="ja")
    assert said == {"text": SENT}
    key = uuid4().hex
    _post(shop, chat, "written", key=key, text=ANSWER, language="zh")
    with shop.client("agent_senior") as agent:
        body = {"key": key, "text": SENT}
        sent = agent.post(f"/api/conversations/{chat}/messages", json=body).json()
    asked = len(model.bodies)
    (found,) = _items(shop, chat, sent["number"])
    assert (found["text"], found["written"]) == (ANSWER, True)
    assert len(model.bodies) == asked
    # The customer has the words in their own language, and nothing else.
    with shop.visiting(who["token"]) as visitor:
        shown = str(visitor.get("/api/visitor/history").json())
    assert SENT in shown
    assert ANSWER not in shown


@pytest.mark.parametrize(
    ("mode", "problem"),
    [("server_error", "unavailable"), ("hangs", "unavailable"), ("cut", "unavailable"),
     ("nonsense", "unavailable"), ("well", "untrusted")],
)  # fmt: skip
async def test_the_original_stands_where_nothing_good_comes_back(
    shop: Shop, model: LanguageModel, mode: Mode, problem: str
) -> None:
    chat = (await talk(shop, "注文番号 1299 はいつ届きますか"))["conversation"]
    model.mode = mode
    if mode == "well":
        model.say = lambda data: {"texts": [{"number": 1, "text": "订单 1288 什么时候到"}]}
    (found,) = _items(shop, chat, 1)
    assert (found["text"], found["problem"]) == (None, problem)
    with shop.client("agent_senior") as agent:
        body = {"text": "订单 1299 明天到", "into": "ja"}
        refused = agent.post(f"/api/assistance/{chat}/translate", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "translation_failed")
    # As soon as it works again it is there.
    shop.run("DELETE FROM model_requests")
    model.mode, model.say = "well", _translator
    (found,) = _items(shop, chat, 1)
    assert found["problem"] is None


@pytest.mark.acts("assistance.translate")
async def test_it_is_off_until_allowed_and_for_who_wants_none(
    shop: Shop, model: LanguageModel
) -> None:
    chat = (await talk(shop, ASKED))["conversation"]
    with holding(
        shop, {"assistance.translate": False}, scope="user", scope_id=shop.ids["agent_senior"]
    ):
        assert not _state(shop, chat)["ready"]
        assert _items(shop, chat, 1) == []
    with shop.client("owner") as owner:
        owner.patch("/api/language-model", json={"uses": ["answers"]}).raise_for_status()
    assert not _state(shop, chat)["ready"]
    assert _items(shop, chat, 1) == []
    assert model.bodies == []


async def test_only_who_may_read_a_conversation_gets_its_translation(shop: Shop) -> None:
    chat = (await talk(shop, ASKED))["conversation"]
    _take(shop, chat)
    with shop.client("agent_junior") as other:
        for path, body in (
            ("translations", {"numbers": [1]}),
            ("translate", {"text": ANSWER, "into": "ja"}),
            ("written", {"key": "k", "text": ANSWER, "language": "zh"}),
        ):
            assert other.post(f"/api/assistance/{chat}/{path}", json=body).status_code == 404
        assert other.get(f"/api/assistance/{chat}/translation").status_code == 404


async def test_what_was_taken_back_is_gone_in_every_language(
    shop: Shop, module_processes: Processes
) -> None:
    module_processes.start("worker")
    who = await talk(shop, ASKED)
    chat = who["conversation"]
    _take(shop, chat)
    key = uuid4().hex
    _post(shop, chat, "written", key=key, text=ANSWER, language="zh")
    with shop.client("agent_senior") as agent:
        body = {"key": key, "text": SENT}
        sent = agent.post(f"/api/conversations/{chat}/messages", json=body).json()
        assert _items(shop, chat, sent["number"])
        path = f"/api/conversations/{chat}/messages/{sent['id']}/recall"
        agent.post(path).raise_for_status()
    kept = "SELECT count(*) FROM written_words WHERE client_key = %s"
    until(lambda: shop.run(kept, key) == [(0,)], "what was written is still there")
    assert _items(shop, chat, sent["number"]) == []
