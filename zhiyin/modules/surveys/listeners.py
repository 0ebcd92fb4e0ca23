"""What surveys do when a conversation closes and when a customer has rated."""

from collections.abc import Sequence
from typing import cast

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.conversations.events import ConversationClosed
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.surveys.actions.asking import Served, ask, choose
from zhiyin.modules.surveys.actions.following import follow_low, follow_promises
from zhiyin.modules.surveys.events import RatingChanged, RatingGiven
from zhiyin.modules.surveys.rules import NOT_ASKED


async def ask_at_close(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Asks about what somebody has served and what is still closed."""
    closed = [cast(ConversationClosed, stored.event) for stored in events]
    briefs = await get_briefs(session, [one.conversation_id for one in closed])
    served = [
        Served(briefs[one.conversation_id], one.staff_id)
        for one in closed
        if one.staff_id is not None
        and one.cause not in NOT_ASKED
        and one.conversation_id in briefs
        and briefs[one.conversation_id].state == "closed"
    ]
    await ask(session, await choose(session, served))


async def book_follow_ups(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Books what was promised at closing."""
    closed = [cast(ConversationClosed, stored.event) for stored in events]
    promised = [(one.conversation_id, one.staff_id) for one in closed if one.follow_up]
    if promised:
        await follow_promises(session, promised)


async def look_at_low(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A low rating does not rest: somebody looks at it, somebody comes back to the customer."""
    given = [cast(RatingGiven | RatingChanged, stored.event) for stored in events]
    low = [one.rating_id for one in given if one.low]
    if low:
        await follow_low(session, low)


ASK = Listener("surveys.ask_at_close", (ConversationClosed,), ask_at_close, lane="now")
FOLLOW_UP = Listener(
    "surveys.book_follow_ups", (ConversationClosed,), book_follow_ups, lane="later"
)
LOW = Listener("surveys.look_at_low", (RatingGiven, RatingChanged), look_at_low, lane="later")
ALL = (ASK, FOLLOW_UP, LOW)
