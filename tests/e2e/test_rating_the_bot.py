"""A customer who wants to say how it was, while the bot has the conversation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.bots import on_duty
from tests.e2e.places import played_at
from tests.e2e.window import Window
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture(scope="module")
def bot(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[str]:
    """The name of the bot, on duty in every shop."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        yield str(on_duty(agent, module_processes)["name"])


@pytest.mark.whole
@played_at("phone-zh")
def test_the_bot_gives_the_card_to_who_wants_to_rate(bot: str, visitor: Window) -> None:
    say = visitor.place.choose
    # Given a customer with the bot
    visitor.open().write(say("退款", "refund"))
    visitor.sees(bot)
    # When they say that they want to rate
    visitor.write(say("我想评价一下", "I want to rate this chat"))
    visitor.sees(say("请在卡片里打分", "Please rate us on the card"))
    # Then the card stands in the conversation, and takes what they say
    card = visitor.page.locator("zhiyin-chat .rating")
    card.get_by_role("radio", name=say("5 分，满分 5 分", "5 out of 5")).check()
    card.get_by_role("button", name=say("提交评价", "Send rating")).click()
    expect(card).to_contain_text(say("感谢您的评价", "We read every rating"))
    # And the bot is still there
    visitor.write(say("怎么评价", "I want to rate this chat"))
    visitor.sees(say("评价卡片已经发给您了", "You have the card already"))
