"""What happens to conversations with time: queue notice, nudge, automatic close."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers
from zhiyin.modules.conversations.actions.handling import SILENCE, close_all, customer_text
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.mailing import ANSWER_MAIL, mail_answer
from zhiyin.modules.conversations.actions.opening import QUEUE_NOTICE
from zhiyin.modules.conversations.events import ConversationChanged
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.rules import KIND, SilenceStep, silence_step
from zhiyin.modules.conversations.settings import (
    CLOSE_AFTER,
    NUDGE_AFTER,
    NUDGE_TEXT,
    QUEUE_TEXT,
)


async def tell_queued(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Tells customers who still wait that they are in line."""
    ids = sorted(timer.ref.id for timer in due)
    rows = (
        (
            await session.execute(
                select(Conversation).where(Conversation.id.in_(ids), Conversation.state == "queued")
            )
        )
        .scalars()
        .all()
    )
    lines = [
        Line(row.id, "queued", {"text": await customer_text(session, QUEUE_TEXT, row)})
        for row in rows
    ]
    await add_lines(session, lines)
    _tell(session, lines)


def _tell(session: WriteSession, lines: Sequence[Line]) -> None:
    for line in lines:
        emit(session, ConversationChanged(line.conversation_id, 0))


_NUDGED = text("""
    SELECT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = :id AND m.kind = 'event'
        AND m.event ->> 'code' = 'nudged' AND m.at > :since)
""")


async def watch_silence(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Nudges a silent customer once, then closes; looks again when it would next be due.

    One timer per conversation looks at the row's times, so that no message has to move a timer.
    """
    nudges: list[Line] = []
    closes: list[Conversation] = []
    again: list[NewTimer] = []
    for timer in sorted(due, key=lambda one: one.ref.id):
        row = await session.get(Conversation, timer.ref.id, populate_existing=True)
        if row is None or row.state == "closed":
            continue
        step, after = await _next_step(session, row)
        if step == "nudge":
            words = await customer_text(session, NUDGE_TEXT, row)
            nudges.append(Line(row.id, "nudged", {"text": words}))
        if step == "close":
            closes.append(row)
        else:
            again.append(NewTimer(SILENCE, ObjectRef(KIND, row.id), timedelta(seconds=after)))
    # Closing first: it locks rows of dispatch, which come before any conversation.
    if closes:
        await close_all(session, [row.id for row in closes], "silent_customer")
    await add_lines(session, nudges)
    _tell(session, nudges)
    await set_timers(session, again)


async def _next_step(session: WriteSession, row: Conversation) -> tuple[SilenceStep, float]:
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    nudge_after = await get_setting(session, NUDGE_AFTER, place)
    close_after = await get_setting(session, CLOSE_AFTER, place)
    silent_since = _our_last_word(row)
    nudged = bool(
        silent_since and await session.scalar(_NUDGED, {"id": row.id, "since": silent_since})
    )
    return silence_step(silent_since, now(), nudge_after, close_after, nudged=nudged)


def _our_last_word(row: Conversation) -> datetime | None:
    """When we spoke last, while it is the customer's turn."""
    if row.state == "bot" and row.waiting_since is None and row.last_message is not None:
        return datetime.fromisoformat(row.last_message["at"])
    return row.last_staff_at if row.state == "waiting_customer" else None


async def mail_answers(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Mails answers to customers who have left."""
    for timer in sorted(due, key=lambda one: one.ref.id):
        await mail_answer(session, timer.ref.id)


ANSWER_MAIL_TIMER = TimerKind(ANSWER_MAIL, mail_answers)
QUEUE_NOTICE_TIMER = TimerKind(QUEUE_NOTICE, tell_queued)
SILENCE_TIMER = TimerKind(SILENCE, watch_silence)
