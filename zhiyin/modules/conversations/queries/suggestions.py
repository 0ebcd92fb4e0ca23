"""Articles for what a customer has just written."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.models.conversations import Message
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.schemas.suggestions import SuggestionsOut
from zhiyin.modules.knowledge.interface import search_for_conversation

LOOKED_AT = 40
# People write one thought in several messages.
MOST_TOGETHER = 3
MOST_TEXT = 500


async def _newest_turn(session: ReadSession, conversation_id: UUID) -> Sequence[tuple[int, str]]:
    """The latest words of the customer that nobody has written between, the first of them first."""
    query = (
        select(Message.number, Message.sender_kind, Message.text)
        .where(
            Message.conversation_id == conversation_id,
            Message.kind == "text",
            Message.recalled_at.is_(None),
        )
        .order_by(Message.number.desc())
        .limit(LOOKED_AT)
    )
    turn: list[tuple[int, str]] = []
    for row in await session.execute(query):
        if row.sender_kind == "customer":
            turn.append((row.number, row.text))
        elif turn and row.sender_kind in ("staff", "bot"):
            break
    return turn[:MOST_TOGETHER][::-1]


async def get_suggestions(house: House, access: Access, conversation_id: UUID) -> SuggestionsOut:
    """Up to five articles for the customer's newest words."""
    async with house.database.reading() as session:
        row = await access_conversation(session, access, conversation_id)
        turn = await _newest_turn(session, conversation_id)
    level = row.customer_card.get("level")
    found = await search_for_conversation(
        house,
        access,
        "\n".join(words for _, words in turn)[:MOST_TEXT],
        conversation_id=conversation_id,
        customer_id=row.customer_id,
        shop_id=row.shop_id,
        level=level if isinstance(level, str) else None,
    )
    return SuggestionsOut(
        **{name: getattr(found, name) for name in type(found).model_fields},
        up_to=turn[-1][0] if turn else 0,
    )
