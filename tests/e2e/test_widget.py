"""What a visitor of a shop lives through in the chat window."""

import time
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, expect

from tests.e2e.agents import Agent
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess


def _png() -> bytes:
    """A small real picture."""
    made = BytesIO()
    Image.new("RGB", (320, 240), "#9a5a3c").save(made, "PNG")
    return made.getvalue()


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.fixture
def window(visitor: Window) -> Window:
    """Somebody on the shop's page."""
    return visitor


@pytest.fixture
def context(window: Window) -> BrowserContext:
    """Their browser."""
    return window.page.context


@played_at("desktop-zh")
def test_question_arrives_and_its_answer_shows_with_a_read_mark(
    window: Window, agent: Agent
) -> None:
    asked = window.place.choose("我的壶到哪了", "Where is my teapot")
    window.open().write(asked)
    window.sees("李薇")
    conversation = agent.find(asked)
    agent.answer(conversation, "<b>在路上</b> https://shop.example/o/1")
    window.sees("<b>在路上</b>")
    expect(window.page.locator("zhiyin-chat .bubble a")).to_have_attribute(
        "href", "https://shop.example/o/1"
    )
    window.sees(window.words("read"))


@played_at("phone-en")
def test_page_does_not_move_when_the_window_comes_and_opens(window: Window) -> None:
    window.open()
    moved = window.page.evaluate(
        """new Promise((done) => {
            const moved = [];
            new PerformanceObserver((list) => {
                for (const { sources, hadRecentInput } of list.getEntries()) {
                    // What moves because the visitor has just acted is what they asked for.
                    if (hadRecentInput) continue;
                    // What stands in the window itself is not told: it moves as messages come.
                    for (const { node } of sources) if (node) moved.push(node.id || node.nodeName);
                }
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(moved), 500);
        })"""
    )
    assert moved == []


@played_at("desktop-en", only="desktop")
def test_window_speaks_its_visitors_language_while_the_server_is_silent(window: Window) -> None:
    window.open()
    window.page.route("**/api/visitor/session", lambda route: route.abort())
    window.page.reload()
    expect(window.button("menu")).to_be_visible()


@played_at("desktop-zh")
def test_composing_never_sends(window: Window, context: BrowserContext, agent: Agent) -> None:
    window.open()
    window.page.locator("zhiyin-chat .composer textarea").focus()
    devtools = context.new_cdp_session(window.page)
    composition = {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6}
    devtools.send("Input.imeSetComposition", composition)
    window.page.keyboard.press("Enter")
    assert window.mine() == []
    devtools.send("Input.insertText", {"text": "您好"})
    window.page.keyboard.press("Enter")
    window.sent("您好")
    assert len(window.mine()) == 1


@played_at("desktop-en")
def test_written_offline_goes_out_once_and_in_order(
    window: Window, context: BrowserContext, agent: Agent
) -> None:
    window.open()
    window.write("先问一句")
    window.sent("先问一句")
    window.sees("李薇")
    conversation = agent.find("先问一句")
    other = Window(context.new_page(), window.base, window.place).open()
    context.set_offline(True)
    window.write("离线第一句")
    window.write("离线第二句")
    window.sees(window.words("offline"))
    context.set_offline(False)
    window.sent("离线第二句")
    other.sent("离线第二句")
    assert agent.said(conversation) == ["先问一句", "离线第一句", "离线第二句"]
    other.sees("离线第一句")


@played_at("desktop-zh")
def test_draft_and_unsent_words_survive_a_reload_without_a_server(
    window: Window, agent: Agent, demo_shop: OwnProcess
) -> None:
    window.open()
    window.write("停电前")
    window.sent("停电前")
    window.sees("李薇")
    conversation = agent.find("停电前")
    demo_shop.kill()
    try:
        window.write("停电时写的")
        window.page.locator("zhiyin-chat .composer textarea").fill("还没写完")
        window.sees(window.words("kept"))
    finally:
        demo_shop.start()
    window.page.reload()
    window.sent("停电时写的")
    expect(window.page.locator("zhiyin-chat .composer textarea")).to_have_value("还没写完")
    assert agent.said(conversation) == ["停电前", "停电时写的"]


