"""Complaints: filed by one key, put right in a way the customer chooses, paid, and learned from."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import Place, played_at
from tests.e2e.test_accessibility import AXE, serious
from tests.e2e.window import Window
from tests.servers.processes import Processes

GRAVE = "电热水壶漏电，孩子被电到送医院了，再不处理我就打12315，还要找律师起诉"
READY = Path(__file__).parents[2] / "zhiyin" / "modules" / "procedures" / "ready"
STEPS = {
    one["code"]: one
    for one in json.loads((READY / "complaint.json").read_text(encoding="utf-8"))["steps"]
}


@pytest.fixture(autouse=True)
def worker(module_processes: Processes, demo_shop: object) -> None:
    """Begins procedures, sends what is approved, tells people."""
    if not any(one.name == "worker" for one in module_processes.running):
        module_processes.start("worker")


@pytest.fixture
def words() -> str:
    """What the customer of this scene begins with."""
    return f"在吗 {uuid4().hex[:6]}"


@pytest.fixture
def customer(anew: Callable[[], BrowserContext]) -> Page:
    """A browser in which nobody is signed in."""
    return anew().new_page()


def _name(place: Place, named: dict[str, str]) -> str:
    return named["en" if place.language == "en" else "zh-CN"]


def _file(desk: Desk, visitor: Window, words: str) -> Locator:
    """From the chat by one key and Enter; answers the complaint on its ticket's page."""
    visitor.open().write(words)
    desk.open(words)
    visitor.write(GRAVE)
    expect(desk.log).to_contain_text(GRAVE)
    # The card beside the conversation takes the key, so it must be there first.
    expect(desk.button_like("complaints:file")).to_be_visible()
    desk.page.keyboard.press("Alt+u")
    sheet = desk.page.get_by_role("dialog")
    expect(sheet.get_by_label(desk.words("complaints:words"))).to_have_value(re.compile(GRAVE))
    proposed = desk.words("complaints:grade.proposed", level=desk.words("complaints:level.1"))
    expect(sheet).to_contain_text(proposed)
    expect(desk.button("complaints:file.now")).to_be_focused()
    if AXE.exists():
        assert serious(desk.page) == []
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(lambda url: "/tickets/" in url)
    offers = desk.page.get_by_role("region", name=desk.words("complaints:level"), exact=True)
    expect(offers).to_contain_text(desk.words("complaints:level.1"))
    return offers


def _step(desk: Desk, code: str, outcome: str, **values: str) -> None:
    """Fills in the open step of the complaint's case and ends it so."""
    step = STEPS[code]
    group = desk.page.locator(f"[data-open-step='{code}']")
    expect(group).to_be_visible()
    for field in step.get("fields", []):
        if field["code"] in values:
            group.get_by_label(_name(desk.place, field["name"]), exact=True).fill(
                values[field["code"]]
            )
    for item in step.get("checklist", []):
        group.get_by_label(_name(desk.place, item["name"])).check()
    chosen = next(one for one in step["outcomes"] if one["code"] == outcome)
    group.get_by_role("button", name=_name(desk.place, chosen["name"]), exact=True).click()
    expect(group).to_have_count(0)


def _offer(desk: Desk, *options: dict[str, Any]) -> None:
    """Writes these options and sends them."""
    desk.page.get_by_role("button", name=desk.words("complaints:offer.new")).click()
    for place, option in enumerate(options, 1):
        for part, said in option.items():
            name = desk.words(f"complaints:option.{part}")
            label = desk.words("complaints:option.part", place=place, part=name)
            desk.page.get_by_label(label, exact=True).fill(said)
    desk.button("complaints:offer.send").click()


def _choose(customer: Page, desk: Desk, link: str, option: str) -> None:
    """The customer follows the link, chooses, and is asked once more."""
    answer = customer.goto(link)
    assert answer is not None
    assert len(answer.body()) < 20_000
    if AXE.exists():
        assert serious(customer) == []
    customer.get_by_role("button", name=option).click()
    expect(customer.get_by_role("heading", name=option)).to_be_visible()
    customer.get_by_role("button", name=desk.place.choose("确定", "Yes, do this")).click()
    done = desk.place.choose("您已选定，我们正在办理", "You have chosen, and we are on it")
    expect(customer.get_by_role("status")).to_have_text(done)


def _link_in(visitor: Window) -> str:
    """The link the customer was sent in their chat."""
    link = visitor.page.locator("zhiyin-chat a[href*='/offer/']").last
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


def _payout(desk: Desk, box: str, verb: str) -> Locator:
    """Opens the first payout of a list and presses something on it."""
    desk.turn_to(f"/payouts?box={box}")
    desk.page.locator("main section").get_by_role("link", name="P-").first.click()
    drawer = desk.page.get_by_role("dialog")
    if AXE.exists():
        assert serious(desk.page) == []
    drawer.get_by_role("button", name=desk.words(f"remedies:verb.{verb}"), exact=True).click()
    return drawer


