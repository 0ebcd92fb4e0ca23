"""What a broken promise does: a line for staff, a better place in line, another agent."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.actions.handling import give_back
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.events import ConversationChanged
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.dispatch.interface import others_can, raise_works
from zhiyin.modules.servicelevels.events import ClockBreached
from zhiyin.modules.servicelevels.interface import RAISE_BY

URGENT = 3

_STILL_OPEN = text("""
    SELECT id, state FROM conversations WHERE id = ANY(:ids) AND state <> 'closed' ORDER BY id
""")
_RAISE = text("""
    WITH held AS (
        SELECT id FROM conversations WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE conversations c SET priority = least(:urgent, c.priority + 1)
    FROM held h WHERE h.id = c.id
""")


async def answer_breaches(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Does what the policies ask when a promise about a conversation is broken.

    Work is moved before conversations are: dispatch's rows are locked first.
    """
    breaches = [cast(ClockBreached, stored.event) for stored in events]
    ours = [one for one in breaches if one.ref_kind == KIND]
    ids = sorted({one.ref_id for one in ours})
    if not ids:
        return
    states = {row.id: row.state for row in await session.execute(_STILL_OPEN, {"ids": ids})}
    ours = [one for one in ours if one.ref_id in states]
    raised = _asking(ours, "raise_priority")
    await raise_works(session, KIND, raised, await get_setting(session, RAISE_BY))
    held = [one for one in _asking(ours, "reassign") if states[one] == "assigned"]
    others = await others_can(session, KIND, held)
    if others:
        await give_back(session, sorted(others), "overdue", declined=True)
    if raised:
        await session.execute(_RAISE, {"ids": raised, "urgent": URGENT})
    # One line for each: a second of the same conversation would be counted with the first.
    told = {one.ref_id: one for one in ours if "notify" in one.actions}
    lines = [Line(one.ref_id, "overdue", {"clock": one.kind}) for one in told.values()]
    await add_lines(session, sorted(lines, key=lambda line: line.conversation_id))
    for line in lines:
        ref = ObjectRef(KIND, line.conversation_id)
        emit(session, ConversationChanged(line.conversation_id, 0), ref)


def _asking(breaches: Sequence[ClockBreached], action: str) -> list[UUID]:
    return sorted({one.ref_id for one in breaches if action in one.actions})
