"""Customer and agent write in two languages, and each reads their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.language_model import Data, LanguageModel, running_language_model
from tests.servers.processes import OwnProcess, Processes

ASKED, MEANT = "注文した急須はいつ届きますか", "我订的茶壶什么时候到？"
ANSWER, SENT = "明天送到，请留意电话", "明日お届けします。お電話にご注意ください"


def _translate(data: Data) -> Data:
    known = {ASKED: MEANT, ANSWER: SENT}
    texts = [{"number": one["number"], "text": known[one["text"]]} for one in data["texts"]]
    return {"texts": texts}


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    """A language model that knows these two sentences."""
    with running_language_model() as running:
        running.say = _translate
        yield running


@pytest.fixture
def colleague(
    demo_shop: OwnProcess, module_processes: Processes, model: LanguageModel
) -> Iterator[Agent]:
    """The senior agent is there; the bot is off duty, so that people answer."""
    data_dir = module_processes.folder / "data"
    with Agent(demo_shop.url, data_dir, "manager", online=False) as manager:
        manager.http.patch("/api/bot", json={"on": False}).raise_for_status()
        body = model.settings(uses=["translation"])
        manager.http.patch("/api/language-model", json=body).raise_for_status()
    with Agent(demo_shop.url, data_dir) as agent:
        yield agent
        agent.clear()


@pytest.mark.whole
@played_at("desktop-zh")
def test_each_reads_their_own_language_and_sees_what_was_written(
    colleague: Agent, model: LanguageModel, seated: Seated, visitor: Window
) -> None:
    # Given a customer who writes in another language than the agent
    visitor.open().write(ASKED)
    colleague.find(ASKED)
    desk = seated("senior agent").open(ASKED)

    # Then the agent reads both
    shown = desk.log.locator("[data-translation='shown']")
    expect(shown).to_contain_text(MEANT)

    # One click turns it off, and on again without asking anew
    switch = desk.page.get_by_role("switch", name=desk.words("assistance:translation"))
    switch.click()
    expect(shown).to_have_count(0)
    asked = len(model.bodies)
    switch.click()
    expect(shown).to_contain_text(MEANT)
    assert len(model.bodies) == asked

    # What they answer is seen in the customer's language before it goes
    desk.answer(ANSWER)
    preview = desk.page.locator("[data-preview] textarea").first
    expect(preview).to_have_value(SENT)
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text(SENT)
    preview.fill(f"{SENT}。")
    preview.press("Enter")
    visitor.sees(f"{SENT}。")
    expect(visitor.page.locator("zhiyin-chat .panel")).not_to_contain_text(ANSWER)
    expect(desk.composer).to_have_value("")

    # And what was written stands under what was sent, also later
    desk.page.reload()
    expect(desk.log.locator("[data-translation='written']")).to_contain_text(ANSWER)

    # Where nothing comes back the original stands, and may go as it is
    model.mode = "server_error"
    desk.answer("稍等")
    failed = desk.page.locator("[data-preview]")
    expect(failed).to_contain_text(desk.words("assistance:translation.as_is"))
    desk.composer.press("Enter")
    visitor.sees("稍等")