@played_at("phone-en")
def test_a_file_that_could_not_go_out_survives_a_reload_and_goes_out_once(
    window: Window, agent: Agent
) -> None:
    window.open()
    asked = f"先问一句图的事 {uuid4().hex[:6]}"
    window.write(asked)
    window.sent(asked)
    window.sees("李薇")
    conversation = agent.find(asked)
    window.page.route("**/api/visitor/files", lambda route: route.abort())
    picker = window.page.locator("zhiyin-chat input[type=file]")
    picker.set_input_files(_file("壶.png", _png()))
    window.sees(window.words("uploadKept"))
    window.page.unroute("**/api/visitor/files")
    # It goes out by itself, although nobody opens the window again.
    window.page.reload()
    expect(window.page.locator("zhiyin-chat .launcher")).to_be_visible()
    _until(lambda: agent.files(conversation) == ["壶.png"])
    window.page.locator("zhiyin-chat .launcher").click()
    expect(window.page.locator("zhiyin-chat .picture")).to_have_count(1)
    window.page.reload()
    window.page.locator("zhiyin-chat .launcher").click()
    expect(window.page.locator("zhiyin-chat .picture")).to_have_count(1)
    assert agent.files(conversation) == ["壶.png"]


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@played_at("phone-zh")
def test_where_no_socket_gets_through_the_long_poll_does(window: Window, agent: Agent) -> None:
    window.page.route_web_socket("**/api/live/visitor", lambda socket: socket.close())
    window.open()
    window.write("没有套接字")
    window.sent("没有套接字")
    window.sees("李薇")
    agent.answer(agent.find("没有套接字"), "也能收到")
    window.sees("也能收到")


@played_at("desktop-en")
def test_picture_arrives_and_a_program_in_disguise_does_not(window: Window, agent: Agent) -> None:
    window.open()
    picker = window.page.locator("zhiyin-chat input[type=file]")
    picker.set_input_files(_file("壶.png", _png()))
    expect(window.page.locator("zhiyin-chat .picture")).to_have_count(1)
    picker.set_input_files(_file("x.png", b"MZ\x90\0" * 99))
    window.sees(window.words("notSent"))
    picker.set_input_files(_file("x.exe", b"MZ"))
    window.sees(window.place.choose("这种文件不能发送", "“x.exe” cannot be sent"))
    window.page.locator("zhiyin-chat .picture").click()
    expect(window.page.locator("zhiyin-chat .lightbox img")).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(window.page.locator("zhiyin-chat .lightbox")).to_have_count(0)
    expect(window.page.locator("zhiyin-chat .panel")).to_be_visible()


@played_at("phone-zh")
def test_word_can_be_taken_back_and_the_conversation_ended_and_taken_up(
    window: Window, agent: Agent
) -> None:
    window.open()
    window.write("写错了")
    window.sent("写错了")
    window.sees("李薇")
    window.button("recall").click()
    window.sees(window.words("recalledMine"))
    window.button("menu").click()
    window.button("end").click()
    window.button("endYes").click()
    window.sees(window.place.choose("本次会话已结束", "This conversation is closed"))
    window.write("还有一个问题")
    window.sees(window.words("eventReopened"))


@played_at("desktop-zh")
def test_only_the_shops_own_signature_makes_a_visitor_known(window: Window, agent: Agent) -> None:
    window.open()
    identify = """(identity) => new Promise((done) => window.Zhiyin('identify', identity, done))"""
    real = window.page.evaluate("fetch('/demo/identity?user=demo-wang').then((a) => a.json())")
    assert window.page.evaluate(identify, real | {"user_id": "demo-chen"}) is False
    assert window.page.evaluate(identify, real) is True
    assert window.page.evaluate(identify, real) is True, "who is known stays known"
    window.write("我是谁")
    window.sent("我是谁")
    window.sees("李薇")
    assert agent.held("我是谁")["customer"]["name"] == "王小姐"
    window.page.evaluate("window.Zhiyin('logout')")
    expect(window.page.locator("zhiyin-chat .panel")).not_to_contain_text("我是谁")


@played_at("desktop-zh", only="desktop")
def test_keyboard_alone_is_enough(window: Window, agent: Agent) -> None:
    window.page.goto(window.base + "/demo")
    launcher = window.page.locator("zhiyin-chat .launcher")
    expect(launcher).to_be_visible()
    launcher.focus()
    window.page.keyboard.press("Enter")
    expect(window.page.locator("zhiyin-chat .composer textarea")).to_be_focused()
    window.page.keyboard.type("键盘")
    for _ in range(12):
        window.page.keyboard.press("Tab")
        inside = window.page.evaluate(
            "!!document.querySelector('zhiyin-chat').shadowRoot.activeElement?.closest('.panel')"
        )
        assert inside, "Tab left the open window"
    window.page.keyboard.press("Escape")
    expect(window.page.locator("zhiyin-chat .panel")).not_to_be_visible()
    expect(launcher).to_be_focused()
