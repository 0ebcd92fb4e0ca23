"""What the bot could not answer is taught in two clicks, and answered the next time."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes

# Nothing in the demo shop answers these; an article is made to. Each is taught once.
ASKED_IN = {
    "zh-CN": ("茶艺课在哪里报名", "你们的茶艺课怎么报名", "想报名茶艺课怎么弄"),
    "en": ("停车场在哪里收费吗", "你们的停车场要收费吗", "停车场收费怎么算"),
}
MEANT = "刚学喝茶要买哪些茶具"
UNSURE = re.compile("抱歉，我没有听明白|您是想问|did not understand|Did you mean")


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who puts the bot on duty; it answers only what it is quite sure of."""
    module_processes.start("worker")
    module_processes.start("inference")
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        agent.http.patch("/api/bot", json={"ai_on": True, "on": True}).raise_for_status()
        until(lambda: agent.http.get("/api/bot").json()["online"], "the bot did not come on duty")
        yield agent


@played_at("desktop-zh", only="desktop")
def test_what_was_asked_in_vain_is_taught_in_two_clicks(
    manager: Agent, seated: Seated, anew: Any, visitor: Window
) -> None:
    # Given a question that three customers asked in vain
    asked = ASKED_IN[visitor.place.language]
    for words in asked:
        page = anew().new_page()
        window = Window(page, visitor.base, visitor.place).open()
        window.write(words)
        expect(page.locator("zhiyin-chat .panel")).to_contain_text(UNSURE)
        page.context.close()

    # When somebody has them sorted
    desk = seated("manager", "/bot/learning")
    desk.button("bot:learning.organise").click()
    row = desk.page.get_by_role("listitem").filter(has_text=asked[0]).first
    expect(row).to_contain_text(desk.words("bot:learning.times_other", count=3))

    # And teaches them to an article, in two clicks
    row.get_by_role("button", name=desk.words("bot:learning.teach.other")).click()
    desk.page.get_by_role("dialog").wait_for()
    search = desk.page.get_by_label(desk.words("bot:better.search"))
    search.fill("茶具")
    desk.page.get_by_role("button", name=MEANT).click()
    desk.button("bot:learning.teach.go").click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)

    # Then the next customer is answered
    manager_tries = {"text": asked[1]}

    def tried() -> Any:
        return manager.http.post("/api/bot/try", json=manager_tries).json()["kind"]

    until(lambda: tried() == "answer", "what was taught is not found")
    visitor.open().write(asked[1])
    visitor.sees("一只 150 毫升盖碗")
    desk.page.get_by_text(desk.words("bot:learning.taught"), exact=True).click()
    taught = desk.page.get_by_role("listitem").filter(has_text=asked[0]).first
    expect(taught).to_contain_text(MEANT)
