"""Conversations like one (相似会话), by what their customers wanted."""

from uuid import UUID

from zhiyin.kernel.house import House
from zhiyin.kernel.text.language import language_of
from zhiyin.modules.assistance.pairing import as_question
from zhiyin.modules.assistance.queries.near import find_near
from zhiyin.modules.conversations.interface import (
    Brief,
    Utterance,
    get_briefs,
    get_utterances,
    summarise_wishes,
)


async def find_alike(house: House, brief: Brief) -> list[tuple[Brief, float]]:
    """Conversations of the same shop that have ended, as they are filed now, and how like each is.

    Raises `ThinkingUnavailable` without an answer of the inference process in time.
    """
    async with house.database.reading() as session:
        said = (await get_utterances(session, [brief.id])).get(brief.id, [])
    question = _matter(said)
    if not question:
        return []
    locale = language_of(question, "en" if brief.language == "en" else "zh-CN")
    near = await find_near(house, question, shop_id=brief.shop_id, locale=locale, besides=brief.id)
    alike: dict[UUID, float] = {}
    for one in near:
        alike[one.conversation_id] = max(alike.get(one.conversation_id, 0.0), one.alike)
    async with house.database.reading() as session:
        briefs = await get_briefs(session, sorted(alike))
    return [(other, alike[one]) for one, other in briefs.items()]


def _matter(said: list[Utterance]) -> str:
    """What the customer wants, in their own words."""
    theirs = [one for one in said if one.sender == "customer" and one.kind == "text"]
    wishes = summarise_wishes([as_question([one]) for one in theirs])
    return "\n".join(wishes[:2])
