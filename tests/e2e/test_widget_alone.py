"""What a visitor of a shop lives through while nobody of the shop is there."""

from playwright.sync_api import expect

from tests.e2e.places import played_at
from tests.e2e.strangers import strangers_shop
from tests.e2e.window import Window


@played_at("phone-en")
def test_nobody_there_takes_a_message_with_a_checked_contact(visitor: Window) -> None:
    window = visitor.open()
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
    window.sees(window.place.choose("已收到", "received"))


@played_at("phone-en")
def test_full_page_chat_needs_no_shop(visitor: Window) -> None:
    page = visitor.page
    page.goto(f"{visitor.base}/chat/demo")
    expect(page.locator("zhiyin-chat .panel")).to_be_visible()
    expect(page.locator("zhiyin-chat .launcher")).to_have_count(0)


@played_at("desktop-zh")
def test_window_lives_on_a_strangers_strict_page_and_takes_no_room(visitor: Window) -> None:
    page = visitor.page
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    with strangers_shop(visitor.base) as address:
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
