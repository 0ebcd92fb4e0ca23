"""What conversations do when something happened below or in themselves."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.conversations.actions.breaching import answer_breaches
from zhiyin.modules.conversations.actions.calling import call_at_breach
from zhiyin.modules.conversations.actions.clocks import follow_events, follow_messages
from zhiyin.modules.conversations.actions.handling import give_back
from zhiyin.modules.conversations.actions.indexing import READER, forget_recalled, index_messages
from zhiyin.modules.conversations.actions.inviting import note_led
from zhiyin.modules.conversations.actions.mailing import look_later
from zhiyin.modules.conversations.actions.naming import forget_entities
from zhiyin.modules.conversations.actions.nudging import nudge_owners
from zhiyin.modules.conversations.actions.offers import show_answers
from zhiyin.modules.conversations.actions.participants import dismiss_all
from zhiyin.modules.conversations.actions.replying import answer_cases
from zhiyin.modules.conversations.actions.warning import warn_owners
from zhiyin.modules.conversations.events import (
    ConversationAssigned,
    ConversationChanged,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    MessagePosted,
    MessageRecalled,
    WishChanged,
)
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.settings import KEEP_AT_SIGN_OFF
from zhiyin.modules.customers.events import CustomerChanged
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.dispatch.events import OfferEnded
from zhiyin.modules.dispatch.interface import held_by
from zhiyin.modules.people.events import PresenceChanged, StaffVanished
from zhiyin.modules.servicelevels.events import ClockBreached, ClockWarned


async def take_back_from_vanished(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Conversations of an agent who is gone go back to the queue, with all they hold."""
    gone = {cast(StaffVanished, stored.event).staff_id for stored in events}
    await _give_back_all(session, sorted(gone), "vanished")


async def hand_over_at_sign_off(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Who signs off leaves what is open to whoever is on duty (交接班)."""
    offline = sorted(
        {
            event.staff_id
            for stored in events
            if (event := cast(PresenceChanged, stored.event)).status == "offline" and event.by_hand
        }
    )
    if not offline or await get_setting(session, KEEP_AT_SIGN_OFF):
        return
    await _give_back_all(session, offline, "signed_off")


async def _give_back_all(session: WriteSession, staff_ids: Sequence[UUID], cause: str) -> None:
    held = await held_by(session, staff_ids)
    ids = sorted(ref.id for ref, _ in held if ref.kind == KIND)
    if ids:
        await give_back(session, ids, cause)


_CARDS = text("""
    UPDATE conversations c SET customer_card = k.card, number = c.number + 1
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS k(id uuid, card jsonb)
    WHERE c.id IN (
        SELECT id FROM conversations WHERE customer_id = k.id ORDER BY id DESC LIMIT 20)
      AND c.customer_card <> k.card
    RETURNING c.id, c.number
""")


async def renew_cards(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Lists show customers by the name, tags and level they have now."""
    ids: list[UUID] = sorted({cast(CustomerChanged, stored.event).customer_id for stored in events})
    cards = await get_cards(session, ids)
    rows = [{"id": one.id, "card": one.card()} for one in cards.values()]
    for row in await session.execute(_CARDS, {"rows": msgspec.json.encode(rows).decode()}):
        emit(session, ConversationChanged(row.id, row.number))


async def index(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Makes new messages findable and recalled ones not."""
    posted = [stored.event for stored in events if isinstance(stored.event, MessagePosted)]
    await index_messages(session, [(one.conversation_id, one.number) for one in posted])
    changed = [stored.event for stored in events if isinstance(stored.event, MessageRecalled)]
    await forget_recalled(session, [one.conversation_id for one in changed])


async def look_after_answers(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """After our words: look whether the customer is still there to read them."""
    posted = [cast(MessagePosted, stored.event) for stored in events]
    ours = [one.conversation_id for one in posted if one.sender_kind in ("staff", "bot")]
    await look_later(session, ours)


async def dismiss_participants(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Who took part in a conversation that has ended no longer does."""
    closed = {cast(ConversationClosed, stored.event).conversation_id for stored in events}
    await dismiss_all(session, closed)


async def forget_what_they_held(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What messages that were taken back held is shown nowhere any more."""
    await forget_entities(
        session, [cast(MessageRecalled, stored.event).conversation_id for stored in events]
    )


FORGET = Listener("conversations.forget_entities", (MessageRecalled,), forget_what_they_held)
DISMISS = Listener(
    "conversations.dismiss_participants", (ConversationClosed,), dismiss_participants, lane="now"
)
LED = Reader("conversations.invitation_led", (ConversationOpened,), note_led)
CALL = Listener("conversations.call_at_breach", (ClockBreached,), call_at_breach, lane="later")
WARN = Listener("conversations.warn_owners", (ClockWarned,), warn_owners, lane="later")
OFFERS = Listener("conversations.offers", (OfferEnded,), show_answers, lane="now")
CLOCKS = Listener(
    "conversations.clocks",
    (
        ConversationOpened,
        ConversationReopened,
        ConversationAssigned,
        ConversationClosed,
        WishChanged,
    ),
    follow_events,
    lane="now",
)
BREACHES = Listener("conversations.breaches", (ClockBreached,), answer_breaches, lane="now")
CLOCK_TURNS = Reader("conversations.clock_turns", (MessagePosted,), follow_messages)
ANSWERS = Reader("conversations.answers", (MessagePosted,), look_after_answers)
NUDGES = Reader("conversations.nudges", (ConversationAssigned, MessagePosted), nudge_owners)
REPLIES = Reader("conversations.answer_cases", (MessagePosted,), answer_cases)
SEARCH = Reader(READER, (MessagePosted, MessageRecalled), index)
TAKE_BACK = Listener(
    "conversations.take_back", (StaffVanished,), take_back_from_vanished, lane="now"
)
RENEW_CARDS = Listener("conversations.renew_cards", (CustomerChanged,), renew_cards, lane="now")
HAND_OVER = Listener(
    "conversations.hand_over", (PresenceChanged,), hand_over_at_sign_off, lane="now"
)
ALL = (TAKE_BACK, HAND_OVER, RENEW_CARDS, CLOCKS, BREACHES, DISMISS, OFFERS, CALL, WARN, FORGET)
