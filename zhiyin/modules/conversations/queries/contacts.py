"""How often customers have come to us, and where they were last."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

_COUNT = text("""
    SELECT customer_id, count(*) AS times FROM conversations
    WHERE customer_id = ANY(:ids) AND origin <> 'outbound' AND opened_at >= :since
    GROUP BY customer_id
""")
_LATEST = text("""
    SELECT DISTINCT ON (customer_id) customer_id, id FROM conversations
    WHERE customer_id = ANY(:ids) ORDER BY customer_id, id DESC
""")


async def count_contacts(
    session: ReadSession | WriteSession, customer_ids: Sequence[UUID], since: datetime
) -> dict[UUID, int]:
    """How many conversations each of these customers has begun since a moment."""
    rows = await session.execute(_COUNT, {"ids": list(customer_ids), "since": since})
    return {row.customer_id: row.times for row in rows}


async def get_latest(
    session: ReadSession | WriteSession, customer_ids: Sequence[UUID]
) -> dict[UUID, UUID]:
    """The latest conversation of each of these customers who has one."""
    rows = await session.execute(_LATEST, {"ids": list(customer_ids)})
    return {row.customer_id: row.id for row in rows}
