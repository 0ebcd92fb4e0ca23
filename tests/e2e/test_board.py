"""The live board: a waiting customer is seen and taken over, an alert looked after, staff told."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import Processes


@pytest.fixture
def words() -> str:
    """What this scene's visitor asks; nobody else says it."""
    return f"茶壶有裂纹 {uuid4().hex[:6]}"


@pytest.fixture
def working(demo_shop: object, module_processes: Processes) -> None:
    """With a worker, which raises alerts."""
    del demo_shop
    module_processes.one("worker")


@pytest.fixture
def busy(agent: Agent) -> None:
    """An agent who is there and takes nothing new: whoever comes waits in line."""
    agent.http.put("/api/presence", json={"status": "busy"}).raise_for_status()


@pytest.mark.usefixtures("working", "busy")
@played_at("desktop-zh")
def test_a_supervisor_sees_who_waits_opens_and_takes_over(
    seated: Seated, visitor: Window, words: str
) -> None:
    desk = seated("manager", "/board")
    tile = desk.page.locator("dl > div").filter(
        has=desk.page.get_by_text(desk.words("board:waiting"), exact=True)
    )
    expect(tile.get_by_role("button")).to_have_text("0")
    visitor.open().write(words)
    # No reload: the board is told.
    expect(tile.get_by_role("button")).to_have_text("1")
    tile.get_by_role("button").click()
    desk.dialog.get_by_role("link").first.click()
    expect(desk.log).to_contain_text(words)
    desk.button("conversations:pick").last.click()
    expect(desk.button("conversations:pick")).to_have_count(0)
    visitor.sees(visitor.words("serving"))
    desk.answer("您好，我来处理")
    visitor.sees("您好，我来处理")


@pytest.mark.whole
@pytest.mark.usefixtures("working", "busy")
@played_at("phone-zh")
def test_an_alert_is_looked_after_on_a_phone(seated: Seated, visitor: Window, words: str) -> None:
    desk = seated("manager", "/board")
    visitor.open().write(f"骗子，我要投诉 {words}")
    alert = desk.page.locator("li[data-alert=angry]")
    expect(alert).to_be_visible()
    width = desk.page.evaluate("document.documentElement.scrollWidth")
    assert width <= desk.place.width
    alert.get_by_role("button", name=desk.words("board:acknowledge")).click()
    by = desk.words("board:acknowledged.by", name="").strip()
    expect(alert).to_contain_text(by)
    alert.get_by_role("button", name=desk.words("board:act.take_over")).click()
    expect(desk.log).to_contain_text(words)
    desk.answer("非常抱歉，我来处理")
    visitor.sees("非常抱歉，我来处理")
    desk.go("/board")
    expect(desk.page.locator("li[data-alert=angry]")).to_have_count(0)


@pytest.mark.whole
@played_at("desktop-en")
def test_an_announcement_is_confirmed_and_receipted(seated: Seated, words: str) -> None:
    colleague = seated("senior agent")
    desk = seated("manager", "/announcements?new=1")
    desk.page.get_by_label(desk.words("announcements:en"), exact=True).fill(words)
    desk.dialog.get_by_role("checkbox").check()
    desk.dialog.get_by_role("button", name=desk.words("announcements:send"), exact=True).click()
    line = desk.page.get_by_role("listitem").filter(has_text=words).last
    count = line.get_by_role("button").first
    expect(count).to_contain_text("0/")
    banner = colleague.page.get_by_role("region", name=desk.words("announcements:title"))
    expect(banner).to_contain_text(words)
    banner.get_by_role("button", name=desk.words("announcements:confirm")).click()
    expect(banner).to_have_count(0)
    count.click()
    confirmed = desk.words("announcements:confirmed.at", time="").strip()
    expect(desk.dialog.get_by_role("listitem").filter(has_text=colleague.whose())).to_contain_text(
        confirmed
    )


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_wall_screen_stays_on_by_its_link(
    seated: Seated, anew: Callable[[], BrowserContext], words: str
) -> None:
    desk = seated("manager", "/board")
    desk.button("board:displays").click()
    desk.dialog.get_by_label(desk.words("board:displays.name")).fill(words)
    desk.dialog.get_by_role("button", name=desk.words("board:displays.make")).click()
    link = desk.dialog.locator("code").inner_text()
    screen = anew().new_page()
    screen.goto(link)
    expect(screen.get_by_role("table")).to_be_visible()
    screen.goto(link.partition("#")[0])
    expect(screen.get_by_role("table")).to_be_visible()
    made = desk.dialog.get_by_role("listitem").filter(has_text=words)
    made.get_by_role("button", name=desk.words("board:displays.revoke")).click()
    expect(made).to_have_count(0)
    screen.reload()
    expect(screen.get_by_text(desk.words("board:wall.how"))).to_be_visible()
