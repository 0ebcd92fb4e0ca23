"""When a recurring ticket (定期工单) is made: days of a rule, a time of the shop's day. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

# The last day of a month, whichever that is.
LAST_DAY = -1
# A day after which nobody looks for an open one.
LONGEST_CLOSED = 60
# So many days are looked at: a shop that never opens would be looked for until the end of time.
MOST_DAYS = 400
_EVERY = {"day": DAILY, "week": WEEKLY, "month": MONTHLY}


@dataclass(frozen=True)
class Rule:
    """Every so many days, weeks or months; of a week these days (0 is Monday), of a month these
    (1 to 31, or the last). A month without such a day has none.

    `closed`: what becomes of a day on which the shop is closed: all the same, none, or the next
    open day instead.
    """

    every: Literal["day", "week", "month"]
    at: time
    step: int = 1
    weekdays: Sequence[int] = ()
    days: Sequence[int] = ()
    closed: Literal["make", "skip", "next"] = "make"


def days_of(rule: Rule, starts_on: date, ends_on: date | None) -> Iterator[date]:
    """The days a rule names, in their order."""
    until = datetime.combine(ends_on, time.max) if ends_on else None
    named = rrule(
        _EVERY[rule.every],
        dtstart=datetime.combine(starts_on, time()),
        interval=rule.step,
        byweekday=list(rule.weekdays) if rule.every == "week" and rule.weekdays else None,
        bymonthday=list(rule.days) if rule.every == "month" and rule.days else None,
        until=until,
    )
    return (one.date() for one in named)


def moments(
    rule: Rule,
    zone: ZoneInfo,
    starts_on: date,
    ends_on: date | None,
    after: datetime,
    opens: Callable[[date], bool],
) -> Iterator[datetime]:
    """The moments after another one, in their order, none twice; days are the zone's."""
    last: date | None = None
    begins = max(starts_on, after.astimezone(zone).date() - timedelta(days=LONGEST_CLOSED))
    coming = dropwhile(lambda day: day < begins, days_of(rule, starts_on, ends_on))
    for named in islice(coming, LONGEST_CLOSED + MOST_DAYS):
        day = _moved(rule, named, opens)
        if day is None or (last is not None and day <= last):
            continue
        last = day
        moment = datetime.combine(day, rule.at, tzinfo=zone).astimezone(UTC)
        if moment > after:
            yield moment


def _moved(rule: Rule, day: date, opens: Callable[[date], bool]) -> date | None:
    if rule.closed == "make" or opens(day):
        return day
    if rule.closed == "skip":
        return None
    later = (day + timedelta(days=step) for step in range(1, LONGEST_CLOSED))
    return next((one for one in later if opens(one)), None)


def next_moments(
    rule: Rule,
    zone: ZoneInfo,
    starts_on: date,
    ends_on: date | None,
    after: datetime,
    opens: Callable[[date], bool],
    count: int,
) -> list[datetime]:
    """The first of them, as many as there are."""
    return list(islice(moments(rule, zone, starts_on, ends_on, after, opens), count))
