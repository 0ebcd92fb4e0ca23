"""A change of the bot is measured before, put live as a version, tried with a share, taken back."""

import asyncio
import time
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.modules.bot.team import BREWING, RETURNS, SHIPPING, begin_bot, change
from tests.servers.patience import until
from tests.servers.processes import Processes
from tests.servers.shop import Shop
from zhiyin.kernel.drawing import is_drawn

# Nothing that any article is near to.
LID, GIFT = "盖子乐队演唱会门票", "送长辈的话帮忙写张卡片不"
CARS = "你们卖二手车吗"


@pytest.fixture(scope="module")
def shop(module_shop: Shop, module_processes: Processes) -> Shop:
    asyncio.run(begin_bot(module_shop, module_processes))
    for question, title in ((LID, BREWING), ("几天能发货", SHIPPING), (CARS, None)):
        wanted = article(module_shop, title) if title else None
        post(module_shop, "tests", question=question, article_id=wanted)
    return module_shop


def article(shop: Shop, title: str) -> str:
    """The id of an article."""
    return str(shop.run("SELECT id FROM articles WHERE title = %s", title)[0][0])


def ask(shop: Shop, method: str, path: str, role: str = "owner", **more: Any) -> httpx.Response:
    """One request below /api/bot."""
    with shop.client(role) as client:
        return client.request(method, f"/api/bot/{path}".rstrip("/"), **more)


def post(shop: Shop, path: str, role: str = "owner", **body: Any) -> dict[str, Any]:
    """Sends something; answers what the server says."""
    answer = ask(shop, "POST", path, role, json=body)
    assert answer.status_code < 300, answer.text
    told: dict[str, Any] = answer.json()
    return told


