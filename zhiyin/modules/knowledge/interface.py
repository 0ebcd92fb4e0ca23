"""What other modules may call of the knowledge base: the search that people and the bot share."""

from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.house import House
from zhiyin.modules.knowledge.actions.finding import find_and_note
from zhiyin.modules.knowledge.permissions import READ
from zhiyin.modules.knowledge.queries.searching import Question
from zhiyin.modules.knowledge.schemas.searching import Hit, SearchOut

__all__ = ["Hit", "SearchOut", "search_for_conversation"]

MOST = 5


async def search_for_conversation(
    house: House,
    access: Access,
    text: str,
    *,
    conversation_id: UUID,
    customer_id: UUID,
    shop_id: UUID,
    level: str | None,
) -> SearchOut:
    """Up to five articles for a customer's words, as far as the caller may read articles: of the
    conversation's shop, valid now, meant for customers of this level.
    """
    if not text.strip() or not access.may(READ):
        return SearchOut(search_id=None, via="plain", answerable=None, items=[])
    question = Question(
        text,
        limit=MOST,
        shop_id=shop_id,
        level=level or "",
        conversation_id=conversation_id,
        customer_id=customer_id,
        typed=False,
    )
    return await find_and_note(house, access, question)
