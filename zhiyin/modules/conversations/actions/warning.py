"""Before a promise is broken whoever holds the conversation is told (超时预警), once a clock."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.conversations.rules import KIND, reference
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.servicelevels.events import ClockWarned

WARNED = "conversations.warned"

# Who has answered meanwhile needs no warning.
_HELD = text("""
    SELECT id, assignee_id, opened_at, serial FROM conversations
    WHERE id = ANY(:ids) AND state = 'assigned' AND assignee_id IS NOT NULL ORDER BY id
""")


async def warn_owners(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells who holds these conversations; what nobody holds yet presses on the queue itself."""
    warnings = [cast(ClockWarned, stored.event) for stored in events]
    ours: dict[UUID, list[ClockWarned]] = {}
    for one in warnings:
        if one.ref_kind == KIND:
            ours.setdefault(one.ref_id, []).append(one)
    if not ours:
        return
    rows = (await session.execute(_HELD, {"ids": sorted(ours)})).all()
    await notify(
        session,
        [
            NewNotice(
                row.assignee_id,
                WARNED,
                f"warned:{one.clock_id}",
                ObjectRef(KIND, row.id),
                {"ref": reference(row.opened_at, row.serial)},
            )
            for row in rows
            for one in ours[row.id]
        ],
    )
