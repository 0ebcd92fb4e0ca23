"""A bot that is tested, changed after a look at what that does, and changed back."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who may change the bot; the processes that do the work are there and ready."""
    module_processes.one("worker")
    module_processes.one("inference")
    data = module_processes.folder / "data"
    with Agent(demo_shop.url, data, "manager", online=False) as agent:
        change = {"settings": {"least_sure": 1}}
        until(lambda: agent.http.post("/api/bot/rehearsals", json=change).status_code == 200)
        yield agent


@pytest.mark.whole
@played_at("desktop-zh", only="desktop")
def test_a_change_is_measured_put_live_and_taken_back(manager: Agent, seated: Seated) -> None:
    mark = uuid4().hex[:5]
    question, note = f"{mark} 牌的二手车收不收", f"{mark}：只在很有把握时回答"
    before = manager.http.get("/api/bot/versions").json()
    unanswerable = manager.http.get("/api/bot/tests").json()["unanswerable"] + 1
    desk = seated("manager", "/bot/tests")

    # Given a question of one's own among the test questions
    desk.button("bot:tests.add").click()
    desk.dialog.get_by_label(desk.words("bot:tests.question"), exact=True).fill(question)
    desk.dialog.get_by_role("button", name=desk.words("shell:save"), exact=True).click()
    expect(desk.page.get_by_text(question, exact=True)).to_be_visible()

    # When all of them are asked
    desk.button("bot:run.go").click()
    expect(desk.page.get_by_text(re.compile(rf"\b{unanswerable}\b")).first).to_be_visible()
    wrong = desk.page.get_by_role("radiogroup", name=desk.words("bot:run.which"))
    expect(wrong).to_contain_text(desk.words("bot:run.which.wrong"))
    expect(desk.page.get_by_text(desk.words("bot:run.wanted"), exact=False).first).to_be_visible()

    # And the bot is to be surer, which is measured before it goes live
    desk.turn_to("/bot/settings")
    sure = desk.field("bot:field.least_sure")
    sure.fill("98")
    sure.press("Tab")
    desk.button("shell:save").click()
    dialog = desk.dialog
    expect(dialog.get_by_text(desk.words("bot:measured.right"), exact=True)).to_be_visible()
    expect(dialog).to_contain_text("→")
    dialog.get_by_label(desk.words("bot:publish.note")).fill(note)
    dialog.get_by_role("button", name=desk.words("bot:publish.go"), exact=True).click()
    expect(dialog).to_have_count(0)
    assert manager.http.get("/api/bot").json()["least_sure"] == 98

    # Then it stands among the versions with what was measured
    desk.turn_to("/bot/versions")
    row = desk.page.get_by_role("listitem").filter(has_text=note).first
    expect(row).to_contain_text(desk.words("bot:version.live"))
    expect(row).to_contain_text(desk.words("bot:measured.answered"))

    # And, once the trial beside it is decided, there is a way back
    if before["trial"]:
        desk.button("bot:trial.withdraw").click()
    desk.button("bot:version.back.one", number=before["live"]).click()
    back = desk.words("bot:version.kind.rollback", number=before["live"])
    newest = desk.page.get_by_role("listitem").filter(has_text=back).first
    expect(newest).to_contain_text(desk.words("bot:version.live"))
    assert manager.http.get("/api/bot").json()["least_sure"] == 0
