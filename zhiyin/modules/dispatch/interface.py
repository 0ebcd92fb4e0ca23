"""The door of dispatch: queueing work, ending it, giving it to somebody by name."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.dispatch.actions import (
    Assignment,
    NewWork,
    claim,
    enqueue,
    held_by,
    note_return,
    release,
)
from zhiyin.modules.dispatch.errors import AlreadyTakenError, NoSlotError
from zhiyin.modules.dispatch.queries import get_loads
from zhiyin.modules.dispatch.settings import VANISH_GRACE, WRAP_UP

__all__ = [
    "VANISH_GRACE",
    "WRAP_UP",
    "AlreadyTakenError",
    "Assignment",
    "NewWork",
    "NoSlotError",
    "claim",
    "enqueue",
    "get_loads",
    "get_positions",
    "held_by",
    "note_return",
    "release",
]

# Ranks inside each queue concerned, up to what anybody would want to know.
_POSITIONS = text("""
    SELECT object_id, place FROM (
        SELECT w.object_id, row_number() OVER (
            PARTITION BY w.queue_id ORDER BY w.priority DESC, w.queued_at, w.id) AS place
        FROM work_items w
        WHERE w.state = 'queued' AND w.queue_id IN (
            SELECT q.queue_id FROM work_items q WHERE q.kind = :kind AND q.object_id = ANY(:ids))
    ) line WHERE object_id = ANY(:ids)
""")


async def get_positions(
    session: ReadSession | WriteSession, kind: str, object_ids: Sequence[UUID]
) -> dict[UUID, int]:
    """Places in line, from 1; what does not wait has none."""
    if not object_ids:
        return {}
    rows = await session.execute(_POSITIONS, {"kind": kind, "ids": list(object_ids)})
    return {row.object_id: row.place for row in rows}
