"""The subject a conversation is likely about (建议分类): under which people filed the like."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.assistance.choosing import choose_subject
from zhiyin.modules.assistance.queries.alike import find_alike
from zhiyin.modules.assistance.schemas.replies import SubjectSuggestion
from zhiyin.modules.conversations.interface import access_brief

NOTHING = SubjectSuggestion(subject_id=None)


async def suggest_subject(house: House, access: Access, conversation_id: UUID) -> SubjectSuggestion:
    """What conversations like this one were filed under as they are filed now: whoever corrects a
    subject has taught it.
    """
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
    try:
        alike = await find_alike(house, brief)
    except ThinkingUnavailable:
        return NOTHING
    filed = [(one.id, near, str(one.subject_id)) for one, near in alike if one.subject_id]
    chosen = choose_subject(filed)
    return SubjectSuggestion(subject_id=UUID(chosen) if chosen else None)
