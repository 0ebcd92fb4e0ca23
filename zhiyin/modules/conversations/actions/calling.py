"""Calling a supervisor in: for complaints, broken promises, and customers who were forgotten.

Whoever of the team is there takes part at once; is nobody there, all of them are told. The same
cause calls once for each conversation.
"""

from collections.abc import Collection, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.participants import join_all
from zhiyin.modules.conversations.events import ConversationChanged
from zhiyin.modules.conversations.permissions import SUPERVISE
from zhiyin.modules.conversations.rules import KIND, nearest_supervisor
from zhiyin.modules.conversations.settings import FORGOTTEN_AFTER
from zhiyin.modules.dispatch.interface import get_loads
from zhiyin.modules.people.interface import NewNotice, get_holders, get_names, notify
from zhiyin.modules.servicelevels.events import ClockBreached

CALLED = {
    "complaint": "conversations.called_complaint",
    "breach": "conversations.called_breach",
    "forgotten": "conversations.called_forgotten",
    "rule": "conversations.called_rule",
}
LOOK_EVERY = 15.0

_OPEN = text("""
    SELECT id, team_id, shop_id, assignee_id, participants FROM conversations
    WHERE id = ANY(:ids) AND state <> 'closed' ORDER BY id
""")


async def call_supervisors(
    session: WriteSession, conversation_ids: Collection[UUID], cause: str
) -> None:
    """Brings a supervisor into each of these conversations that has none yet."""
    rows = (await session.execute(_OPEN, {"ids": sorted(conversation_ids)})).all()
    if not rows:
        return
    known = await get_holders(session, SUPERVISE.name)
    ids = {one.staff_id for one in known}
    taken = await get_loads(session)
    names = await get_names(session)
    for row in rows:
        here = {UUID(one) for one, entry in row.participants.items() if entry["role"] == "called"}
        if row.assignee_id in ids or here:
            continue
        called = nearest_supervisor(known, row.team_id, row.shop_id, taken)
        told = await _tell(session, row.id, cause, [called] if called else sorted(ids))
        if not told:
            continue
        said = {"staff_name": "", "cause": cause}
        if called:
            await join_all(session, row.id, [called], "called", None)
            said["staff_name"] = names.staff_name(called)
        await add_lines(session, [Line(row.id, "called", said)])
        emit(session, ConversationChanged(row.id, 0), ObjectRef(KIND, row.id))


async def _tell(
    session: WriteSession, conversation_id: UUID, cause: str, staff_ids: Sequence[UUID]
) -> list[UUID]:
    ref = ObjectRef(KIND, conversation_id)
    key = f"called:{cause}:{conversation_id}"
    return await notify(session, [NewNotice(one, CALLED[cause], key, ref) for one in staff_ids])


async def call_at_breach(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A promise is broken whose policy brings in a supervisor."""
    breaches = [cast(ClockBreached, stored.event) for stored in events]
    ids = {one.ref_id for one in breaches if one.ref_kind == KIND and "supervisor" in one.actions}
    if ids:
        await call_supervisors(session, ids, "breach")


# Whom somebody has been called for since they began to wait is not looked at again.
_FORGOTTEN = text("""
    SELECT c.id FROM conversations c
    WHERE c.state IN ('assigned', 'queued') AND c.clocks = '[]'
      AND c.waiting_since < now() - make_interval(secs => :seconds)
      AND (c.assignee_id IS NULL OR c.assignee_id <> ALL(:supervisors))
      AND NOT jsonb_path_exists(c.participants, '$.*.role ? (@ == "called")')
      AND NOT EXISTS (SELECT 1 FROM messages m
                      WHERE m.conversation_id = c.id AND m.kind = 'event'
                        AND m.event ->> 'code' = 'called' AND m.at > c.waiting_since)
    ORDER BY c.waiting_since LIMIT 50
""")


async def call_for_forgotten(database: Database) -> None:
    """Customers whom no policy covers and nobody has answered for long climb to a supervisor."""
    async with database.writing() as session:
        seconds = await get_setting(session, FORGOTTEN_AFTER)
        if not seconds:
            return
        supervisors = [one.staff_id for one in await get_holders(session, SUPERVISE.name)]
        values = {"seconds": seconds, "supervisors": supervisors}
        ids = (await session.execute(_FORGOTTEN, values)).scalars().all()
        await call_supervisors(session, ids, "forgotten")
