"""How the customer of a conversation felt over time (情绪)."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.modules.conversations.schemas.moods import MoodPoint

# A line of more points than these says nothing more.
POINTS = 200

_POINTS = text("""
    SELECT m.id AS message_id, m.number, m.at, coalesce(f.mood, 'neutral') AS mood,
           coalesce(f.value, 0) AS value, coalesce(f.sure, 0) AS sure
    FROM messages m
    LEFT JOIN message_moods f ON f.conversation_id = m.conversation_id AND f.number = m.number
    WHERE m.conversation_id = :id AND m.sender_kind = 'customer' AND m.kind = 'text'
      AND m.recalled_at IS NULL
    ORDER BY m.number DESC LIMIT :points
""")


async def list_moods(session: ReadSession, conversation_id: UUID) -> list[MoodPoint]:
    """The customer's latest messages in their order, each with how they felt."""
    rows = await session.execute(_POINTS, {"id": conversation_id, "points": POINTS})
    return [MoodPoint.model_validate(dict(row)) for row in reversed(rows.mappings().all())]
