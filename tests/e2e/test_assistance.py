"""What colleagues answered to the like stands pale in the composer, and one key takes it."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Desk, Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.patience import until
from tests.servers.processes import OwnProcess, Processes

ANSWER = "可以刻，四个字以内免费，另加三天时间。"
ASKED = ("茶杯上可以刻字吗", "你们可以刻字吗")
LIKE, AGAIN = "请问壶上可以刻字吗", "你们的壶可以刻字吗"
SUBJECT = "选购建议"


@pytest.fixture
def leader(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who sees the figures; the bot is off duty, so that people answer."""
    data_dir = module_processes.folder / "data"
    with Agent(demo_shop.url, data_dir, "manager", online=False) as agent:
        agent.http.patch("/api/bot", json={"on": False}).raise_for_status()
        yield agent


@pytest.fixture
def colleague(demo_shop: OwnProcess, module_processes: Processes, leader: Agent) -> Iterator[Agent]:
    """The senior agent in the days before, and somebody who learns from them."""
    module_processes.one("inference")
    module_processes.one("worker")
    with Agent(demo_shop.url, module_processes.folder / "data") as agent:
        yield agent
        agent.clear()


@pytest.fixture
def waiting(colleague: Agent, anew: Callable[[], BrowserContext], visitor: Window) -> Iterator[str]:
    """A customer asks what two others have asked; answers their conversation once there is
    something to suggest.
    """
    subjects = colleague.http.get("/api/subjects").json()
    subject = next(one["id"] for one in subjects if one["name"]["zh-CN"] == SUBJECT)
    for words in ASKED:
        Window(anew().new_page(), visitor.base, visitor.place).open().write(words)
        chat = colleague.find(words)
        path = f"/api/conversations/{chat}"
        said = {"key": uuid4().hex, "text": ANSWER}
        colleague.http.post(f"{path}/messages", json=said).raise_for_status()
        colleague.http.post(f"{path}/close", json={"subject_id": subject}).raise_for_status()
    visitor.open().write(LIKE)
    chat = colleague.find(LIKE)

    def suggested() -> str:
        reply: str = colleague.http.get(f"/api/assistance/{chat}/reply").json()["text"]
        return reply

    until(lambda: suggested() == ANSWER, "nothing is suggested")
    return chat


def _taken(leader: Agent) -> dict[str, int]:
    """How many suggestions of each source were taken in the last month, also with changes."""
    figures = leader.http.get("/api/assistance/figures").json()
    return {one["source"]: one["taken"] + one["changed"] for one in figures["sources"]}


def _take(desk: Desk) -> None:
    if desk.place.phone:
        desk.button("conversations:ghost.use").click()
    else:
        desk.composer.press("Tab")


@pytest.mark.whole
@played_at("desktop-zh")
def test_a_suggested_reply_is_put_away_or_taken_and_the_end_knows_the_subject(
    waiting: str, colleague: Agent, leader: Agent, seated: Seated, visitor: Window
) -> None:
    # Given a customer who asks what others have asked
    before = _taken(leader)
    desk = seated("senior agent").open(LIKE)
    ghost = desk.page.locator("[data-ghost]")
    expect(ghost).to_contain_text(ANSWER)

    # What is put away stays away for this message
    desk.composer.press("Escape")
    expect(ghost).to_have_count(0)
    desk.leave()
    desk.open(LIKE)
    expect(desk.composer).to_be_visible()
    expect(ghost).to_have_count(0)
    visitor.write(AGAIN)
    expect(ghost).to_contain_text(ANSWER)

    # While what is typed is its beginning it stays; with anything else it is gone
    desk.composer.press_sequentially("可以")
    expect(ghost).to_contain_text(ANSWER.removeprefix("可以"))
    desk.composer.press_sequentially("吗")
    expect(ghost).to_have_count(0)
    desk.composer.fill("")
    _take(desk)
    expect(desk.composer).to_have_value(ANSWER)
    desk.composer.press("Enter")
    visitor.sees(ANSWER)

    # A conversation that has become long opens with what it is about
    summary = desk.page.get_by_role("region", name=desk.words("conversations:summary"))
    expect(summary).to_have_count(0)
    for number in range(12):
        colleague.answer(waiting, f"第 {number} 款壶都可以刻字，您看喜欢哪一款呢")
    summary.get_by_role("button").click()
    expect(summary).to_contain_text(LIKE)
    expect(summary).to_contain_text(desk.words("conversations:summary.answered"))

    # And the end knows what it was about
    desk.act("conversations:close")
    suggested = desk.dialog.get_by_role("option", selected=True)
    expect(suggested).to_contain_text(desk.words("conversations:subject.suggested"))
    desk.dialog.get_by_label(desk.words("conversations:subject.search")).press("Enter")
    expect(desk.dialog).to_have_count(0)

    # Whoever leads them sees what is taken
    lead = seated("manager", "/settings/suggestions")
    for source in ("replies", "subject"):
        name = lead.words(f"assistance:source.{source}")
        row = lead.page.get_by_role("row").filter(has_text=name)
        expect(row.get_by_role("cell").nth(1)).to_have_text(str(before[source] + 1))
