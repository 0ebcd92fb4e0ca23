"""What is not settled in the chat: a ticket is made of it, found, worked on and ended."""

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window


@pytest.fixture
def words() -> str:
    """What this scene's visitor says last; the ticket is called after it."""
    return f"杯盖裂了要求补发 {uuid4().hex[:6]}"


def _make_ticket(desk: Desk, said: str) -> None:
    """By its key, with what the drawer has filled in from the conversation."""
    # The card beside the conversation takes the key, so it must be there first.
    expect(desk.button_like("tickets:new")).to_be_visible()
    desk.page.keyboard.press("Alt+g")
    drawer = desk.page.get_by_role("dialog")
    expect(drawer.get_by_label(desk.words("tickets:field.title"))).to_have_value(said)
    along = drawer.get_by_role("region", name=desk.words("tickets:along"))
    expect(along.locator("[data-in]").filter(has_text=said)).to_have_count(1)
    drawer.get_by_role("button", name=desk.words("tickets:make")).click()
    expect(drawer).to_have_count(0)


def _rows(desk: Desk, text: str) -> Locator:
    return desk.page.get_by_role("row").filter(has_text=text)


def _find(desk: Desk, text: str) -> None:
    """Among all that are worked on, by words."""
    desk.turn_to("/tickets?box=all")
    desk.page.get_by_label(desk.words("tickets:search")).fill(text)
    # What is chosen among others is let go when the words are asked for.
    desk.page.wait_for_url(lambda url: "q=" in url)
    expect(_rows(desk, text)).not_to_have_count(0)


@played_at("desktop-zh", only="desktop")
def test_a_ticket_goes_from_the_chat_to_its_end(
    seated: Seated, visitor: Window, words: str
) -> None:
    desk = seated("senior agent").go_online()
    visitor.open().write(words)
    desk.open(words)
    _make_ticket(desk, words)
    card = desk.page.get_by_role("link", name=words, exact=True)
    expect(card).to_be_visible()

    colleague = seated("manager")
    _find(colleague, words)
    colleague.button("tickets:view.save").click()
    view = f"{words[-6:]} 补发"
    dialog = colleague.page.get_by_role("dialog")
    dialog.get_by_label(colleague.words("tickets:view.name")).fill(view)
    dialog.get_by_role("button", name=colleague.words("shell:save")).click()
    side = colleague.page.get_by_role("navigation", name=colleague.words("tickets:views"))
    # Another list first. It is the same page, so its own heading says when it is there.
    side.get_by_role("button", name=colleague.words("tickets:box.late")).click()
    late = colleague.page.get_by_role("heading", name=colleague.words("tickets:box.late"))
    expect(late).to_be_visible()
    side.get_by_role("button", name=view).click()
    expect(colleague.page.get_by_role("heading", name=view)).to_be_visible()
    colleague.page.get_by_role("link", name=words, exact=True).click()

    standing = colleague.page.get_by_role("group", name=colleague.words("tickets:field.status"))
    second = standing.get_by_role("button").nth(1)
    second.click()
    expect(second).to_have_attribute("aria-pressed", "true")
    comment = colleague.page.get_by_label(colleague.words("tickets:comment"), exact=True)
    comment.fill("仓库今天补发")
    comment.press("Control+Enter")
    expect(comment).to_have_value("")

    # The agent has it open meanwhile, and sees what becomes of it.
    card.click()
    talk = desk.page.get_by_role("tabpanel")
    expect(talk).to_contain_text("仓库今天补发")
    colleague.button("tickets:end").click()
    ending = colleague.page.get_by_role("dialog")
    ending.get_by_label(colleague.words("tickets:result")).fill("已补发，客户满意")
    ending.get_by_role("button", name=colleague.words("tickets:end")).click()
    expect(desk.page.get_by_role("blockquote")).to_contain_text("已补发，客户满意")
    desk.page.get_by_role("tab", name=desk.words("tickets:history")).click()
    history = desk.page.get_by_role("tabpanel").get_by_role("listitem")
    ended = history.filter(has_text=desk.words("tickets:verb.end"))
    expect(ended).to_contain_text(colleague.whose())
    expect(ended.locator("ins")).to_contain_text(["已补发，客户满意"])


@played_at("desktop-en", only="desktop")
def test_two_who_change_the_same_are_both_asked(seated: Seated) -> None:
    title = f"谁来负责 {uuid4().hex[:6]}"
    first = seated("manager")
    first.turn_to("/tickets?new=1")
    first.page.get_by_label(first.words("tickets:field.title"), exact=True).fill(title)
    first.page.keyboard.press("Control+Enter")
    standing = first.page.get_by_role("group", name=first.words("tickets:field.status"))
    expect(standing).to_be_visible()
    ticket = first.page.url.rpartition("/")[2].partition("?")[0]

    # Somebody is quicker, and this page has not heard of it yet.
    one = f"**/api/tickets/{ticket}"
    first.page.route(
        one, lambda route: route.abort() if route.request.method == "GET" else route.continue_()
    )
    first.page.evaluate(
        """async id => {
            const headers = {'Content-Type': 'application/json', 'X-Zhiyin': '1'};
            const body = JSON.stringify({urgency: 3});
            await fetch(`/api/tickets/${id}`, {method: 'PATCH', headers, body});
        }""",
        ticket,
    )
    urgency = first.page.get_by_role("combobox", name=first.words("tickets:field.urgency"))
    first.pick(urgency, first.words("tickets:urgency.1"))
    said = first.page.get_by_role("alert").filter(has_text=first.words("tickets:clash"))
    expect(said).to_contain_text(first.words("tickets:urgency.3"))
    first.page.unroute(one)
    said.get_by_role("button", name=first.words("tickets:clash.mine")).click()
    expect(said).to_have_count(0)
    first.until_told(f"/tickets/{ticket}", '"urgency":1')
    # What touches nothing others have changed needs no question.
    standing.get_by_role("button").nth(1).click()
    expect(standing.get_by_role("button").nth(1)).to_have_attribute("aria-pressed", "true")


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_several_are_changed_at_once_and_taken_back(seated: Seated) -> None:
    desk = seated("manager")
    title = f"批量改期 {uuid4().hex[:6]}"
    for number in (1, 2):
        desk.turn_to("/tickets?new=1")
        field = desk.page.get_by_label(desk.words("tickets:field.title"), exact=True)
        expect(field).to_be_focused()
        field.fill(f"{title} {number}")
        desk.page.keyboard.press("Control+Enter")
        expect(desk.page.get_by_role("heading", name=f"{title} {number}")).to_be_visible()
    _find(desk, title)
    expect(_rows(desk, title)).to_have_count(2)
    usual, urgent = (desk.words(f"tickets:priority.{step}") for step in (3, 4))
    expect(_rows(desk, title).filter(has_text=usual)).to_have_count(2)
    desk.page.get_by_label(desk.words("tickets:choose.all")).check()
    bar = desk.page.get_by_role("region", name=desk.words("tickets:batch"))
    urgency = bar.get_by_role("combobox", name=desk.words("tickets:field.urgency"))
    desk.pick(urgency, desk.words("tickets:urgency.3"))
    expect(_rows(desk, title).filter(has_text=urgent)).to_have_count(2)
    desk.button("shell:undo").click()
    expect(_rows(desk, title).filter(has_text=usual)).to_have_count(2)
