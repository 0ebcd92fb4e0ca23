"""A manager connects a language model, and a customer gets its words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.agents import Agent
from tests.e2e.bots import on_duty
from tests.e2e.desk import Seated
from tests.e2e.window import Window
from tests.servers.language_model import (
    KEY,
    MODEL,
    LanguageModel,
    first_article,
    running_language_model,
)
from tests.servers.processes import OwnProcess, Processes


@pytest.fixture
def manager(demo_shop: OwnProcess, module_processes: Processes) -> Iterator[Agent]:
    """Who may put the bot on duty."""
    with Agent(demo_shop.url, module_processes.folder / "data", "manager", online=False) as agent:
        yield agent


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    """A language model that says the first sentence of two articles."""
    with running_language_model() as running:
        running.say = _two_sentences
        yield running


def _two_sentences(data: dict[str, Any]) -> dict[str, Any]:
    if "articles" not in data:
        return first_article(data)
    said = [
        {"text": _sentence(one["text"]), "articles": [one["number"]]} for one in data["articles"]
    ]
    return {"supported": True, "sentences": said[:2]}


def _sentence(text: str) -> str:
    return re.split(r"(?<=[。.!?])\s*", text.splitlines()[0])[0]


@pytest.mark.whole
@pytest.mark.parametrize("place", ["desktop-zh"], indirect=True)
def test_a_language_model_is_connected_and_words_an_answer(
    model: LanguageModel,
    manager: Agent,
    module_processes: Processes,
    seated: Seated,
    visitor: Window,
) -> None:
    # Given a manager who enters an endpoint, and a key that is not right
    desk = seated("manager", "/settings/language-model")
    desk.field("languagemodel:address").fill(model.address)
    desk.field("languagemodel:key").fill("sk-wrong")
    desk.field("languagemodel:model").fill(MODEL)
    desk.button("shell:save").click()
    tries = desk.button("languagemodel:try.act")
    tries.click()
    result = desk.page.get_by_role("status")
    expect(result).to_contain_text(desk.words("languagemodel:reason.wrong_key"))

    # When the key is mended, it answers, and is switched on
    expect(desk.field("languagemodel:key")).to_have_value("")
    desk.field("languagemodel:key").fill(KEY)
    desk.button("shell:save").click()
    expect(desk.button("shell:save")).to_be_disabled()
    tries.click()
    expect(result).to_contain_text(desk.words("languagemodel:dialect.tools"))
    expect(desk.page.locator("body")).not_to_contain_text(KEY)
    desk.page.get_by_role("switch").click()
    desk.button("shell:save").click()
    expect(desk.button("shell:save")).to_be_disabled()

    # Then a customer gets its words, and the articles they rest on
    on_duty(manager, module_processes)
    visitor.open().write(visitor.place.choose("退款", "refund"))
    answer = visitor.page.locator("zhiyin-chat .panel")
    expect(answer).to_contain_text("[2] ")
    first, second = model.data[-1]["articles"][:2]
    visitor.sees(f"{_sentence(first['text'])}[1]")
    visitor.sees(f"[1] {first['title']}; [2] {second['title']}")

    # And the manager sees what it took
    desk.until_told("/language-model/figures", '"used":1')
    desk.page.reload()
    numbers = desk.page.get_by_role("term").filter(has_text=desk.words("languagemodel:asked"))
    expect(numbers).to_be_visible()
