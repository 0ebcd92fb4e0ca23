"""A visitor is spoken to first, comes in, and it is a conversation; at a phone's width, too."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes

ZH, EN = "看了一会儿了，需要帮忙吗？", "You have looked for a while. Can we help?"


@pytest.fixture
def rule(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[str]:
    """One invitation after a second on the page; those of the demo are off."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as manager:
        for one in manager.http.get("/api/invitations").json()["rules"]:
            manager.http.delete(f"/api/invitations/{one['id']}").raise_for_status()
        body = {
            "name": "一秒",
            "trigger": "time",
            "threshold": 1,
            "only_open": False,
            "words": {"zh-CN": ZH, "en": EN},
        }
        made = manager.http.post("/api/invitations", json=body)
        yield made.json()["id"]
        manager.http.delete(f"/api/invitations/{made.json()['id']}")


@pytest.mark.whole
@played_at("desktop-zh")
def test_an_invitation_is_shown_accepted_and_answered(
    rule: str, visitor: Window, seated: Seated
) -> None:
    desk = seated("senior agent")
    desk.go_online()
    visitor.page.goto(f"{visitor.base}/demo?lang={visitor.place.language}")
    words = visitor.place.choose(ZH, EN)
    bubble = visitor.page.get_by_role("button", name=words)
    expect(bubble).to_be_visible()
    bubble.click()
    expect(bubble).to_have_count(0)
    said = f"正想问 {uuid4().hex[:6]}"
    box = visitor.page.locator("zhiyin-chat textarea")
    box.fill(said)
    box.press("Enter")
    desk.open(said)
    desk.answer("您好，请讲")
    expect(visitor.page.locator("zhiyin-chat")).to_contain_text("您好，请讲")


@played_at("desktop-zh")
def test_who_closes_it_is_not_asked_again(rule: str, visitor: Window) -> None:
    visitor.page.goto(f"{visitor.base}/demo?lang={visitor.place.language}")
    bubble = visitor.page.get_by_role("button", name=visitor.place.choose(ZH, EN))
    expect(bubble).to_be_visible()
    with visitor.page.expect_response("**/api/visitor/invitations/**"):
        visitor.page.get_by_role(
            "button", name=visitor.place.choose("不用了，关闭", "No thanks, close")
        ).click()
    expect(bubble).to_have_count(0)
    with visitor.page.expect_response("**/api/visitor/session") as opened:
        visitor.page.reload()
    assert opened.value.json()["invitations"] == []
