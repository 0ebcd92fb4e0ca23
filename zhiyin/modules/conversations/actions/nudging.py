"""Who is not at a page of ours is told by a push that a customer waits for them (推送).

Messages are read by position, and only those of people who have a browser to push to are looked
at twice. However much a customer writes until somebody looks, it is one matter and one push.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers
from zhiyin.modules.conversations.events import ConversationAssigned, MessagePosted
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.settings import PUSH_NAMES
from zhiyin.modules.people.interface import Call, call, get_reachable

NUDGE = "conversations.nudge_owner"
# Who has left their page is known to be gone after this long.
AT_ONCE = timedelta(seconds=2)
AFTER_A_WHILE = timedelta(seconds=30)
NEW = Text("有新会话", "A new conversation")
WAITING = Text("顾客发来新消息", "A customer has written")

_OWNED = text("""
    SELECT id, assignee_id FROM conversations
    WHERE id = ANY(:ids) AND assignee_id = ANY(:people) AND unread > 0 ORDER BY id
""")
_UNREAD = text("""
    SELECT id, assignee_id, staff_read, customer_card ->> 'name' AS name FROM conversations
    WHERE id = ANY(:ids) AND assignee_id IS NOT NULL AND unread > 0 ORDER BY id
""")


async def nudge_owners(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Looks in a moment whether what a customer wrote has been seen."""
    reachable = await get_reachable(session)
    if not reachable:
        return
    told: dict[UUID, str] = {}
    for stored in events:
        event = stored.event
        if isinstance(event, ConversationAssigned):
            if event.staff_id in reachable and event.staff_id != stored.actor.id:
                told[event.conversation_id] = "assigned"
        elif isinstance(event, MessagePosted) and event.sender_kind == "customer":
            told.setdefault(event.conversation_id, str(event.number))
    if not told:
        return
    owned = await session.execute(_OWNED, {"ids": sorted(told), "people": sorted(reachable)})
    timers = [
        NewTimer(
            NUDGE,
            ObjectRef(KIND, row.id),
            AFTER_A_WHILE if reachable[row.assignee_id] else AT_ONCE,
            told[row.id],
        )
        for row in owned
    ]
    await set_timers(session, timers)


async def nudge(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Pushes what is still unread, to who is not there."""
    keys = {timer.ref.id: timer.key for timer in due}
    named = await get_setting(session, PUSH_NAMES)
    rows = await session.execute(_UNREAD, {"ids": sorted(keys)})
    calls = []
    for row in rows:
        new = keys[row.id] == "assigned"
        # The key holds what was read last: until somebody looks, all of it is one matter.
        calls.append(
            Call(
                row.assignee_id,
                "assigned" if new else "message",
                f"unread:{row.id}:{row.staff_read}",
                (NEW if new else WAITING).as_json(),
                {"zh-CN": row.name or "", "en": row.name or ""} if named else None,
                ObjectRef(KIND, row.id),
                only_away=True,
            )
        )
    await call(session, calls)


NUDGE_TIMER = TimerKind(NUDGE, nudge)
