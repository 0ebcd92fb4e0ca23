"""Writing fast: three chats by keyboard alone, canned replies, taking back, quoting."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import Place, played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess


@pytest.fixture
def desk(seated: Seated) -> Desk:
    """The senior agent, online."""
    return seated("senior agent").go_online()


@pytest.fixture
def visitors(
    demo_shop: OwnProcess, anew: Callable[[], BrowserContext], place: Place
) -> list[Window]:
    """Three people with the chat open."""
    windows = [Window(anew().new_page(), demo_shop.url, place) for _ in range(3)]
    return [window.open() for window in windows]


def _compose(desk: Desk, typed: str, chosen: str) -> None:
    """Types with an input method: what is composed, then what is chosen."""
    devtools = desk.page.context.new_cdp_session(desk.page)
    place = {"selectionStart": len(typed), "selectionEnd": len(typed)}
    devtools.send("Input.imeSetComposition", {"text": typed, **place})
    devtools.send("Input.insertText", {"text": chosen})
    devtools.detach()


@played_at("desktop-zh")
def test_three_chats_are_handled_by_keyboard_alone_with_chinese_input(
    desk: Desk, visitors: list[Window]
) -> None:
    keys = desk.page.keyboard
    words = [f"可以退吗 {uuid4().hex[:6]}" for _ in visitors]
    for window, text in zip(visitors, words, strict=True):
        window.write(text)
        expect(desk.row(text)).to_have_count(1)
    handled: set[str] = set()
    for _ in visitors:
        keys.press("Alt+w")
        expect(desk.log).to_contain_text("可以退吗")
        text = next(one for one in words if one in desk.log.inner_text() and one not in handled)
        handled.add(text)
        keys.press("r")
        expect(desk.composer).to_be_focused()
        # The sign that the input method types on the key of the slash, then composed words.
        _compose(desk, "/", "、")
        _compose(desk, "tui huan", "退换")
        option = desk.page.get_by_role("option", name="退换货说明")
        expect(option).to_have_attribute("aria-selected", "true")
        keys.press("Enter")
        expect(desk.composer).to_have_value(
            "签收七天内、未冲泡过的茶叶和未使用的茶具可以退换，运费我们承担。"
        )
        keys.press("Enter")
        expect(desk.composer).to_have_value("")
        visitors[words.index(text)].sees("签收七天内")
        keys.press("Alt+e")
        expect(desk.dialog).to_be_visible()
        keys.press("ArrowDown")
        keys.press("Enter")
        expect(desk.composer).to_have_count(0)
    assert handled == set(words)


@played_at("phone-en")
def test_an_open_place_is_asked_about_and_a_use_is_counted(desk: Desk, visitor: Window) -> None:
    words = f"refund {uuid4().hex[:6]}"
    visitor.open().write(words)
    desk.open(words)
    desk.composer.press_sequentially("/tuikuan")
    option = desk.page.get_by_role("option", name="退款到账")
    expect(option).to_be_visible()
    option.click()
    expect(desk.composer).to_have_value(
        "退款已提交，订单 {订单号} 的款项一到三个工作日退回原账户。"
    )
    desk.composer.press("Enter")
    expect(desk.page.get_by_role("alert").filter(has_text="{订单号}")).to_be_visible()
    desk.button("conversations:canned.fill").click()
    desk.page.keyboard.type("A-1")
    desk.composer.press("Enter")
    visitor.sees("订单 A-1 的款项")


@pytest.mark.acts("conversations.undo_send", "conversations.guide")
@played_at("desktop-en")
def test_what_was_just_sent_is_taken_back_or_sent_at_once(desk: Desk, visitor: Window) -> None:
    words = f"hello {uuid4().hex[:6]}"
    mine = f"{desk.base}/api/settings/mine/conversations."
    for key, value in (("undo_send", 10), ("guide", True)):
        desk.page.request.put(f"{mine}{key}", data={"value": value}, headers={"X-Zhiyin": "1"})
    desk.page.reload()
    visitor.open().write(words)
    desk.open(words)
    expect(desk.page.get_by_role("region", name=desk.words("conversations:guide"))).to_be_visible()
    desk.answer("the wrong words")
    desk.button("conversations:outbox.take_back").click()
    expect(desk.composer).to_have_value("the wrong words")
    desk.answer("the right words")
    expect(desk.button("conversations:outbox.take_back")).to_be_visible()
    desk.composer.press("Enter")
    visitor.sees("the right words")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text("the wrong words")
    for key in ("undo_send", "guide"):
        desk.page.request.delete(f"{mine}{key}", headers={"X-Zhiyin": "1"})


@pytest.mark.whole
@played_at("desktop-zh")
def test_both_sides_quote_and_jump_to_what_is_quoted(desk: Desk, visitor: Window) -> None:
    words = f"壶嘴有裂纹 {uuid4().hex[:6]}"
    visitor.open().write(words)
    desk.open(words)
    bubble = desk.log.locator("[data-message]").filter(has_text=words)
    bubble.hover()
    bubble.get_by_role("button", name=desk.words("conversations:quote"), exact=True).click()
    desk.answer("这条我来处理")
    ours = desk.log.locator("[data-message]").filter(has_text="这条我来处理")
    expect(ours).to_contain_text(words)
    visitor.sees("这条我来处理")
    theirs = visitor.page.locator("zhiyin-chat .row").filter(has_text="这条我来处理")
    expect(theirs.locator(".quoted")).to_contain_text(words)
    theirs.hover()
    theirs.get_by_role("button", name=visitor.words("quote"), exact=True).click()
    visitor.write("好的，谢谢")
    answer = desk.log.locator("[data-message]").filter(has_text="好的，谢谢")
    expect(answer).to_contain_text("这条我来处理")
    answer.get_by_role("button", name="这条我来处理").click()
    expect(desk.page).to_have_url(re.compile("at="))


@pytest.mark.whole
@played_at("desktop-zh")
def test_the_palette_acts_on_the_open_conversation(desk: Desk, visitor: Window) -> None:
    words = f"发货 {uuid4().hex[:6]}"
    visitor.open().write(words)
    desk.open(words)
    keys = desk.page.keyboard
    search = desk.page.get_by_role("combobox", name=desk.words("shell:palette.title"))
    keys.press("Control+k")
    expect(search).to_be_focused()
    keys.type("发货时间")
    expect(desk.page.get_by_role("option", name="下午四点前")).to_be_visible()
    keys.press("Enter")
    expect(desk.composer).to_have_value(
        "下午四点前付款的订单当天发出，之后的次日发出。江浙沪一般次日到。"
    )
    keys.press("Control+k")
    expect(search).to_be_focused()
    keys.type(desk.words("conversations:help.find"))
    keys.press("Enter")
    expect(desk.field("conversations:find.label")).to_be_focused()
    keys.type(words.split()[1])
    expect(desk.log.locator("mark")).to_have_text(words.split()[1])


@played_at("desktop-zh")
def test_words_that_should_not_be_said_are_seen_asked_about_and_replaced(
    desk: Desk, visitor: Window
) -> None:
    words = f"杯子裂了 {uuid4().hex[:6]}"
    visitor.open().write(words)
    desk.open(words)
    line = desk.page.locator("[data-wording]")

    # What is refused stays, with what to say instead under one key
    desk.composer.press_sequentially("这件事不归我管")
    expect(line).to_have_attribute("data-wording", "blocks")
    desk.composer.press("Enter")
    expect(line).to_contain_text(desk.words("assistance:reader.blocks"))
    expect(desk.composer).to_have_value("这件事不归我管")
    desk.page.keyboard.press("Alt+r")
    expect(desk.composer).to_have_value("这件事由专门的同事处理，我现在帮您转接")
    desk.composer.fill("这件事由专门的同事处理")
    expect(line).to_have_count(0)
    desk.composer.press("Enter")
    visitor.sees("这件事由专门的同事处理")

    # What is warned of is asked about once, and goes the second time
    desk.composer.press_sequentially("我们是第一品牌")
    desk.composer.press("Enter")
    expect(line).to_contain_text(desk.words("assistance:reader.warns"))
    desk.composer.press("Enter")
    visitor.sees("我们是第一品牌")
    expect(desk.composer).to_have_value("")
