"""What the board does when something happened: contacts follow, alerts are raised."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener, Reader
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.channels.events import ChannelDown, ChannelUp
from zhiyin.modules.channels.interface import get_channels
from zhiyin.modules.complaints.events import ComplaintsFell, ComplaintsRising
from zhiyin.modules.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    ConversationReturned,
    MoodChanged,
)
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import get_courses, get_first_words
from zhiyin.modules.insights.actions.alerting import (
    NewAlert,
    of_conversations,
    raise_alerts,
    resolve_about,
)
from zhiyin.modules.insights.actions.folding import follow
from zhiyin.modules.insights.settings import (
    ALERT_ANGRY,
    ALERT_BREACH,
    ALERT_CHANNEL,
    ALERT_SURGE,
)
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.routing.events import ConversationPlaced, SurgeChanged
from zhiyin.modules.routing.interface import STAGES, is_angry
from zhiyin.modules.servicelevels.events import ClockBreached

# That nobody has taken it yet is told by the wait in line.
BREACHES = frozenset({"first_answer", "full_answer", "follow_up"})


async def note_breaches(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A broken promise stands on the board; a policy that calls a supervisor rings by itself."""
    if not await get_setting(session, ALERT_BREACH):
        return
    keys: dict[UUID, str] = {}
    quiet: set[UUID] = set()
    for stored in events:
        event = stored.event
        if not isinstance(event, ClockBreached) or event.ref_kind != CONVERSATION:
            continue
        if event.kind in BREACHES:
            keys[event.ref_id] = f"breach:{event.clock_id}"
        if "supervisor" in event.actions:
            quiet.add(event.ref_id)
    open_ones = {
        one.id: keys[one.id]
        for one in (await get_courses(session, sorted(keys))).values()
        if one.state != "closed"
    }
    if open_ones:
        await raise_alerts(session, await of_conversations(session, "breach", open_ones, quiet))


async def note_angry_words(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Angry words at the beginning of a conversation."""
    if not await get_setting(session, ALERT_ANGRY):
        return
    ids = [
        stored.event.conversation_id
        for stored in events
        if isinstance(stored.event, ConversationPlaced)
    ]
    words = await get_first_words(session, ids)
    angry: dict[UUID, str] = {}
    for one in (await get_courses(session, list(words))).values():
        if await is_angry(session, words[one.id], one.shop_id, one.team_id):
            angry[one.id] = f"angry:{one.id}"
    if angry:
        await raise_alerts(session, await of_conversations(session, "angry", angry))


async def note_moods(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A customer became angry in the middle of a conversation; told once, as angry words are."""
    if not await get_setting(session, ALERT_ANGRY):
        return
    moods = [cast(MoodChanged, stored.event) for stored in events]
    angry = {one.conversation_id: f"angry:{one.conversation_id}" for one in moods if one.angered}
    if angry:
        await raise_alerts(session, await of_conversations(session, "angry", angry))


async def note_channels(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Channels went down, or answer again; of each the latest counts."""
    latest = {cast(ChannelDown | ChannelUp, one.event).channel_id: one for one in events}
    up = [one for one, stored in latest.items() if isinstance(stored.event, ChannelUp)]
    await resolve_about(session, "channel_down", up)
    if not await get_setting(session, ALERT_CHANNEL):
        return
    channels = await get_channels(session)
    await raise_alerts(
        session,
        [
            NewAlert(
                "channel_down",
                f"channel_down:{channel_id}:{stored.id}",
                ObjectRef("channel", channel_id),
                values={"name": channels[channel_id].name if channel_id in channels else ""},
            )
            for channel_id, stored in latest.items()
            if channel_id not in up
        ],
    )


async def note_surges(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A surge began or rose; one that falls is no news, one that ended is over."""
    first, last = cast(SurgeChanged, events[0].event), cast(SurgeChanged, events[-1].event)
    rose = _rank(last.stage) > _rank(first.previous)
    if last.stage is None or rose:
        await resolve_about(session, "surge", None)
    if last.stage is not None and rose and await get_setting(session, ALERT_SURGE):
        alert = NewAlert(
            "surge",
            f"surge:{last.surge_id}:{last.stage}",
            ObjectRef("surge", last.surge_id),
            values={"stage": last.stage, "arrivals": str(last.arrivals)},
        )
        await raise_alerts(session, [alert])


async def note_complaints(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A shop has more complaints than usual, or no more of them."""
    shops = await get_shops(session)
    for stored in events:
        event = stored.event
        if isinstance(event, ComplaintsFell):
            await resolve_about(session, "complaints", [event.shop_id])
        elif isinstance(event, ComplaintsRising) and event.shop_id in shops:
            alert = NewAlert(
                "complaints",
                f"complaints:{event.shop_id}:{stored.id}",
                ObjectRef("shop", event.shop_id),
                values={
                    "name": shops[event.shop_id].name,
                    "count": str(event.count),
                    "usual": f"{event.usual:.1f}",
                },
            )
            await raise_alerts(session, [alert])


def _rank(stage: str | None) -> int:
    return [str(one) for one in STAGES].index(stage) if stage else -1


FOLLOW = Reader(
    "insights.contacts",
    (
        ConversationOpened,
        ConversationReopened,
        ConversationAssigned,
        ConversationReturned,
        ConversationClosed,
        ClockBreached,
    ),
    follow,
)
ALL = (
    Listener("insights.note_breaches", (ClockBreached,), note_breaches),
    Listener("insights.note_angry_words", (ConversationPlaced,), note_angry_words),
    Listener("insights.note_moods", (MoodChanged,), note_moods),
    Listener("insights.note_channels", (ChannelDown, ChannelUp), note_channels),
    Listener("insights.note_surges", (SurgeChanged,), note_surges),
    Listener("insights.note_complaints", (ComplaintsRising, ComplaintsFell), note_complaints),
)
