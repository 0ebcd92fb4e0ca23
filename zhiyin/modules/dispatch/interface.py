"""The door of dispatch: queueing work, ending it, giving it to somebody by name."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession
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
    "get_position",
    "held_by",
    "note_return",
    "release",
]

_POSITION = text("""
    SELECT 1 + count(*) FROM work_items w, work_items me
    WHERE me.kind = :kind AND me.object_id = :id AND me.state = 'queued'
      AND w.queue_id = me.queue_id AND w.state = 'queued'
      AND (w.priority > me.priority
           OR (w.priority = me.priority AND (w.queued_at, w.id) < (me.queued_at, me.id)))
    HAVING count(me.id) > 0 OR EXISTS (
        SELECT 1 FROM work_items q
        WHERE q.kind = :kind AND q.object_id = :id AND q.state = 'queued')
""")


async def get_position(session: ReadSession, kind: str, object_id: UUID) -> int | None:
    """The place in line, from 1; `None` when the work does not wait."""
    position: int | None = await session.scalar(_POSITION, {"kind": kind, "id": object_id})
    return position
