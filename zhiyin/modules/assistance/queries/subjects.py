"""The subject a conversation is likely about (建议分类): under which people filed the like."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.house import House
from zhiyin.kernel.text.language import language_of
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.assistance.choosing import choose_subject
from zhiyin.modules.assistance.pairing import as_question
from zhiyin.modules.assistance.queries.near import find_near
from zhiyin.modules.assistance.schemas.replies import SubjectSuggestion
from zhiyin.modules.conversations.interface import (
    Utterance,
    access_brief,
    get_briefs,
    get_utterances,
    summarise_wishes,
)

NOTHING = SubjectSuggestion(subject_id=None)


async def suggest_subject(house: House, access: Access, conversation_id: UUID) -> SubjectSuggestion:
    """What conversations like this one were filed under as they are filed now: whoever corrects a
    subject has taught it.
    """
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
        said = (await get_utterances(session, [brief.id]))[brief.id]
    question = _matter(said)
    if not question:
        return NOTHING
    locale = language_of(question, "en" if brief.language == "en" else "zh-CN")
    try:
        near = await find_near(
            house, question, shop_id=brief.shop_id, locale=locale, besides=brief.id
        )
    except ThinkingUnavailable:
        return NOTHING
    alike: dict[UUID, float] = {}
    for one in near:
        alike[one.conversation_id] = max(alike.get(one.conversation_id, 0.0), one.alike)
    async with house.database.reading() as session:
        briefs = await get_briefs(session, sorted(alike))
    filed = [
        (one, alike[one], str(other.subject_id))
        for one, other in briefs.items()
        if other.subject_id
    ]
    chosen = choose_subject(filed)
    return SubjectSuggestion(subject_id=UUID(chosen) if chosen else None)


def _matter(said: list[Utterance]) -> str:
    """What the customer wants, in their own words."""
    theirs = [one for one in said if one.sender == "customer" and one.kind == "text"]
    wishes = summarise_wishes([as_question([one]) for one in theirs])
    return "\n".join(wishes[:2])
