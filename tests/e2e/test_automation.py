"""A rule written by hand acts on what a customer writes; a macro does several things at once."""

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import Processes


def _button(desk: Desk, box: Locator, text: str) -> None:
    box.get_by_text(text, exact=True).click()


def _act(desk: Desk, name: str) -> None:
    """Adds an action."""
    desk.pick(desk.page.get_by_label(desk.words("automation:action.add"), exact=True), name)


@played_at("desktop-zh")
def test_a_rule_written_by_hand_acts_on_a_customers_words_and_says_why(
    seated: Seated, visitor: Window, module_processes: Processes
) -> None:
    module_processes.start("worker")
    word = f"急件{uuid4().hex[:6]}"
    # Without anybody there the window would ask for a message to be left.
    seated("senior agent").go_online()
    desk = seated("manager", "/settings/automation/new")
    name, me, choose = f"规则 {word}", desk.whose(), desk.place.choose
    desk.page.get_by_label(desk.words("automation:name"), exact=True).fill(name)
    about = desk.page.get_by_label(desk.words("automation:about"), exact=True)
    _button(desk, about, choose("会话", "Conversation"))
    desk.page.get_by_role("switch", name=desk.words("automation:on"), exact=True).click()
    desk.button("automation:condition.add").or_(
        desk.page.get_by_role("button", name=f"+ {desk.words('automation:condition.add')}")
    ).first.click()
    values = desk.page.get_by_label(desk.words("automation:values"), exact=True)
    values.fill(word)
    values.press("Enter")
    _act(desk, choose("转给客服或团队", "Hand over to a colleague or team"))
    desk.pick(desk.page.get_by_label(choose("客服", "Colleague"), exact=True), me, typed=me)
    _act(desk, choose("加标签", "Add tags"))
    tags = desk.page.get_by_label(
        choose("标签（用逗号分开）", "Tags (parted by commas)"), exact=True
    )
    tags.fill(word)
    desk.button("shell:save").click()
    expect(desk.page.get_by_role("heading", name=name)).to_be_visible()
    expect(desk.page.get_by_text(desk.words("automation:runs.none"))).to_be_visible()

    visitor.open().write(f"这是{word}，请快一点")

    done = desk.page.get_by_text(desk.words("automation:state.done"), exact=True)
    expect(done).to_have_count(1)
    expect(desk.page.get_by_text(f"：{word}").first).to_be_visible()
    desk.page.get_by_role("listitem").filter(has=done).get_by_role("link").first.click()
    expect(desk.log).to_contain_text(word)
    why = desk.page.get_by_role("link", name=name)
    expect(why).to_be_visible()
    why.click()
    expect(desk.page.get_by_text(desk.words("automation:run.done"))).to_be_visible()
    expect(desk.page.get_by_text(word).first).to_be_visible()


@pytest.mark.whole
@played_at("phone-en")
def test_a_macro_is_kept_and_does_several_things_to_a_ticket(seated: Seated) -> None:
    desk = seated("senior agent", "/settings/macros")
    word, choose = f"m{uuid4().hex[:6]}", desk.place.choose
    desk.button("automation:macro.add").first.click()
    drawer = desk.dialog
    drawer.get_by_label(desk.words("automation:name"), exact=True).fill(word)
    about = drawer.get_by_label(desk.words("automation:about"), exact=True)
    _button(desk, about, choose("工单", "Ticket"))
    _act(desk, choose("加标签", "Add tags"))
    tags = choose("标签（用逗号分开）", "Tags (parted by commas)")
    drawer.get_by_label(tags, exact=True).fill(word)
    _act(desk, choose("写内部备注", "Note something"))
    drawer.get_by_label(choose("内容", "Words"), exact=True).fill(f"note {word}")
    desk.button("shell:save").click()
    expect(drawer).to_have_count(0)
    expect(desk.page.get_by_text(word).first).to_be_visible()

    types = desk.page.request.get(f"{desk.base}/api/ticket-types").json()
    shops = desk.page.request.get(f"{desk.base}/api/shops").json()
    made = desk.page.request.post(
        f"{desk.base}/api/tickets",
        data={"type_id": types[0]["id"], "title": f"壶 {word}", "shop_id": shops[0]["id"]},
        headers={"X-Zhiyin": "1"},
    ).json()
    desk.turn_to(f"/tickets/{made['id']}")
    desk.page.get_by_role("button", name=word, exact=True).click()
    expect(desk.dialog.get_by_role("listitem")).to_have_count(2)
    desk.button("automation:macro.use").click()

    expect(desk.page.get_by_text(desk.words("automation:macro.done", name=word))).to_be_visible()
    expect(desk.page.get_by_role("link", name=word)).to_be_visible()
    expect(desk.page.get_by_text(f"note {word}").first).to_be_visible()
    after = desk.page.request.get(f"{desk.base}/api/tickets/{made['id']}").json()
    assert after["tags"] == [word]