@pytest.mark.whole
@played_at("desktop-en", only="desktop")
def test_an_angry_customer_chooses_by_link_what_puts_it_right(
    seated: Seated, visitor: Window, customer: Page, words: str
) -> None:
    desk = seated("senior agent").go_online()
    _file(desk, visitor, words)
    _offer(desk, {"text": "A new kettle", "goods": "Kettle"}, {"text": "Money back"})
    offers = desk.page.get_by_role("region", name=desk.words("complaints:offers"), exact=True)
    expect(offers).to_contain_text(desk.words("complaints:offer.sent"))
    _choose(customer, desk, _link_in(visitor), "Money back")
    # Whoever looks at the ticket sees the choice come in.
    expect(offers).to_contain_text(desk.words("complaints:offer.chosen"))
    taken = offers.get_by_role("listitem").filter(has_text="Money back")
    expect(taken).to_contain_text(desk.words("complaints:option.taken"))


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_a_grave_complaint_through_three_departments_to_its_lesson(
    seated: Seated, visitor: Window, customer: Page, words: str
) -> None:
    desk = seated("senior agent").go_online()
    _file(desk, visitor, words)
    ticket = desk.page.url.partition("/console")[2].partition("?")[0]
    _step(desk, "calm", "taken", facts="热水壶漏电，孩子送医", wish="退款并承担医药费")

    # Three departments look into it side by side, the manager concludes.
    for role, code in (
        ("quality analyst", "product"),
        ("technical support", "logistics"),
        ("supervisor", "service"),
    ):
        _step(seated(role, ticket), code, "done", finding="密封圈漏装，属实")
    _step(seated("manager", ticket), "coordinate", "concluded", conclusion="我方责任，全额承担")

    # Nothing is promised before it is approved.
    money = {"text": "全额退款并补偿医药费", "meaning": "三天内到账", "amount": "300"}
    _offer(desk, money, {"text": "换一把新壶", "goods": "同款热水壶"})
    offers = desk.page.get_by_role("region", name=desk.words("complaints:offers"), exact=True)
    expect(offers).to_contain_text(desk.words("complaints:offer.waiting"))
    supervisor = seated("supervisor", "/payouts?box=requested")
    drawer = _payout(supervisor, "requested", "approve")
    expect(drawer).to_contain_text(supervisor.words("remedies:state.held"))
    expect(offers).to_contain_text(desk.words("complaints:offer.sent"))
    _choose(customer, desk, _link_in(visitor), "全额退款并补偿医药费")
    expect(offers).to_contain_text(desk.words("complaints:offer.chosen"))

    # Finance pays and confirms, and only then the case goes on.
    finance = seated("finance", "/payouts?box=due")
    _payout(finance, "due", "send")
    dialog = finance.page.get_by_role("dialog").last
    dialog.get_by_label(finance.words("remedies:reference")).fill("202611240001")
    finance.page.get_by_role("button", name=finance.words("remedies:verb.send")).last.click()
    drawer = finance.page.get_by_role("dialog").first
    expect(drawer).to_contain_text("202611240001")
    drawer.get_by_role("button", name=finance.words("remedies:verb.arrive")).click()
    expect(drawer).to_contain_text(finance.words("remedies:state.arrived"))
    _step(desk, "execute", "done", done="已退款，补偿已到账")

    # Asked whether it is settled, and what is to be learned.
    desk.button("complaints:follow.note").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("radio").nth(3).click()
    dialog.get_by_role("button", name=desk.words("shell:save"), exact=True).click()
    after = desk.page.get_by_role("region", name=desk.words("complaints:after"), exact=True)
    expect(after).to_contain_text(desk.words("complaints:follow.settled"))
    supervisor.turn_to(ticket)
    supervisor.button("complaints:lesson.write").click()
    dialog = supervisor.page.get_by_role("dialog")
    subject = supervisor.place.choose("质量问题", "Quality problem")
    supervisor.pick(dialog.get_by_role("combobox"), subject, typed=subject)
    dialog.get_by_label(supervisor.words("complaints:lesson.wrong")).fill("密封圈漏装没有检出")
    dialog.get_by_label(supervisor.words("complaints:lesson.prevent")).fill("出厂加一道气密检测")
    dialog.get_by_role("button", name=supervisor.words("shell:save"), exact=True).click()
    expect(after).to_contain_text("出厂加一道气密检测")
    expect(desk.page.locator("main")).to_contain_text(desk.words("complaints:stage.closed"))


@pytest.mark.parametrize("path", ["/complaints", "/payouts", "/settings/payout-limits"])
@played_at("phone-zh")
def test_pages_of_complaints_and_payouts_stand_in_nobodys_way(seated: Seated, path: str) -> None:
    desk = seated("manager", path)
    # Settings have a heading of their own before it.
    expect(desk.page.get_by_role("heading", level=1).last).to_be_visible()
    expect(desk.page.locator("main [aria-hidden='true'] .bars")).to_have_count(0)
    width = desk.page.evaluate("document.documentElement.scrollWidth")
    assert width <= desk.place.width
    if AXE.exists():
        assert serious(desk.page) == []
