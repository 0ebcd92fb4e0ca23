"""Pure rules of people: attendance, names and colours of people and devices."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True)
class Span:
    """A status, from when until when."""

    status: str
    begin: datetime
    end: datetime


def spans(changes: Sequence[tuple[datetime, str]], begin: datetime, end: datetime) -> list[Span]:
    """The statuses between two moments. `changes` are in order; the last one before `begin` says
    how it stood then. The same status set again goes on.
    """
    found: list[Span] = []
    for place, (at, status) in enumerate(changes):
        until = changes[place + 1][0] if place + 1 < len(changes) else end
        start, stop = max(at, begin), min(until, end)
        if start >= stop:
            continue
        if found and found[-1].status == status and found[-1].end == start:
            found[-1] = Span(status, found[-1].begin, stop)
        else:
            found.append(Span(status, start, stop))
    return found


def by_day(parts: Sequence[Span], zone: ZoneInfo) -> dict[date, dict[str, float]]:
    """Seconds in each status by day of the zone: what runs past midnight is cut there."""
    days: dict[date, dict[str, float]] = {}
    for part in parts:
        at = part.begin
        while at < part.end:
            day = at.astimezone(zone).date()
            midnight = datetime.combine(day + timedelta(1), time(), zone).astimezone(
                part.end.tzinfo
            )
            until = min(part.end, midnight)
            kept = days.setdefault(day, {})
            kept[part.status] = kept.get(part.status, 0.0) + (until - at).total_seconds()
            at = until
    return days


AVATAR_COLORS = ("#7a8bd4", "#c98a63", "#6aa287", "#a08ab8", "#8a929c", "#c07f95", "#5f9bb5")


def avatar_color(some_id: UUID) -> str:
    """A steady colour per person."""
    return AVATAR_COLORS[zlib.crc32(some_id.bytes) % len(AVATAR_COLORS)]


_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_and_device(user_agent: str) -> tuple[str | None, str | None]:
    """Browser and device in words, good enough for a card."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    return browser, next((name for mark, name in _DEVICES if mark in user_agent), None)


def device_name(user_agent: str) -> str:
    """One line for a list of devices."""
    found = [part for part in browser_and_device(user_agent) if part]
    return " · ".join(found) or user_agent[:40] or "?"


def own_topic(staff_id: UUID) -> str:
    """What concerns one member of staff: every socket of theirs listens."""
    return f"staff:{staff_id}"


def initials(name: str) -> str:
    """The first letters of a name's pinyin (拼音首字母), so that `lw` finds 李薇."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower().replace(" ", "")
