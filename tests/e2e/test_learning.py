"""What the bot could not answer is taught in two clicks, and answered the next time."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.patience import PATIENCE
from tests.servers.processes import OwnProcess, Processes

ASKED = ("新买的建盏要不要先煮一煮", "建盏买回来第一次用得煮吗", "刚到手的建盏需要煮开吗")


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who puts the bot on duty; it answers only what it is quite sure of."""
    module_processes.start("worker")
    module_processes.start("inference")
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        agent.http.patch("/api/bot", json={"ai_on": True, "on": True}).raise_for_status()
        deadline = time.monotonic() + PATIENCE
        while not agent.http.get("/api/bot").json()["online"]:
            assert time.monotonic() < deadline, "the bot did not come on duty"
            time.sleep(0.3)
        yield agent


def _sure(manager: Agent, least: int, near: int) -> None:
    body: dict[str, Any] = {"least_sure": least, "near_from": near}
    manager.http.patch("/api/bot", json=body).raise_for_status()


@played_at("desktop-zh", only="desktop")
def test_what_was_asked_in_vain_is_taught_in_two_clicks(
    manager: Agent, seated: Seated, anew: Any, visitor: Window
) -> None:
    # Given a question that three customers asked in vain
    _sure(manager, 99, 99)
    for words in ASKED:
        page = anew().new_page()
        window = Window(page, visitor.base, visitor.place).open()
        window.write(words)
        window.sees("抱歉，我没有听明白")
        page.context.close()
    _sure(manager, 0, 12)

    # When somebody has them sorted
    desk = seated("manager", "/bot/learning")
    desk.button("bot:learning.organise").click()
    row = desk.page.get_by_role("listitem").filter(has_text=ASKED[0]).first
    expect(row).to_contain_text(desk.words("bot:learning.times_other", count=3))

    # And teaches them to an article, in two clicks
    row.get_by_role("button", name=desk.words("bot:learning.teach")).first.click()
    desk.page.get_by_role("dialog").wait_for()
    search = desk.page.get_by_label(desk.words("bot:better.search"))
    if not search.is_visible():
        desk.button("bot:learning.teach.change").click()
    search.fill("新杯子")
    desk.page.get_by_role("button", name="新杯子第一次用要怎么洗").click()
    desk.button("bot:learning.teach.go").click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)

    # Then the next customer is answered
    manager_tries = {"text": ASKED[1]}
    deadline = time.monotonic() + PATIENCE
    while manager.http.post("/api/bot/try", json=manager_tries).json()["kind"] != "answer":
        assert time.monotonic() < deadline, "what was taught is not found"
        time.sleep(0.3)
    visitor.open().write(ASKED[1])
    expect(visitor.page.locator("zhiyin-chat .panel")).to_contain_text("开水烫")
    desk.page.get_by_text(desk.words("bot:learning.taught"), exact=True).click()
    expect(desk.page.get_by_role("listitem").filter(has_text=ASKED[0])).to_contain_text(
        "新杯子第一次用要怎么洗"
    )
