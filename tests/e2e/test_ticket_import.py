"""A table from elsewhere becomes tickets: its columns put right, looked through, taken in, taken
back.
"""

import csv
import io
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture(scope="module")
def worker(demo_shop: OwnProcess, module_processes: Processes) -> OwnProcess:
    """Goes through the tables."""
    return module_processes.start("worker")


def _table(*rows: tuple[str, ...]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def _bring(desk: Desk, mark: str) -> None:
    """By the menu of the list, with a file chosen."""
    desk.turn_to("/tickets?box=all")
    desk.button("tickets:list.more").click()
    desk.page.get_by_role("menuitem", name=desk.words("tickets:import.menu")).click()
    rows = (
        ("旧单", "标题", "紧急程度"),
        (f"X-{mark}-1", f"茶盘开裂 {mark}", "紧急"),
        (f"X-{mark}-2", "", ""),
    )
    file = {"name": f"旧系统 {mark}.csv", "mimeType": "text/csv", "buffer": _table(*rows)}
    desk.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(desk.page.get_by_role("heading", name=f"旧系统 {mark}.csv")).to_be_visible()


def _counted(desk: Desk) -> Locator:
    return desk.page.get_by_role("status")


def _scene(desk: Desk) -> None:
    mark = uuid4().hex[:6]
    _bring(desk, mark)
    # Nobody could guess what this column is.
    meaning = desk.page.get_by_role(
        "combobox", name=desk.words("tickets:import.means", title="旧单")
    )
    desk.pick(meaning, desk.words("tickets:external"))
    desk.button("tickets:import.check").click()
    would = desk.words("tickets:import.would", made=1, changed=0, same=0, wrong=1)
    expect(_counted(desk)).to_have_text(would)
    wrong = desk.page.get_by_role("listitem").filter(has_text=f"X-{mark}-2").last
    expect(wrong).to_contain_text(desk.place.choose("没有标题", "There is no title"))
    one = "tickets:import.go_one" if desk.place.language == "en" else "tickets:import.go_other"
    desk.button(one, count=1).click()
    done = desk.words("tickets:import.done", made=1, changed=0, same=0, wrong=1)
    expect(_counted(desk)).to_have_text(done)
    made = desk.words("tickets:import.outcome.make")
    desk.page.get_by_text(f"{made} 1", exact=True).click()
    link = desk.page.get_by_role("link", name=f"X-{mark}-1")
    address = link.get_attribute("href") or ""
    link.click()
    expect(desk.page.get_by_role("heading", name=f"茶盘开裂 {mark}")).to_be_visible()
    expect(desk.page.locator("dd").filter(has_text=f"X-{mark}-1")).to_have_count(1)

    desk.page.go_back()
    desk.button("tickets:import.undo").click()
    asked = desk.page.get_by_role("tooltip").or_(desk.page.locator(".ant-popover"))
    asked.get_by_role("button", name=desk.words("tickets:import.undo")).last.click()
    expect(_counted(desk)).to_have_text(desk.words("tickets:import.undone", back=1))
    ticket = address.rpartition("/")[2]
    desk.until_told(f"/tickets/{ticket}", "not_found")


@pytest.mark.whole
@played_at("desktop-en", only="desktop")
@pytest.mark.usefixtures("worker")
def test_a_table_becomes_tickets_and_goes_back(seated: Seated) -> None:
    _scene(seated("manager"))


@pytest.mark.whole
@played_at("phone-zh", only="phone")
@pytest.mark.usefixtures("worker")
def test_the_same_on_a_phone(seated: Seated) -> None:
    _scene(seated("manager"))
