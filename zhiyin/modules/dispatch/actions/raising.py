"""Work that presses more than it did is moved ahead in its line."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession

_RAISE = text("""
    WITH held AS (
        SELECT id FROM work_items WHERE kind = :kind AND object_id = ANY(:ids)
        ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE work_items w SET boost = w.boost + :seconds,
        rank_at = w.rank_at - make_interval(secs => :seconds)
    FROM held h WHERE h.id = w.id AND w.state = 'queued'
""")


async def raise_works(
    session: WriteSession, kind: str, object_ids: Sequence[UUID], seconds: int
) -> None:
    """What waits stands in line as if it had come `seconds` earlier."""
    if object_ids:
        await session.execute(_RAISE, {"kind": kind, "ids": list(object_ids), "seconds": seconds})
