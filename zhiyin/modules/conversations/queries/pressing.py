"""What of conversations presses those who work on what came of them: anger, and waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

_PRESSURES = text("""
    SELECT c.id, c.waiting_since, CASE WHEN c.mood ->> 'now' = 'angry' THEN coalesce((
        SELECT min(m.at) FROM message_moods f
        JOIN messages m ON m.conversation_id = f.conversation_id AND m.number = f.number
        WHERE f.conversation_id = c.id AND f.mood = 'angry'), c.last_customer_at) END AS angry_since
    FROM conversations c WHERE c.id = ANY(:ids)
""")


@dataclass(frozen=True)
class Pressure:
    """Since when a customer is angry, by their latest words, and since when they wait for ours."""

    angry_since: datetime | None
    waiting_since: datetime | None


async def get_pressures(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, Pressure]:
    """How these conversations press, in one question for all of them."""
    if not ids:
        return {}
    rows = await session.execute(_PRESSURES, {"ids": list(ids)})
    return {row.id: Pressure(row.angry_since, row.waiting_since) for row in rows}
