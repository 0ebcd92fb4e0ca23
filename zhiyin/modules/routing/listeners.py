"""What routing does when a conversation is sent on, or ends."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.events import (
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    ConversationReturned,
)
from zhiyin.modules.conversations.interface import call_supervisors, get_briefs
from zhiyin.modules.routing.actions.affected import follow_conversations
from zhiyin.modules.routing.actions.checking import Suspect, begin_checks, note_placements
from zhiyin.modules.routing.actions.reserves import call_reserves
from zhiyin.modules.routing.actions.surging import count_arrivals
from zhiyin.modules.routing.events import ConversationPlaced, ReservesCalled
from zhiyin.modules.routing.rules import is_sampled
from zhiyin.modules.routing.settings import CHECK_SHARE

# Sent on by somebody's decision: not taken back from who was gone or did not answer.
REROUTED = ("transferred", "by_hand")


async def look_again(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Opens checks for what was sent on by hand, and for a sample of what has ended.

    One listener for all, because a check needs to know where the conversation was sent first.
    """
    heard = [stored.event for stored in events]
    await note_placements(session, [one for one in heard if isinstance(one, ConversationPlaced)])
    handled = [one for one in heard if isinstance(one, (ConversationReturned, ConversationClosed))]
    briefs = await get_briefs(session, [one.conversation_id for one in handled])
    suspects: list[Suspect] = []
    for one in handled:
        brief = briefs.get(one.conversation_id)
        if brief is None:
            continue
        if isinstance(one, ConversationClosed):
            place = Place(shop_id=brief.shop_id, team_id=brief.team_id)
            if is_sampled(brief.id, await get_setting(session, CHECK_SHARE, place)):
                suspects.append(Suspect(brief.id, brief.customer_id, "sample"))
        elif one.cause in REROUTED:
            moved_to = one.team_id if one.cause == "transferred" else None
            suspects.append(Suspect(brief.id, brief.customer_id, one.cause, moved_to))
    # The first cause of a conversation counts, also within a batch.
    first = {one.conversation_id: one for one in reversed(suspects)}
    await begin_checks(session, list(first.values()))


_CALLING = text("SELECT id FROM entry_rules WHERE id = ANY(:ids) AND calls_supervisor")


async def call_for_complaints(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What a rule or its subject calls a complaint brings in a supervisor."""
    placed = [cast(ConversationPlaced, stored.event) for stored in events]
    rules = [one.rule_id for one in placed if one.rule_id]
    calling = set((await session.execute(_CALLING, {"ids": rules})).scalars()) if rules else set()
    subjects = await get_subjects(session) if any(one.subject_id for one in placed) else {}
    calling |= {one for one, subject in subjects.items() if subject.calls_supervisor}
    ids = [
        one.conversation_id for one in placed if one.rule_id in calling or one.subject_id in calling
    ]
    if ids:
        await call_supervisors(session, ids, "complaint")


CALL = Listener(
    "routing.call_for_complaints", (ConversationPlaced,), call_for_complaints, lane="later"
)
LOOK_AGAIN = Listener(
    "routing.look_again",
    (ConversationPlaced, ConversationReturned, ConversationClosed),
    look_again,
    lane="later",
)
RESERVES = Listener("routing.call_reserves", (ReservesCalled,), call_reserves, lane="now")
ARRIVALS = Reader("routing.arrivals", (ConversationOpened,), count_arrivals)
AFFECTED = Reader(
    "routing.affected",
    (ConversationOpened, ConversationReopened, ConversationClosed),
    follow_conversations,
)
