"""Business calendars: adding and measuring working time, over holidays and clock changes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhiyin.modules.people.calendars import (
    add_working_time,
    day_kind,
    next_opening,
    opened,
    working_seconds,
)

SHANGHAI = "Asia/Shanghai"
OFFICE: list[list[tuple[str, str]]] = [[("09:00", "12:00"), ("13:30", "18:00")]] * 5 + [[], []]

times = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45])).map(
    lambda pair: f"{pair[0]:02}:{pair[1]:02}"
)
# Periods may overlap, touch, run past midnight or last a whole day.
weeks = st.lists(st.lists(st.tuples(times, times), max_size=3), min_size=7, max_size=7)
zones = st.sampled_from([SHANGHAI, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    lambda week, zone, holidays, own: {
        "week": week,
        "time_zone": zone,
        "holidays": holidays,
        "days": {day.isoformat(): periods for day, periods in own.items()},
    },
    weeks,
    zones,
    st.sampled_from(["none", "cn"]),
    st.dictionaries(days, st.none() | st.lists(st.tuples(times, times), max_size=2), max_size=5),
)
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
amounts = st.integers(1, 40 * 3600)


@given(calendars, moments, amounts)
def test_measuring_what_was_added_gives_it_back(
    hours: dict[str, Any], start: datetime, seconds: int
) -> None:
    due = add_working_time(hours, SHANGHAI, start, seconds)
    assume(due is not None)
    assert due is not None
    assert working_seconds(hours, SHANGHAI, start, due) == seconds
    assert due > start


@given(calendars, moments, amounts, amounts)
def test_more_time_is_never_over_sooner_and_a_later_start_never_ends_sooner(
    hours: dict[str, Any], start: datetime, seconds: int, more: int
) -> None:
    due = add_working_time(hours, SHANGHAI, start, seconds)
    longer = add_working_time(hours, SHANGHAI, start, seconds + more)
    later = add_working_time(hours, SHANGHAI, start + timedelta(seconds=more), seconds)
    assume(due and longer and later)
    assert due is not None
    assert longer is not None
    assert later is not None
    assert due < longer
    assert due <= later


@given(calendars, moments, amounts, amounts)
def test_a_stretch_is_the_sum_of_its_parts(
    hours: dict[str, Any], start: datetime, first: int, second: int
) -> None:
    middle = start + timedelta(seconds=first * 7)
    end = middle + timedelta(seconds=second * 7)
    parts = working_seconds(hours, SHANGHAI, start, middle) + working_seconds(
        hours, SHANGHAI, middle, end
    )
    assert working_seconds(hours, SHANGHAI, start, end) == pytest.approx(parts)
    assert 0 <= parts <= (end - start).total_seconds()


@given(moments, amounts)
def test_without_hours_time_is_time(start: datetime, seconds: int) -> None:
    assert add_working_time(None, SHANGHAI, start, seconds) == start + timedelta(seconds=seconds)
    assert working_seconds(None, SHANGHAI, start, start + timedelta(seconds=seconds)) == seconds


def _at(text: str, zone: str = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_a_calendar_that_never_opens_has_no_deadline() -> None:
    never = {"week": [[]] * 7}
    assert add_working_time(never, SHANGHAI, _at("2026-03-02T10:00"), 1) is None
    assert next_opening(never, SHANGHAI, _at("2026-03-02T10:00")) is None


def test_national_day_by_hand() -> None:
    """1-7 October 2026 are a holiday, Saturday the 10th is worked (国务院办公厅通知)."""
    hours = {"week": OFFICE, "holidays": "cn"}
    assert [day_kind(date(2026, 10, day)) for day in (1, 7, 8, 10, 11)] == [
        "holiday", "holiday", "ordinary", "makeup", "ordinary",
    ]  # fmt: skip
    eve = _at("2026-09-30T17:00")
    assert add_working_time(hours, SHANGHAI, eve, 2 * 3600) == _at("2026-10-08T10:00")
    assert next_opening(hours, SHANGHAI, eve) == _at("2026-10-08T09:00")
    assert working_seconds(hours, SHANGHAI, eve, _at("2026-10-10T18:00")) == 3600 * (1 + 3 * 7.5)
    assert not opened(hours, SHANGHAI, _at("2026-10-05T10:00"))
    assert opened(hours, SHANGHAI, _at("2026-10-10T10:00"))
    assert not opened({"week": OFFICE}, SHANGHAI, _at("2026-10-10T10:00"))


def test_our_own_days_come_before_holidays() -> None:
    own = {"2026-10-02": [("10:00", "11:00")], "2026-10-08": [], "2026-10-03": None}
    hours = {"week": OFFICE, "holidays": "cn", "days": own}
    assert (
        working_seconds(hours, SHANGHAI, _at("2026-10-02T00:00"), _at("2026-10-03T00:00")) == 3600
    )
    assert working_seconds(hours, SHANGHAI, _at("2026-10-08T00:00"), _at("2026-10-09T00:00")) == 0
    # A Saturday that is to be like a working day has the hours of one.
    assert (
        working_seconds(hours, SHANGHAI, _at("2026-10-03T00:00"), _at("2026-10-04T00:00"))
        == 3600 * 7.5
    )


def test_a_night_of_the_clock_change_has_an_hour_more_or_less() -> None:
    night = {"week": [[("22:00", "06:00")]] * 7, "time_zone": "Europe/Berlin"}
    zone = "Europe/Berlin"

    def length(evening: str, morning: str) -> float:
        return working_seconds(night, zone, _at(evening, zone), _at(morning, zone)) / 3600

    assert length("2026-03-28T22:00", "2026-03-29T06:00") == 7
    assert length("2026-10-24T22:00", "2026-10-25T06:00") == 9
    assert length("2026-06-01T22:00", "2026-06-02T06:00") == 8


def test_overlapping_periods_count_once() -> None:
    hours = {"week": [[("09:00", "12:00"), ("11:00", "13:00")]] + [[]] * 6}
    monday = _at("2026-03-02T00:00")
    assert working_seconds(hours, SHANGHAI, monday, monday + timedelta(days=1)) == 4 * 3600
