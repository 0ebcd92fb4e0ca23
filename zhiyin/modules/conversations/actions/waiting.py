"""While a customer waits: what they would rather have, and work that its agent lets lie."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers
from zhiyin.modules.conversations.actions.handling import ANSWER, give_back
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.errors import ContactNeededError, NotWaitingError
from zhiyin.modules.conversations.events import WishChanged
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.settings import ANSWER_WITHIN
from zhiyin.modules.customers.interface import get_reachable
from zhiyin.modules.dispatch.interface import others_can

# Looked at again so often while nobody else has room.
LOOK_AGAIN = timedelta(seconds=30)

_REACHED_BY = {"message": ("phone", "email"), "callback": ("phone",)}
_LEFT_HERE = text("""
    SELECT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = :id AND m.kind = 'event'
        AND m.event ->> 'code' = 'contact_left' AND m.event #> '{values,kinds}' ?| :kinds)
""")
_WANTS = text("""
    UPDATE conversations SET wants = :wants
    WHERE id = :id AND state = 'queued' AND wants <> :wants RETURNING id
""")


async def change_wants(session: WriteSession, conversation_id: UUID, wants: str) -> None:
    """Notes that a waiting customer would rather have an answer later or a call (回拨).

    Their place in line is kept; we must know where to reach them.
    """
    row = await session.get(Conversation, conversation_id, populate_existing=True)
    if row is None or row.state != "queued":
        raise NotWaitingError
    if not await _can_be_reached(session, row, _REACHED_BY.get(wants, ())):
        raise ContactNeededError
    changed = await session.execute(_WANTS, {"id": conversation_id, "wants": wants})
    if changed.first() is None:
        return
    await add_lines(session, [Line(conversation_id, "wants", {"wants": wants}, "customer")])
    emit(session, WishChanged(conversation_id, wants), ObjectRef(KIND, conversation_id))


async def _can_be_reached(session: WriteSession, row: Conversation, kinds: Sequence[str]) -> bool:
    """Whether we know where to; what stands in another file is in a note of this conversation."""
    if not kinds or row.customer_id in await get_reachable(session, [row.customer_id], kinds):
        return True
    left: bool = await session.scalar(_LEFT_HERE, {"id": row.id, "kinds": list(kinds)})
    return left


async def take_back_unanswered(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Takes a chat back that its agent has not answered in time, if somebody else has room."""
    late, again = [], []
    for timer in sorted(due, key=lambda one: one.ref.id):
        row = await session.get(Conversation, timer.ref.id, populate_existing=True)
        if row is None or row.state != "assigned" or row.assigned_at is None:
            continue
        if row.last_staff_at is not None and row.last_staff_at >= row.assigned_at:
            continue
        place = Place(shop_id=row.shop_id, team_id=row.team_id)
        within = timedelta(seconds=await get_setting(session, ANSWER_WITHIN, place))
        left = row.assigned_at + within - now()
        if not within:
            continue
        if left > timedelta(0):
            again.append(NewTimer(ANSWER, timer.ref, left))
        else:
            late.append(row.id)
    taken = await others_can(session, KIND, late)
    if taken:
        await give_back(session, sorted(taken), "unanswered", declined=True)
    again += [
        NewTimer(ANSWER, ObjectRef(KIND, one), LOOK_AGAIN) for one in late if one not in taken
    ]
    await set_timers(session, again)


ANSWER_TIMER = TimerKind(ANSWER, take_back_unanswered)
