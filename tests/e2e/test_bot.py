"""A customer and the bot: near questions, an answer that does not help, and a person who knows."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.agents import Agent
from tests.e2e.bots import on_duty
from tests.e2e.desk import Seated
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who may put the bot on duty."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        yield agent


@pytest.fixture
def bot(manager: Agent, module_processes: Processes) -> dict[str, Any]:
    """The bot on duty in every shop, which asks back rather than answering at once."""
    return on_duty(manager, module_processes)


def _choice(window: Window, label: str) -> Locator:
    offered = window.page.locator("zhiyin-chat .bot-choices")
    return offered.get_by_role("button", name=label, exact=True)


@played_at("desktop-zh", only="desktop")
def test_the_bot_offers_answers_and_gives_way_to_a_person(
    bot: dict[str, Any],
    seated: Seated,
    visitor: Window,
) -> None:
    say = visitor.place.choose
    # Of the demo shop.
    question = say("退款多久到账", "When do I get my money back")
    answer = say("仓库验货后当天退回原账户", "We refund on the day the parcel arrives")

    # Given a customer who asks in their own words
    visitor.open().write(say("退款", "refund"))
    visitor.sees(bot["name"])
    visitor.sees(say("机器人", "Bot"))

    # When they choose the near question
    chosen = _choice(visitor, question)
    expect(chosen).to_be_visible()
    chosen.press("Enter")
    visitor.sees(answer)
    expect(visitor.page.locator("zhiyin-chat .bot-choices")).to_have_count(0)

    # And it does not help them
    visitor.page.get_by_role("button", name=say("没帮助", "Not helpful"), exact=True).click()
    visitor.sees(say("抱歉没有帮到您", "Sorry that it did not help"))

    # Then a person is one press away, and knows what was tried
    desk = seated("senior agent").go_online()
    person = visitor.page.locator("zhiyin-chat .bot-bar").get_by_role("button")
    person.click()
    expect(person).to_have_count(0)
    desk.open(say("转接人工客服", "will take over shortly"))
    cards = desk.page.get_by_role("complementary", name=desk.words("conversations:cards"))
    expect(cards).to_contain_text(desk.words("bot:reason.asked"))
    expect(cards.get_by_role("link", name=question)).not_to_have_count(0)
    expect(cards).to_contain_text(desk.words("bot:rated.unhelpful"))
    desk.answer(say("我来帮您看看", "Let me look"))
    visitor.sees(say("我来帮您看看", "Let me look"))

    # And whoever checks the bot finds the answer, and says that it was right
    checker = seated("manager", "/bot/samples")
    rows = checker.page.get_by_role("listitem").filter(has_text=answer)
    expect(rows).not_to_have_count(0)
    before = rows.count()
    rows.first.get_by_role("button", name=checker.words("bot:verdict.right")).click()
    expect(rows).to_have_count(before - 1)
