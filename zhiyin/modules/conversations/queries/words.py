"""What was said in conversations, for whoever learns from it or sums it up."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.conversations.summing import Utterance

MOST_SAID = 400

_SAID = text("""
    SELECT m.* FROM unnest(CAST(:ids AS uuid[])) AS c(id)
    CROSS JOIN LATERAL (
        SELECT conversation_id, number, kind, sender_kind, text, spans, bot, at FROM messages
        WHERE conversation_id = c.id AND kind IN ('text', 'image', 'file')
          AND recalled_at IS NULL
        ORDER BY number DESC LIMIT :most) m
    ORDER BY m.conversation_id, m.number
""")
_CLOSED = text("""
    SELECT id, closed_at FROM conversations
    WHERE state = 'closed' AND closed_at > now() - make_interval(days => :days)
      AND (closed_at, id) < (:closed_at, :id)
    ORDER BY closed_at DESC, id DESC LIMIT :limit
""")


async def get_utterances(
    session: ReadSession | WriteSession, ids: Sequence[UUID], most: int = MOST_SAID
) -> dict[UUID, list[Utterance]]:
    """What was said in these conversations, oldest first, the latest `most` of each; the caller has
    been checked before.
    """
    found: dict[UUID, list[Utterance]] = {one: [] for one in ids}
    for row in await session.execute(_SAID, {"ids": list(ids), "most": most}):
        found[row.conversation_id].append(
            Utterance(row.number, row.sender_kind, row.kind, row.text, row.spans, row.bot, row.at)
        )
    return found


async def list_closed(
    session: ReadSession, before: tuple[datetime, UUID], days: int, limit: int
) -> list[tuple[datetime, UUID]]:
    """Conversations that ended before this one in the last days, the latest first."""
    values = {"closed_at": before[0], "id": before[1], "days": days, "limit": limit}
    return [(row.closed_at, row.id) for row in await session.execute(_CLOSED, values)]
