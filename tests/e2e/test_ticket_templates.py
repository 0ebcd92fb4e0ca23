"""Tickets made by a template, put together and taken apart, with colleagues called in."""

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window


@pytest.fixture
def words() -> str:
    """What this scene's things are called."""
    return f"茶具破损 {uuid4().hex[:6]}"


def _press(desk: Desk, key: str) -> None:
    """A button with a sign before its words."""
    desk.page.get_by_role("button", name=desk.words(key)).click()


def _drawer(desk: Desk) -> Locator:
    return desk.page.get_by_role("dialog")


def _keep_template(desk: Desk, name: str) -> None:
    _press(desk, "tickets:templates.add")
    drawer = _drawer(desk)
    drawer.get_by_label(desk.words("tickets:templates.name"), exact=True).fill(name)
    title = drawer.get_by_label(desk.words("tickets:field.title"), exact=True)
    title.fill(f"{name} 补发")
    drawer.get_by_label(desk.words("tickets:templates.checklist")).fill("拍照\n称重")
    drawer.get_by_role("button", name=desk.words("tickets:templates.parts.add")).click()
    drawer.get_by_placeholder(desk.words("tickets:field.title")).fill(f"{name} 仓库核实")
    drawer.get_by_role("button", name=desk.words("shell:save")).click()
    expect(drawer).to_have_count(0)
    kept = desk.page.get_by_role("list", name=desk.words("tickets:templates"))
    expect(kept.get_by_role("listitem").filter(has_text=name)).to_be_visible()


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_what_is_made_often_is_filled_in_once_and_comes_by_itself(
    seated: Seated, words: str
) -> None:
    lead = seated("manager", "/settings/ticket-templates")
    _keep_template(lead, words)
    _press(lead, "tickets:schedules.add")
    drawer = _drawer(lead)
    drawer.get_by_label(lead.words("tickets:template"), exact=True).click()
    lead.page.get_by_title(words, exact=True).click()
    drawer.get_by_text(lead.words("tickets:rule.month"), exact=True).click()
    expect(drawer.get_by_role("status").locator("p")).to_have_count(5)
    drawer.get_by_role("button", name=lead.words("shell:save")).click()
    expect(drawer).to_have_count(0)
    planned = lead.page.get_by_role("list", name=lead.words("tickets:schedules"))
    line = planned.get_by_role("listitem").filter(has_text=words)
    expect(line).to_contain_text(lead.words("tickets:rule.month"))
    on = lead.words("tickets:schedules.on", name=words)
    lead.page.get_by_role("switch", name=on).click()
    expect(line).to_contain_text(lead.words("tickets:schedules.paused"))

    desk = seated("senior agent")
    desk.turn_to("/tickets?new=1")
    drawer = _drawer(desk)
    drawer.get_by_label(desk.words("tickets:template"), exact=True).click()
    desk.page.get_by_title(words, exact=True).click()
    expect(drawer.get_by_label(desk.words("tickets:field.title"), exact=True)).to_have_value(
        f"{words} 补发"
    )
    expect(drawer).to_contain_text(f"{words} 仓库核实")
    drawer.get_by_role("button", name=desk.words("tickets:make")).click()
    expect(desk.page.get_by_role("heading", name=f"{words} 补发")).to_be_visible()
    expect(desk.page.get_by_text("□ 称重")).to_be_visible()
    expect(desk.page.get_by_role("link", name=f"{words} 仓库核实")).to_be_visible()
    # The house promises that somebody begins.
    first = desk.page.get_by_text(desk.words("tickets:promise.first_response")).first
    expect(first).to_be_visible()


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_one_ticket_becomes_two_and_one_again_with_colleagues_called_in(
    seated: Seated, visitor: Window, words: str
) -> None:
    desk = seated("senior agent").go_online()
    colleague = seated("junior agent")
    visitor.open().write(words)
    desk.turn_to("/tickets?new=1")
    desk.field("tickets:field.title").fill(words)
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_role("heading", name=words)).to_be_visible()

    comment = desk.page.get_by_label(desk.words("tickets:comment"), exact=True)
    comment.press_sequentially(f"请看发票 @{colleague.whose()}")
    offered = desk.page.get_by_role("listbox", name=desk.words("shell:mention.list"))
    offered.get_by_role("option", name=colleague.whose()).click()
    comment.press("Control+Enter")
    expect(desk.page.get_by_role("tabpanel").locator("b")).to_have_text(f"@{colleague.whose()}")
    ticket = desk.page.url.rpartition("/")[2].partition("?")[0]
    colleague.until_told(f"/tickets/{ticket}", '"watching":true')

    found = desk.page.request.get(f"{desk.base}/api/conversations?box=all&limit=20").json()
    ref = next(one["ref"] for one in found["items"] if one["last_message"]["preview"] == words)
    _press(desk, "tickets:link.add")
    dialog = _drawer(desk)
    dialog.get_by_label(desk.words("tickets:link.ref")).fill(ref)
    expect(dialog.get_by_role("radio")).to_be_checked()
    expect(dialog.get_by_role("listitem").filter(has_text=words)).to_be_visible()
    dialog.get_by_role("button", name=desk.words("tickets:link.do")).click()
    expect(desk.page.get_by_role("list", name=desk.words("tickets:messages"))).to_contain_text(
        words
    )

    desk.button("tickets:more").click()
    desk.page.get_by_role("menuitem", name=desk.words("tickets:split.menu")).click()
    drawer = _drawer(desk)
    drawer.get_by_label(desk.words("tickets:field.title"), exact=True).fill(f"{words} 发票")
    drawer.get_by_role("checkbox", name="请看发票").check()
    drawer.get_by_role("button", name=desk.words("tickets:split")).click()
    expect(desk.page.get_by_role("heading", name=f"{words} 发票")).to_be_visible()
    expect(desk.page.get_by_role("tabpanel")).to_contain_text("请看发票")
    desk.button("shell:undo").click()
    expect(desk.page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    desk.button("tickets:part").click()
    expect(desk.page.get_by_role("alert").filter(has_text=words)).to_have_count(0)
    expect(desk.page.get_by_role("tabpanel")).to_contain_text("请看发票")
