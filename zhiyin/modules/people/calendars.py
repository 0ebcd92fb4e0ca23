"""Business calendars (工作日历): opening hours, holidays, make-up working days. Pure.

Periods are compared as moments, never as clock times, so that a change to summer time neither
makes nor loses working time.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
from chinese_calendar.constants import holidays

Hours = dict[str, Any]
Periods = list[tuple[str, str]]
Span = tuple[datetime, datetime]

DAY = timedelta(days=1)
# Long enough for any holiday; a calendar without one open period in it never opens.
LOOK_AHEAD_DAYS = 400
MONDAY, FRIDAY = 0, 4


def public_holidays_known_until() -> date:
    """The last day of the years whose public holidays have been announced to us."""
    return date(max(holidays).year, 12, 31)


@lru_cache(maxsize=2000)
def day_kind(day: date) -> str:
    """`holiday`, `makeup` (a weekend day that is worked, 调休) or `ordinary`, in mainland China.

    Years that are not announced yet have ordinary days only.
    """
    try:
        working = chinese_calendar.is_workday(day)
    except NotImplementedError:
        return "ordinary"
    if day.weekday() > FRIDAY:
        return "makeup" if working else "ordinary"
    return "ordinary" if working else "holiday"


def holiday_code(day: date) -> str:
    """What the day belongs to, as `national_day`; empty for ordinary days."""
    if day_kind(day) == "ordinary":
        return ""
    name = str(chinese_calendar.get_holiday_detail(day)[1] or "")
    return re.sub(r"[^a-z0-9]+", "_", name.lower().replace("'", ""))


def _working_day_periods(week: list[Periods]) -> Periods:
    """What an ordinary working day looks like: the first weekday that has any period."""
    return next((periods for periods in week[MONDAY : FRIDAY + 1] if periods), [])


def day_periods(hours: Hours, day: date) -> Periods:
    """The periods of a day: the organisation's own word first, then holidays, then the week."""
    week: list[Periods] = hours.get("week") or []
    if len(week) != 7:
        week = [[]] * 7
    own = (hours.get("days") or {}).get(day.isoformat(), "none")
    if own is None:
        return week[day.weekday()] or _working_day_periods(week)
    if own != "none":
        return list(own)
    kind = day_kind(day) if hours.get("holidays") == "cn" else "ordinary"
    if kind == "holiday":
        return []
    if kind == "makeup":
        return week[day.weekday()] or _working_day_periods(week)
    return week[day.weekday()]


def _zone(hours: Hours, fallback: str) -> ZoneInfo:
    return ZoneInfo(hours.get("time_zone") or fallback)


def _day_spans(hours: Hours, day: date, zone: ZoneInfo) -> Iterator[Span]:
    """The day's periods as moments; one that ends at or before its start runs past midnight."""
    for start, end in day_periods(hours, day):
        first, last = time.fromisoformat(start), time.fromisoformat(end)
        begins = datetime.combine(day, first, zone).astimezone(UTC)
        ends = datetime.combine(day if last > first else day + DAY, last, zone).astimezone(UTC)
        if begins < ends:
            yield begins, ends


def _merged(hours: Hours, zone: ZoneInfo, first: date, last: date) -> Iterator[Span]:
    """Open spans of these days in order; what overlaps or touches is one span."""
    open_from: datetime | None = None
    open_until: datetime | None = None
    day = first
    while day <= last:
        for begins, ends in sorted(_day_spans(hours, day, zone)):
            if open_until is not None and begins <= open_until:
                open_until = max(open_until, ends)
                continue
            if open_from is not None and open_until is not None:
                yield open_from, open_until
            open_from, open_until = begins, ends
        day += DAY
    if open_from is not None and open_until is not None:
        yield open_from, open_until


def opened(hours: Hours | None, fallback_zone: str, moment: datetime) -> bool:
    """Whether `moment` lies within the opening hours; no hours means always open."""
    if not hours:
        return True
    zone = _zone(hours, fallback_zone)
    today = moment.astimezone(zone).date()
    spans = _merged(hours, zone, today - DAY, today)
    return any(begins <= moment < ends for begins, ends in spans)


def next_opening(hours: Hours | None, fallback_zone: str, moment: datetime) -> datetime | None:
    """When it opens next after `moment`; `None` when it never does."""
    if not hours:
        return None
    zone = _zone(hours, fallback_zone)
    today = moment.astimezone(zone).date()
    spans = _merged(hours, zone, today - DAY, today + DAY * LOOK_AHEAD_DAYS)
    return next((begins for begins, _ in spans if begins > moment), None)


def working_seconds(
    hours: Hours | None, fallback_zone: str, start: datetime, end: datetime
) -> float:
    """Seconds of opening time between two moments; 0 when `end` is not after `start`."""
    if end <= start:
        return 0.0
    if not hours:
        return (end - start).total_seconds()
    zone = _zone(hours, fallback_zone)
    first = start.astimezone(zone).date() - DAY
    last = end.astimezone(zone).date()
    # Summed before it becomes seconds: fractions of them do not add up exactly.
    open_time = sum(
        (
            min(ends, end) - max(begins, start)
            for begins, ends in _merged(hours, zone, first, last)
            if begins < end and ends > start
        ),
        timedelta(0),
    )
    return open_time.total_seconds()


def add_working_time(
    hours: Hours | None, fallback_zone: str, start: datetime, seconds: float
) -> datetime | None:
    """The moment at which `seconds` of opening time have passed since `start`.

    Nothing to wait for is over at once, also while it is closed. `None` when the calendar never
    opens for long enough within the next 400 days.
    """
    left = timedelta(seconds=seconds)
    if not hours or left <= timedelta(0):
        return start + max(left, timedelta(0))
    zone = _zone(hours, fallback_zone)
    today = start.astimezone(zone).date()
    for begins, ends in _merged(hours, zone, today - DAY, today + DAY * LOOK_AHEAD_DAYS):
        if ends <= start:
            continue
        counts_from = max(begins, start)
        if counts_from + left <= ends:
            return counts_from + left
        left -= ends - counts_from
    return None
