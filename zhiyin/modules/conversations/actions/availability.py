"""Whether anybody can answer now, and how long that takes, said honestly."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import Language, Text
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.channels.interface import Channel
from zhiyin.modules.conversations.schemas.shown import Availability
from zhiyin.modules.dispatch.interface import (
    EVERYBODY,
    VANISH_GRACE,
    get_line_length,
    get_loads,
    get_pace,
)
from zhiyin.modules.people.interface import (
    OnDuty,
    get_hours,
    get_on_duty,
    next_opening,
    opened,
)

READ_EVERY = 3.0
OPEN_TEXT = Text("客服在线，通常很快回复。", "We are online and usually answer quickly.")
BUSY_TEXT = Text(
    "客服都在忙。写下您的问题就会为您排队，也可以留下联系方式，我们会答复您。",
    "All our agents are busy. Write your question to join the line, or leave your contact and"
    " we will answer.",
)
NOBODY_TEXT = Text(
    "客服暂时不在线。请留言并留下手机或邮箱，我们会尽快回复您。",
    "Nobody is online right now. Leave a message with your phone or e-mail and we will answer.",
)
WHEN = Text("{month}月{day}日 {time}", "on {month}/{day} at {time}")
CLOSED_TEXT = Text(
    "现在是休息时间，{when} 恢复服务。请留言并留下手机或邮箱，我们上班后回复您。",
    "We are closed and will be back {when}. Leave a message with your phone or e-mail.",
)
_TEXTS = {"open": OPEN_TEXT, "busy": BUSY_TEXT, "nobody": NOBODY_TEXT}


@dataclass(frozen=True)
class Standing:
    """How a channel stands now, before it is put into words."""

    reason: Literal["open", "busy", "nobody", "outside_hours"]
    on_duty: bool
    wait_seconds: int | None = None
    next_open_at: datetime | None = None
    time_zone: str = ""


async def get_availability(
    session: ReadSession | WriteSession, channel: Channel, language: Language
) -> Availability:
    """Whether anybody can answer now; read from the database at most every few seconds."""
    kept: dict[UUID, tuple[float, Standing]] = session.house.shelf.setdefault(
        "conversations.standing", {}
    )
    known = kept.get(channel.id)
    if known is None or time.monotonic() - known[0] >= READ_EVERY:
        known = time.monotonic(), await _standing(session, channel)
        kept[channel.id] = known
    return _say(known[1], language)


async def get_duty(session: ReadSession | WriteSession) -> list[OnDuty]:
    """Who serves customers today: a visitor who waits for them does not wait in vain."""
    return await get_on_duty(session, await get_setting(session, VANISH_GRACE))


async def bot_on_duty(session: ReadSession | WriteSession, channel: Channel) -> bool:
    """Whether a bot answers on this channel, so that one may choose it."""
    return any(one.bot for one in _serving(await get_duty(session), channel.team_id))


def _serving(duty: Sequence[OnDuty], team_id: UUID | None) -> list[OnDuty]:
    return [one for one in duty if team_id is None or team_id in one.team_ids]


async def _standing(session: ReadSession | WriteSession, channel: Channel) -> Standing:
    hours, zone = await get_hours(session, channel.shop_id, channel.team_id)
    serving = _serving(await get_duty(session), channel.team_id)
    moment = now()
    if not opened(hours, zone, moment):
        coming = next_opening(hours, zone, moment)
        # Somebody who stays on and takes chats is really there, whatever the hours say.
        return Standing("outside_hours", any(p.takes_work for p in serving), None, coming, zone)
    if not serving:
        return Standing("nobody", on_duty=False)
    loads = await get_loads(session)
    ahead = await get_line_length(session, channel.team_id)
    free = any(one.takes_work and loads.get(one.staff_id, 0) < one.capacity for one in serving)
    # Who is free while somebody waits is about to be given them.
    reason: Literal["open", "busy"] = "open" if free else "busy"
    pace = await get_pace(session, channel.team_id or EVERYBODY)
    wait = round(pace * (1 if free else ahead + 1))
    return Standing(reason, on_duty=True, wait_seconds=wait)


def _say(standing: Standing, language: Language) -> Availability:
    when = _when(standing.next_open_at, standing.time_zone, language)
    if when:
        words = CLOSED_TEXT.say(language, when=when)
    else:
        words = _TEXTS.get(standing.reason, NOBODY_TEXT).say(language)
    return {
        "open": standing.reason != "outside_hours",
        "online": standing.on_duty,
        "reason": standing.reason,
        "next_open_at": standing.next_open_at,
        "wait_seconds": standing.wait_seconds,
        "text": words,
    }


def _when(moment: datetime | None, zone: str, language: Language) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    return WHEN.say(language, month=local.month, day=local.day, time=f"{local:%H:%M}")
