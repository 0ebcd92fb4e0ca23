"""The tags a conversation probably deserves (建议标签): those that people put on the like."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.assistance.choosing import choose_tags
from zhiyin.modules.assistance.queries.alike import find_alike
from zhiyin.modules.assistance.schemas.replies import TagSuggestion
from zhiyin.modules.conversations.interface import Brief, access_brief, is_any_tagged


async def suggest_tags(house: House, access: Access, conversation_id: UUID) -> TagSuggestion:
    """What it has not yet; nothing while the inference process is away."""
    async with house.database.reading() as session:
        brief = await access_brief(session, access, conversation_id)
    try:
        return TagSuggestion(tags=await find_tags(house, brief))
    except ThinkingUnavailable:
        return TagSuggestion(tags=[])


async def find_tags(house: House, brief: Brief) -> list[str]:
    """The same for a program. Raises `ThinkingUnavailable`. Where nobody tags, nothing is compared:
    this is asked for every conversation.
    """
    async with house.database.reading() as session:
        if not await is_any_tagged(session):
            return []
    alike = await find_alike(house, brief)
    tagged = [(one.id, near, one.tags) for one, near in alike]
    return choose_tags(tagged, besides=brief.tags)
