"""A visitor lets their pages be seen, the agent sees them as they go, and both end together."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window


@pytest.mark.whole
@played_at("desktop-zh", only="desktop-zh")
def test_a_trail_is_asked_for_followed_and_withdrawn(visitor: Window, seated: Seated) -> None:
    desk = seated("senior agent")
    desk.go_online()
    page = visitor.page
    page.goto(f"{visitor.base}/demo?lang=zh-CN&utm_source=wechat")
    page.evaluate("Zhiyin('open')")
    page.get_by_role("button", name="允许", exact=True).click()
    expect(page.get_by_role("button", name="不用了", exact=True)).to_have_count(0)
    said = f"这款有货吗 {uuid4().hex[:6]}"
    box = page.locator("zhiyin-chat textarea")
    box.fill(said)
    box.press("Enter")
    desk.open(said)
    card = desk.page.locator("section").filter(
        has=desk.page.get_by_role("heading", name=desk.place.words("visits:visit"))
    )
    expect(card.get_by_role("listitem")).to_have_count(1)
    expect(card).to_contain_text("wechat")
    page.goto(f"{visitor.base}/demo?lang=zh-CN&item=gaiwan")
    expect(card.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name=visitor.place.window("menu")).click()
    page.get_by_role("button", name=visitor.place.window("trail")).click()
    page.get_by_role("button", name="撤回，并删除记录").click()
    expect(card).to_be_hidden()