def get(shop: Shop, path: str) -> Any:
    """Reads something."""
    answer = ask(shop, "GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refusal(answer: httpx.Response) -> str:
    """Why something was refused."""
    code: str = answer.json()["error"]["code"]
    return code


def wordings(shop: Shop, text: str) -> int:
    """How many articles have this wording."""
    found: int = shop.run("SELECT count(*) FROM article_wordings WHERE text = %s", text)[0][0]
    return found


def lesson(shop: Shop, text: str, title: str = BREWING) -> dict[str, Any]:
    """A change that teaches an article these words."""
    return {"wordings": [{"article_id": article(shop, title), "texts": [text]}]}


def run(shop: Shop, which: str = "wrong") -> dict[str, Any]:
    """Runs the test set to its end; answers what came of it."""
    job = post(shop, "test-runs")["job_id"]
    asked = partial(ask, shop, "GET", f"test-runs/{job}", params={"which": which})
    told: dict[str, Any] = until(lambda: (it := asked()).status_code == 200 and it).json()
    return told


def test_questions_are_written_taken_in_and_corrected(shop: Shop) -> None:
    made = post(shop, "tests", question="打 13812345678 问过了，寄坏了咋办", shop_id=shop.shop_id)
    assert "13812345678" not in made["question"]
    path = f"tests/{made['id']}"
    body = {"question": "寄坏了咋办", "article_id": article(shop, RETURNS)}
    fresh = {"If-Match": str(made["version"])}
    changed = ask(shop, "PATCH", path, json=body, headers=fresh).json()
    assert (changed["article"]["title"], changed["live"]) == (RETURNS, True)
    assert refusal(ask(shop, "PATCH", path, json=body, headers=fresh)) == "edit_conflict"
    assert refusal(ask(shop, "POST", "tests", json={"question": "寄坏了咋办？"})) == (
        "question_twice"
    )
    rows = (f"寄坏了咋办,{SHIPPING}", f"什么时候发货呀,{SHIPPING}", ",x", "开车去近吗,没有这篇")
    table = "\n".join(("问题,应答文章", *rows))
    file = {"file": ("questions.csv", table.encode())}
    taken = ask(shop, "POST", "tests/import", files=file).json()
    assert (taken["added"], taken["changed"], taken["same"]) == (1, 1, 0)
    assert [one["row"] for one in taken["problems"]] == [4, 5]
    bad = ask(shop, "POST", "tests/import", files={"file": ("a.csv", b"x,y\n1,2\n")})
    assert refusal(bad) == "no_question_column"
    page = get(shop, "tests?q=寄坏了")
    assert [one["article"]["title"] for one in page["items"]] == [SHIPPING]
    for one in get(shop, "tests")["items"]:
        if one["question"] in ("寄坏了咋办", "什么时候发货呀"):
            assert ask(shop, "DELETE", f"tests/{one['id']}").status_code == 204
    page = get(shop, "tests")
    assert (page["answerable"], page["unanswerable"]) == (2, 1)


def test_a_lesson_is_measured_put_live_and_taken_back_and_forth(shop: Shop) -> None:
    first = run(shop, "missed")
    assert (first["figures"]["questions"], first["figures"]["refused"]) == (3, 1)
    assert [one["question"] for one in first["items"]] == [LID]
    measured = post(shop, "rehearsals", **lesson(shop, LID))
    assert (measured["mended"], measured["broken"], measured["asked"]) == (1, 0, 3)
    assert measured["moved"][0]["after"] == {"kind": "answer", "title": BREWING}
    assert measured["after"]["right"] == measured["before"]["right"] + 1
    assert wordings(shop, LID) == 0
    body = lesson(shop, LID) | {"note": "盖子", "rehearsal_id": measured["id"]}
    made = post(shop, "versions", "supervisor", **body)
    assert (made["kind"], made["state"], made["note"]) == ("lesson", "live", "盖子")
    assert made["measured"]["mended"] == 1
    assert made["added"][0]["texts"] == [LID]
    assert wordings(shop, LID) == 1
    assert refusal(ask(shop, "POST", "versions", json=lesson(shop, LID))) == "nothing_changed"
    start = get(shop, "versions")["items"][-1]
    assert (start["number"], start["kind"]) == (1, "start")
    back = post(shop, "versions/1/rollback")
    assert (back["kind"], back["back_to"], back["removed"][0]["texts"]) == ("rollback", 1, [LID])
    assert wordings(shop, LID) == 0
    again = post(shop, f"versions/{made['number']}/rollback")
    assert again["added"][0]["texts"] == [LID]
    assert wordings(shop, LID) == 1
    second = _when_found(shop)
    assert second["version"] == again["number"]
    assert (second["previous"]["id"], second["counts"]["mended"]) == (first["id"], 1)
    assert [one["was"] for one in second["items"]] == ["missed"]


def _when_found(shop: Shop) -> dict[str, Any]:
    """A run once the index has taken the wording over; those before it are forgotten."""
    deadline = time.monotonic() + 30
    while True:
        told = run(shop, "mended")
        if told["items"] or time.monotonic() > deadline:
            return told
        shop.run("DELETE FROM bot_test_runs WHERE id = %s", told["id"])


def test_settings_are_versions_and_come_back(shop: Shop) -> None:
    usual = get(shop, "")["sensitive_words"]
    lids = {"zh-CN": "盖子", "en": "lid"}
    tried = post(shop, "rehearsals", settings={"sensitive_words": lids})
    assert tried["after"]["answered"] == tried["before"]["answered"] - 1
    assert tried["moved"][0]["after"] == {"kind": "handover", "title": None}
    assert get(shop, "")["sensitive_words"] == usual
    change(shop, sensitive_words=lids)
    last = get(shop, "versions")["items"][0]
    assert last["settings"] == [{"name": "sensitive_words", "before": usual, "after": lids}]
    wanted = {"settings": {"least_sure": 5}}
    answer = ask(shop, "POST", "versions", "quality", json=wanted)
    assert answer.status_code == 403
    before = last["number"] - 1
    back = post(shop, f"versions/{before}/rollback")
    assert back["settings"] == [{"name": "sensitive_words", "before": lids, "after": usual}]
    assert get(shop, "")["sensitive_words"] == usual
    assert refusal(ask(shop, "POST", f"versions/{back['number']}/rollback", json={})) == (
        "nothing_changed"
    )


async def _talk(shop: Shop, text: str) -> tuple[UUID, int, str]:
    """Somebody new asks; answers the conversation, its version, and what the bot did."""
    session = shop.session()
    async with shop.visitor(session["token"]) as visitor:
        await visitor.post(text)
        await visitor.hear("changed", lambda f: any(one["bot"] for one in f["messages"]))
    rows = shop.run(
        "SELECT s.conversation_id, s.version, t.kind FROM bot_sessions s JOIN bot_turns t"
        " USING (conversation_id) ORDER BY t.at DESC LIMIT 1"
    )
    return rows[0][0], rows[0][1], rows[0][2]


async def test_a_trial_answers_its_share_and_is_adopted(shop: Shop) -> None:
    body = lesson(shop, GIFT, RETURNS) | {"share": 50}
    trial = post(shop, "versions", **body)
    number = trial["number"]
    assert (trial["state"], trial["share"], trial["live_at"]) == ("trial", 50, None)
    assert wordings(shop, GIFT) == 0
    assert refusal(ask(shop, "POST", "versions", json=lesson(shop, "x") | {"share": 5})) == (
        "trial_runs"
    )
    assert refusal(ask(shop, "POST", "versions/1/rollback", json={})) == "trial_runs"
    # Worker and inference see it within some seconds.
    await asyncio.sleep(6)
    sides: dict[bool, set[str]] = {True: set(), False: set()}
    for _ in range(16):
        conversation, version, kind = await _talk(shop, GIFT)
        drawn = is_drawn(conversation, number.to_bytes(4), 50)
        assert (version == number) is drawn
        sides[drawn].add(kind)
        if sides[True] and sides[False]:
            break
    assert sides[True] == {"answer"}
    assert "answer" not in sides[False]
    told = get(shop, "versions/trial")
    assert told["trial"]["conversations"] >= 1
    assert told["live"]["conversations"] >= 1
    assert {one["verdict"] for one in told["compared"]} <= {"unclear", "worse", "better"}
    adopted = post(shop, f"versions/{number}/adopt")
    assert (adopted["state"], adopted["added"][0]["texts"]) == ("live", [GIFT])
    assert wordings(shop, GIFT) == 1
    assert shop.run("SELECT count(*) FROM trial_wordings") == [(0,)]
    assert get(shop, "versions/trial") is None
    assert get(shop, "versions")["live"] == number
    withdrawn = post(shop, "versions", settings={"near_from": 40}, share=10)["number"]
    assert refusal(ask(shop, "PATCH", "", json={"near_from": 30})) == "trial_runs"
    assert post(shop, f"versions/{withdrawn}/withdraw")["state"] == "withdrawn"
    assert get(shop, "")["near_from"] == 12


async def test_a_sample_becomes_a_test_question_with_one_click(shop: Shop) -> None:
    await _talk(shop, "我想退货")
    turn = str(shop.run("SELECT id FROM bot_turns ORDER BY at DESC LIMIT 1")[0][0])
    body = {"turn_id": turn, "article_id": article(shop, RETURNS)}
    made = post(shop, "tests/from-sample", "quality", **body)
    assert (made["question"], made["article"]["title"], made["origin"]) == (
        "我想退货", RETURNS, "sample",
    )  # fmt: skip
    assert made["shop_id"] == str(shop.shop_id)


def test_nothing_is_measured_while_thinking_is_off(shop: Shop) -> None:
    change(shop, ai_on=False)
    try:
        answer = ask(shop, "POST", "rehearsals", json=lesson(shop, "随便一句"))
        assert (answer.status_code, refusal(answer)) == (409, "thinking_away")
    finally:
        change(shop, ai_on=True)
