"""From a customer's words to a decision: understand, look for articles, decide."""

import re
import time
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from zhiyin.kernel.contracts.skills import Skill
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Language
from zhiyin.kernel.settings.settings import Place
from zhiyin.kernel.text.language import language_of
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.bot.actions.braking import hold_back
from zhiyin.modules.bot.queries.places import HeldHere, get_place
from zhiyin.modules.bot.queries.versions import Trial
from zhiyin.modules.bot.rules import (
    MODEL,
    Decision,
    Found,
    Search,
    Standing,
    after_search,
    before_search,
)
from zhiyin.modules.bot.understanding import Heard, hear
from zhiyin.modules.knowledge.interface import Answers, find_answers

MOST_QUERY = 500
# The model found no answer, its words did not pass, or there were none.
Unworded = Literal["refused", "discarded", "failed"]


@dataclass(frozen=True)
class Asked:
    """What a customer said, and where."""

    text: str
    shop_id: UUID | None
    team_id: UUID | None = None
    level: str | None = None
    language: Language = "zh-CN"
    attachment: bool = False
    # None where somebody only tries: the brake is not asked then.
    conversation_id: UUID | None = None
    # Whose words of two that are tried are found.
    customer_id: UUID | None = None
    # The version on trial, in a conversation that is part of it.
    trial: Trial | None = None


@dataclass(frozen=True)
class Thought:
    """A decision with everything it was made from."""

    decision: Decision
    heard: Heard
    language: Language
    here: HeldHere
    search: Search | None
    milliseconds: int
    # By which rules, and where a language model worded the answer, by which.
    model: str = MODEL
    # A language model was asked to word it, and why its words are not used.
    unworded: Unworded | None = None


async def think(house: House, asked: Asked, standing: Standing) -> Thought:
    """What to do with these words."""
    begun = time.monotonic()
    tried = asked.trial.settings if asked.trial else None
    async with house.database.reading() as session:
        place = Place(shop_id=asked.shop_id, team_id=asked.team_id)
        here = await get_place(session, place, tried)
    heard = hear(asked.text, here.lists, attachment=asked.attachment)
    language = language_of(asked.text, asked.language)
    search: Search | None = None
    decision = before_search(heard, standing, intents_of(here.skills, heard.text))
    if decision is None:
        search = await look(house, asked, language)
        decision = after_search(search, standing, here.limits)
    decision = await hold_back(house, asked.conversation_id, decision)
    spent = round((time.monotonic() - begun) * 1000)
    return Thought(decision, heard, language, here, search, spent)


def intents_of(skills: tuple[Skill, ...], text: str) -> list[str]:
    """The tasks that these words ask for."""
    return [one.name for one in skills if wants(one, text)]


def wants(skill: Skill, text: str) -> bool:
    """Whether a normal text asks for this task, in either language."""
    return any(re.search(one, text) for one in (skill.wanted.zh, skill.wanted.en))


async def look(house: House, asked: Asked, language: Language) -> Search:
    """What the knowledge base has for them."""
    try:
        answers = await find_answers(
            house,
            asked.text[:MOST_QUERY],
            shop_id=asked.shop_id,
            locale=language,
            level=asked.level,
            trial=asked.trial is not None,
            reader=asked.customer_id,
        )
    except ThinkingUnavailable:
        return Search(away=True)
    return as_search(answers)


def as_search(answers: Answers) -> Search:
    """What the knowledge base answered, as the rules read it."""
    items = tuple(
        Found(one.article_id, one.title, one.likely, one.words, one.matched)
        for one in answers.items
    )
    return Search(items, answers.answerable, answers.threshold)
