"""Clocks: hand-computed ladders, and what must hold for any moves over any calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from zhiyin.kernel.facts.conditions import Condition
from zhiyin.modules.people.calendars import Hours, add_working_time, working_seconds
from zhiyin.modules.servicelevels.clockwork import (
    Calendar,
    Clock,
    Move,
    RoundTheClock,
    move,
    nearest,
    start,
    strike,
)
from zhiyin.modules.servicelevels.rules import (
    DEFAULT_POLICY,
    Goal,
    Policy,
    first_fitting,
    terms_of,
)

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


class Office:
    """Monday to Friday, 09:00 to 18:00 in Shanghai, closed on Chinese holidays."""

    hours: ClassVar[Hours] = {"week": [[("09:00", "18:00")]] * 5 + [[], []], "holidays": "cn"}

    def add(self, start: datetime, seconds: float) -> datetime | None:
        return add_working_time(self.hours, "Asia/Shanghai", start, seconds)

    def between(self, start: datetime, end: datetime) -> float:
        return working_seconds(self.hours, "Asia/Shanghai", start, end)


ALWAYS: Calendar = RoundTheClock()
OFFICE: Calendar = Office()
calendars = st.sampled_from([ALWAYS, OFFICE])
verbs = st.sampled_from(["pause", "resume"])
steps = st.lists(st.tuples(verbs, st.integers(0, 3 * 86_400)), max_size=12)


def _at(seconds: float) -> datetime:
    return MONDAY + timedelta(seconds=seconds)


def _begin(seconds: int = 600, calendar: Calendar = ALWAYS) -> Clock:
    clock = start("full_answer", seconds, 70, calendar, MONDAY, pauses=True)
    assert clock is not None
    return clock


def test_a_pause_by_hand() -> None:
    """10 min; answered after 4, the customer writes again 50 min later: due after one hour."""
    clock = _begin()
    assert (clock.warns_at, clock.due_at) == (_at(420), _at(600))
    paused = move(clock, ALWAYS, [Move("pause", _at(240))])
    assert (paused.state, paused.remaining, paused.next_at) == ("paused", 360, None)
    resumed = move(paused, ALWAYS, [Move("resume", _at(3240))])
    assert (resumed.warns_at, resumed.due_at) == (_at(3420), _at(3600))
    assert resumed.paused_seconds == 3000
    kept = move(resumed, ALWAYS, [Move("meet", _at(3600))])
    assert (kept.met_at, kept.breached_at, kept.next_at) == (_at(3600), None, None)
    broken = move(resumed, ALWAYS, [Move("meet", _at(3601))])
    assert (broken.met_at, broken.breached_at) == (_at(3601), _at(3600))


def test_a_weekend_by_hand() -> None:
    """Two hours from Friday 17:00 are over on Monday at 10:00; a pause on the way adds nothing."""
    friday = MONDAY + timedelta(days=4, hours=8)
    clock = start("full_answer", 7200, 50, OFFICE, friday, pauses=True)
    assert clock is not None
    assert clock.due_at == MONDAY + timedelta(days=7, hours=1)
    assert clock.warns_at == friday + timedelta(hours=1)
    saturday = friday + timedelta(hours=20)
    paused = move(clock, OFFICE, [Move("pause", saturday)])
    assert paused.remaining == 3600
    resumed = move(paused, OFFICE, [Move("resume", saturday + timedelta(hours=3))])
    assert resumed.due_at == clock.due_at


@given(calendars, steps)
def test_pauses_never_take_promised_time_away(
    calendar: Calendar, wanted: list[tuple[str, int]]
) -> None:
    """Opening time that ran before the deadline is what was promised, whatever the pauses."""
    clock = _begin(7200, calendar)
    ran, since = 0.0, MONDAY
    for verb, offset in sorted(wanted, key=lambda one: one[1]):
        at = _at(offset)
        if clock.state == "running" and at > clock.due_at:
            break
        if clock.state == "running" and verb == "pause":
            ran += calendar.between(since, at)
        elif clock.state == "paused" and verb == "resume":
            since = at
        clock = move(clock, calendar, [Move(verb, at)])  # type: ignore[arg-type]
    if clock.state == "running":
        assert abs(ran + calendar.between(since, clock.due_at) - 7200) < 0.001
        assert clock.warns_at <= clock.due_at
    else:
        assert clock.remaining is not None
        assert abs(ran + clock.remaining - 7200) < 0.001


@given(calendars, steps, st.integers(0, 12))
def test_the_same_news_twice_or_in_two_pieces_changes_nothing(
    calendar: Calendar, wanted: list[tuple[str, int]], cut: int
) -> None:
    ordered = sorted(wanted, key=lambda one: one[1])
    assume(len({offset for _, offset in ordered}) == len(ordered))
    moves = [Move(verb, _at(offset)) for verb, offset in ordered]  # type: ignore[arg-type]
    at_once = move(_begin(7200, calendar), calendar, moves)
    in_pieces = move(_begin(7200, calendar), calendar, moves[:cut])
    in_pieces = move(in_pieces, calendar, moves)
    assert in_pieces == at_once
    assert move(at_once, calendar, moves) == at_once


@given(st.integers(1, 2000), st.integers(0, 3000))
def test_a_timer_that_struck_too_early_is_put_right(seconds: int, met: int) -> None:
    """Whether the breach was noted before or after the answer was known, the outcome is one."""
    clock = _begin(seconds)
    meeting = [Move("meet", _at(met))]
    known_first = move(clock, ALWAYS, meeting)
    struck, _ = strike(clock, _at(4000))
    known_last = move(struck, ALWAYS, meeting)
    assert known_first.breached_at == known_last.breached_at
    assert (known_first.breached_at is not None) == (met > seconds)


@given(st.integers(10, 2000), st.integers(0, 3000))
def test_a_strike_says_each_thing_once(seconds: int, now: int) -> None:
    clock, told = strike(_begin(seconds), _at(now))
    again, nothing = strike(clock, _at(now))
    assert (again, nothing) == (clock, [])
    expected = "breached" if now >= seconds else "warned" if now >= seconds * 0.7 else None
    assert told == ([expected] if expected else [])
    assert clock.next_at is None or clock.next_at > _at(now)


def test_what_stands_still_neither_warns_nor_breaks() -> None:
    paused = move(_begin(), ALWAYS, [Move("pause", _at(1))])
    assert strike(paused, _at(9000)) == (paused, [])


def test_news_from_before_the_clock_is_old_news() -> None:
    clock = _begin()
    assert move(clock, ALWAYS, [Move("meet", _at(-1))]) == clock
    others = [Move("meet", _at(5), frozenset({"first_answer"}))]
    assert move(clock, ALWAYS, others) == clock


def test_what_runs_is_shown_before_what_rests() -> None:
    early, late = _begin(100), _begin(900)
    resting = move(_begin(50), ALWAYS, [Move("pause", _at(1))])
    assert nearest([late, resting, early]) == early
    assert nearest([resting]) == resting
    assert nearest([replace(early, ended_at=_at(3))]) is None


def test_the_first_policy_that_fits_gives_the_terms() -> None:
    vip = Policy(
        UUID(int=1), (Condition("level", ("VIP",)),), (Goal("first_answer", 60, 20),), warn_at=50
    )
    everybody = Policy(UUID(int=2), (), (Goal("first_answer", 90),))
    assert first_fitting([vip, everybody], {"level": "VIP"}) is vip
    assert first_fitting([vip, everybody], {"level": "普通"}) is everybody
    assert first_fitting([vip], {}) is DEFAULT_POLICY
    usual = terms_of(vip, "first_answer", peak=False, warn_at=70)
    peak = terms_of(vip, "first_answer", peak=True, warn_at=70)
    assert usual is not None
    assert peak is not None
    assert (usual.seconds, usual.warn_at, peak.seconds) == (60, 50, 20)
    assert terms_of(vip, "full_answer", peak=False, warn_at=70) is None


def test_the_default_ladder() -> None:
    ladder = {goal.kind: (goal.seconds, goal.peak_seconds) for goal in DEFAULT_POLICY.goals}
    assert ladder == {
        "acknowledge": (30, 15),
        "first_answer": (180, None),
        "full_answer": (600, None),
        "follow_up": (86_400, None),
    }
    pausing = {k: terms_of(DEFAULT_POLICY, k, peak=False, warn_at=70) for k in ladder}
    assert [kind for kind, terms in pausing.items() if terms and terms.pauses] == ["full_answer"]
