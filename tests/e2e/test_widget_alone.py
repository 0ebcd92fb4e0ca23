"""What a visitor of a shop lives through while nobody of the shop is there."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.strangers import strangers_shop
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess


@pytest.mark.parametrize(
    ("width", "language", "done"), [(1440, "zh-CN", "已收到"), (390, "en", "received")]
)
def test_nobody_there_takes_a_message_with_a_checked_contact(
    browser: Browser, demo_shop: OwnProcess, width: int, language: str, done: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale=language)
    window = Window(context.new_page(), demo_shop.url).open()
    form = window.page.locator("zhiyin-chat .leave")
    form.locator("[name=message]").fill("Do you ship to Lhasa?")
    form.locator("[name=contact]").fill("12345")
    form.locator("[type=submit]").click()
    expect(form.locator("[name=contact]")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("[name=message]")).to_have_value("Do you ship to Lhasa?")
    form.locator("[name=contact]").fill("wang@example.com")
    form.locator("[type=submit]").click()
    expect(form).to_have_count(0)
    window.sees("Do you ship to Lhasa?")
    window.sees(done)
    context.close()


def test_full_page_chat_needs_no_shop(browser: Browser, demo_shop: OwnProcess) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en")
    page.goto(f"{demo_shop.url}/chat/demo")
    expect(page.locator("zhiyin-chat .panel")).to_be_visible()
    expect(page.locator("zhiyin-chat .launcher")).to_have_count(0)
    page.close()


def test_window_lives_on_a_strangers_strict_page_and_takes_no_room(
    browser: Browser, demo_shop: OwnProcess
) -> None:
    page = browser.new_page(locale="zh-CN")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    with strangers_shop(demo_shop.url) as address:
        page.goto(address)
        before = page.locator("#words").bounding_box()
        page.locator("zhiyin-chat .launcher").click()
        form = page.locator("zhiyin-chat .leave")
        expect(form).to_be_visible()
        assert page.locator("#words").bounding_box() == before
        inner = page.locator("zhiyin-chat .zy").bounding_box()
        assert inner is None or inner["height"] == 0, "something stands in the page's own flow"
        colour = form.evaluate("(form) => getComputedStyle(form.querySelector('b')).color")
        assert colour != "rgb(255, 0, 0)", "the page's styles reached into the window"
    assert [text for text in refused if "favicon" not in text and "404" not in text] == []
    page.close()
