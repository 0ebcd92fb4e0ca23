"""When recurring tickets come: against a walk over all days, by zones, clocks and month ends."""

import itertools
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyin.modules.tickets.recurrence import LAST_DAY, Rule, next_moments

few = settings(max_examples=80, derandomize=True, database=None)
ZONES = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
# Month ends, leap days, the days round which clocks change, and any other.
days = st.one_of(
    st.sampled_from([date(2026, 1, 31), date(2028, 2, 28), date(2026, 3, 7), date(2026, 10, 31)]),
    st.dates(date(2025, 1, 1), date(2029, 12, 31)),
)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 59]))
rules = st.one_of(
    st.builds(Rule, st.just("day"), times, st.integers(1, 9)),
    st.builds(
        Rule, st.just("week"), times, st.integers(1, 3), st.lists(st.integers(0, 6), min_size=1)
    ),
    st.builds(
        Rule,
        st.just("month"),
        times,
        st.integers(1, 3),
        st.just(()),
        st.lists(st.sampled_from([1, 15, 28, 29, 30, 31, LAST_DAY]), min_size=1),
    ),
)


def named(rule: Rule, starts: date, day: date) -> bool:
    """Whether the rule names this day, said without reckoning ahead."""
    if rule.every == "day":
        return (day - starts).days % rule.step == 0
    if rule.every == "week":
        weeks = (day - timedelta(days=day.weekday())) - (starts - timedelta(days=starts.weekday()))
        return day.weekday() in rule.weekdays and (weeks.days // 7) % rule.step == 0
    months = (day.year - starts.year) * 12 + day.month - starts.month
    last = monthrange(day.year, day.month)[1]
    wanted = {last if one == LAST_DAY else one for one in rule.days}
    return day.day in wanted and months % rule.step == 0


def at(rule: Rule, day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, rule.at, tzinfo=zone).astimezone(UTC)


@few
@given(rules, st.sampled_from(ZONES), days, st.integers(0, 500))
def test_it_comes_on_every_day_the_rule_names_at_the_shops_time(
    rule: Rule, name: str, starts: date, later: int
) -> None:
    zone = ZoneInfo(name)
    after = at(rule, starts + timedelta(days=later), zone)
    walked = (starts + timedelta(days=step) for step in range(later + 400))
    wanted = [at(rule, day, zone) for day in walked if named(rule, starts, day)]
    wanted = [one for one in wanted if one > after][:3]
    found = next_moments(rule, zone, starts, None, after, lambda day: True, 3)
    assert found[: len(wanted)] == wanted
    # Asked again from each moment on, the next one is the same: none is left out, none comes twice.
    for one, following in itertools.pairwise(found):
        assert next_moments(rule, zone, starts, None, one, lambda day: True, 1) == [following]


@few
@given(rules, days, st.sets(st.integers(0, 6), max_size=6), st.sampled_from(["skip", "next"]))
def test_closed_days_are_left_out_or_give_way_to_the_next_open_one(
    rule: Rule, starts: date, shut: set[int], closed: str
) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    kept = Rule(rule.every, rule.at, rule.step, rule.weekdays, rule.days, closed)  # type: ignore[arg-type]

    def opens(day: date) -> bool:
        return day.weekday() not in shut

    ends = starts + timedelta(days=200)
    after = at(rule, starts, zone) - timedelta(days=1)
    found = next_moments(kept, zone, starts, ends, after, opens, 1000)
    came = [one.astimezone(zone).date() for one in found]
    walked = [starts + timedelta(days=step) for step in range(201)]
    meant = [day for day in walked if named(rule, starts, day)]
    if closed == "skip":
        assert came == [day for day in meant if opens(day)]
        return
    moved = set()
    for day in meant:
        while not opens(day):
            day += timedelta(days=1)  # noqa: PLW2901
        moved.add(day)
    assert came == sorted(moved)


def test_a_shop_that_never_opens_has_none() -> None:
    zone, starts = ZoneInfo("UTC"), date(2026, 1, 1)
    for closed in ("skip", "next"):
        rule = Rule("day", time(9), closed=closed)  # type: ignore[arg-type]
        after = at(rule, starts, zone)
        assert next_moments(rule, zone, starts, None, after, lambda _: False, 1) == []
