"""Before and while waiting: what it is about, where one stands, when the shop is open."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.e2e.agents import Agent
from tests.e2e.places import Place, played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who may change the shop; not there for customers."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        yield agent


def _topics(window: Window) -> Locator:
    return window.page.get_by_role("group", name=window.words("topics"))


def _wishes(window: Window) -> Locator:
    return window.page.get_by_role("group", name=window.words("instead"))


def _wish(window: Window, key: str) -> Locator:
    return _wishes(window).get_by_role("button", name=window.words(key), exact=True)


def _waiting(agent: Agent, words: str) -> dict[str, Any]:
    """The conversation in line with these last words."""
    page = agent.http.get("/api/conversations", params={"box": "queue", "limit": 100}).json()
    found: dict[str, Any] = next(
        one for one in page["items"] if words in one["last_message"]["preview"]
    )
    return found


@played_at("phone-en")
def test_topic_is_one_tap_while_composing_and_reaches_the_agent(
    visitor: Window, agent: Agent
) -> None:
    visitor.open()
    topics = _topics(visitor)
    delivery = topics.get_by_role("button", name=visitor.place.choose("物流", "Delivery"))
    expect(topics.get_by_role("button")).to_have_count(4)
    field = visitor.page.locator("zhiyin-chat .composer textarea")
    field.focus()
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    half = {"text": "wo de hu", "selectionStart": 8, "selectionEnd": 8}
    devtools.send("Input.imeSetComposition", half)
    delivery.click()
    # The word that was being written is neither sent nor cut short.
    expect(field).to_have_value("wo de hu")
    expect(delivery).to_have_attribute("aria-pressed", "true")
    devtools.send("Input.insertText", {"text": "我的壶到哪了"})
    field.press("Enter")
    visitor.sent("我的壶到哪了")
    expect(topics).to_have_count(0)
    held = agent.held("我的壶到哪了")
    names = {one["id"]: one["name"]["zh-CN"] for one in agent.http.get("/api/subjects").json()}
    assert names[held["subject_id"]] == "物流"


@played_at("desktop-en")
def test_topic_is_chosen_and_left_by_keyboard_alone_and_may_be_skipped(
    visitor: Window, agent: Agent
) -> None:
    visitor.open()
    first = _topics(visitor).get_by_role("button").first
    first.focus()
    visitor.page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "true")
    first.focus()
    visitor.page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "false")
    visitor.write("just a question")
    visitor.sent("just a question")
    assert agent.held("just a question")["subject_id"] is None


@played_at("phone-zh")
def test_line_moves_and_a_call_keeps_the_place(
    visitor: Window, agent: Agent, anew: Callable[[], BrowserContext]
) -> None:
    agent.http.put("/api/presence", json={"status": "busy"}).raise_for_status()
    earlier = Window(anew().new_page(), visitor.base, visitor.place).open()
    earlier.write("排在前面")
    earlier.sent("排在前面")
    visitor.open().write("排在后面")
    visitor.sees(visitor.place.choose("前面还有 1 位", "1 ahead of you"))

    _wish(visitor, "ratherCall").click()
    form = visitor.page.locator("zhiyin-chat .leave")
    form.locator("[name=contact]").fill("wang@example.com")
    form.locator("[type=submit]").click()
    expect(form).to_contain_text(visitor.words("contactPhoneWrong"))
    form.locator("[name=contact]").fill("１３８ ００００ ２０４６")
    form.locator("[type=submit]").click()
    expect(form).to_have_count(0)
    expect(_wish(visitor, "ratherCall")).to_have_attribute("aria-pressed", "true")
    visitor.sees(visitor.words("wantsCall"))
    visitor.sees(visitor.place.choose("前面还有 1 位", "1 ahead of you"))
    held = _waiting(agent, "排在后面")
    assert held["wants"] == "callback"

    # Somebody takes the first one: the other moves up without doing anything.
    first = _waiting(agent, "排在前面")["id"]
    agent.http.post(f"/api/conversations/{first}/pick").raise_for_status()
    visitor.sees(visitor.place.choose("下一位就是您", "you are next"))
    _wish(visitor, "waitAfterAll").click()
    expect(_wish(visitor, "waitAfterAll")).to_have_attribute("aria-pressed", "true")
    assert _waiting(agent, "排在后面")["wants"] == "chat"
    agent.http.post(f"/api/conversations/{held['id']}/pick").raise_for_status()
    expect(_wishes(visitor)).to_have_count(0)


@played_at("desktop-zh")
def test_who_comes_at_night_reads_when_we_open_by_their_own_clock(
    demo_shop: OwnProcess, browser: Browser, place: Place, manager: Agent
) -> None:
    shops = manager.http.get("/api/shops").json()
    # One minute a week: closed now, whenever this runs, except for that minute.
    night = {"time_zone": "Asia/Shanghai", "week": [[] for _ in range(6)] + [[["03:00", "03:01"]]]}
    try:
        for shop in shops:
            answer = manager.http.patch(f"/api/shops/{shop['id']}", json={"hours": night})
            answer.raise_for_status()
        context = place.context(browser, timezone_id="America/New_York")
        window = Window(context.new_page(), demo_shop.url, place).open()
        # Sunday three o'clock in Shanghai is Saturday afternoon in New York, summer or winter.
        strip = window.page.locator("zhiyin-chat .strip")
        expect(strip).to_contain_text(place.choose("按您当地时间", "By your clock"))
        expect(strip).to_contain_text(re.compile("1[45]:00"))
        expect(strip).to_contain_text(place.choose("30 分钟内答复", "within 30 min"))
        window.button("times").click()
        hours = window.page.get_by_role("region", name=window.words("times"))
        expect(hours).to_contain_text("03:00–03:01")
        expect(hours).to_contain_text(window.words("closedDay"))
        expect(hours).to_contain_text("Asia/Shanghai")
        hours.get_by_role("button").click()
        expect(hours).to_have_count(0)
        context.close()
    finally:
        for shop in manager.http.get("/api/shops").json():
            manager.http.patch(f"/api/shops/{shop['id']}", json={"hours": None}).raise_for_status()
