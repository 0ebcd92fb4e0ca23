"""Promised time over any calendar, any pauses and any change of policy, against a plain count.

The count walks quarter of an hour by quarter of an hour and asks only whether it is open: it knows
nothing of how deadlines are reckoned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.modules.people.test_calendars import SHANGHAI, calendars
from zhiyin.kernel.facts.conditions import Condition
from zhiyin.modules.people.calendars import add_working_time, opened, working_seconds
from zhiyin.modules.servicelevels.clockwork import Clock, Move, move, start, strike
from zhiyin.modules.servicelevels.rules import Goal, Policy, first_fitting, terms_of

QUARTER = timedelta(minutes=15)
SECONDS = 900
LONGEST = 3 * 96
few = settings(max_examples=40, derandomize=True, database=None)


@dataclass(frozen=True)
class Opening:
    """Opening hours as service levels use them."""

    hours: dict[str, Any]

    def add(self, start: datetime, seconds: float) -> datetime | None:
        return add_working_time(self.hours, SHANGHAI, start, seconds)

    def between(self, start: datetime, end: datetime) -> float:
        return working_seconds(self.hours, SHANGHAI, start, end)


openings = calendars.map(Opening)
# The days round which clocks change or holidays lie, and any other.
begins = st.one_of(
    st.sampled_from([(2026, 3, 7), (2026, 3, 28), (2026, 10, 3), (2026, 10, 24), (2026, 9, 30)]),
    st.tuples(st.just(2026), st.integers(1, 11), st.integers(1, 28)),
).flatmap(lambda day: st.integers(0, 95).map(lambda at: datetime(*day, tzinfo=UTC) + at * QUARTER))
moves = st.lists(
    st.tuples(st.sampled_from(["pause", "resume"]), st.integers(1, LONGEST)), max_size=10
)


def _moves(begin: datetime, wanted: Sequence[tuple[str, int]]) -> list[Move]:
    return [Move(verb, begin + at * QUARTER) for verb, at in wanted]  # type: ignore[arg-type]


def _count(
    opening: Opening, begin: datetime, quarters: int, wanted: Sequence[tuple[str, int]]
) -> tuple[datetime | None, int]:
    """When the promised time is used up, and how many open quarters are left if it is not."""
    running = True
    for place in range(LONGEST + 1):
        for verb, at in wanted:
            running = verb == "resume" if at == place else running
        now = begin + place * QUARTER
        if running and opened(opening.hours, SHANGHAI, now):
            quarters -= 1
            if quarters == 0:
                return now + QUARTER, 0
    return None, quarters


@few
@given(openings, begins, st.integers(1, 60), moves)
def test_a_promise_breaks_when_its_open_and_unpaused_time_is_used_up(
    opening: Opening, begin: datetime, quarters: int, wanted: list[tuple[str, int]]
) -> None:
    # Of two at the same moment nobody could say which was first.
    assume(len({at for _, at in wanted}) == len(wanted))
    wanted = sorted(wanted, key=lambda one: one[1])
    clock = start("full_answer", quarters * SECONDS, 70, opening, begin, pauses=True)
    assume(clock is not None)
    assert clock is not None
    due, left = _count(opening, begin, quarters, wanted)
    told = _moves(begin, wanted)
    if due is not None:
        assume(due not in [one.at for one in told])
        clock = move(clock, opening, [one for one in told if one.at < due])
        assert strike(clock, due - timedelta(seconds=1))[0].breached_at is None
        broken, _ = strike(clock, due)
        assert broken.breached_at == due
        # What happens afterwards mends nothing.
        assert move(broken, opening, [one for one in told if one.at > due]).breached_at == due
        return
    end = begin + (LONGEST + 1) * QUARTER
    clock = move(clock, opening, told)
    assert strike(clock, end)[0].breached_at is None
    used = clock.remaining if clock.state == "paused" else opening.between(end, clock.due_at)
    assert used == left * SECONDS


@few
@given(openings, openings, begins, st.integers(2, 60), st.integers(1, 96), st.integers(1, 96))
def test_time_used_before_the_hours_changed_stays_used(
    before: Opening, after: Opening, begin: datetime, quarters: int, ran: int, rested: int
) -> None:
    promised = quarters * SECONDS
    clock = start("full_answer", promised, 70, before, begin, pauses=True)
    assume(clock is not None)
    assert clock is not None
    pause, resume = begin + ran * QUARTER, begin + (ran + rested) * QUARTER
    assume(clock.due_at > pause)
    paused = move(clock, before, [Move("pause", pause)])
    resumed = move(paused, after, [Move("resume", resume)])
    assume(after.add(resume, promised) is not None)
    assert before.between(begin, pause) + after.between(resume, resumed.due_at) == promised
    assert resumed.warns_at <= resumed.due_at


@few
@given(openings, begins, st.integers(1, 40), st.lists(st.integers(0, 5 * 96), max_size=8))
def test_however_often_and_late_it_is_looked_at_a_breach_is_told_once_with_its_own_moment(
    opening: Opening, begin: datetime, quarters: int, looks: list[int]
) -> None:
    """Restarts are looks that come late: nothing is kept but the clock itself."""
    clock = start("first_answer", quarters * SECONDS, 70, opening, begin, pauses=False)
    assume(clock is not None)
    assert clock is not None
    told: list[str] = []
    for look in sorted(looks):
        clock, news = strike(clock, begin + look * QUARTER)
        told += news
    late = [look for look in looks if begin + look * QUARTER >= clock.due_at]
    assert told.count("breached") == bool(late)
    assert told.count("warned") <= 1
    assert told[-1:] == (["breached"] if late else told[-1:])
    assert clock.breached_at == (clock.due_at if late else None)


levels = st.sampled_from([None, "VIP", "老友"])
policies = st.lists(
    st.builds(
        lambda number, level, seconds, peak, warn_at: Policy(
            UUID(int=number),
            (Condition("level", (level,)),) if level else (),
            (Goal("first_answer", seconds, peak), Goal("full_answer", seconds * 3)),
            warn_at=warn_at,
        ),
        st.integers(1, 99),
        levels,
        st.integers(10, 900),
        st.none() | st.integers(5, 300),
        st.none() | st.integers(10, 99),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@few
@given(policies, policies, levels, st.booleans(), begins, moves)
def test_a_promise_keeps_its_terms_and_the_next_one_has_the_new(
    before: list[Policy],
    after: list[Policy],
    level: str | None,
    peak: bool,
    begin: datetime,
    wanted: list[tuple[str, int]],
) -> None:
    opening = Opening({})
    clocks: list[Clock] = []
    for known in (before, after):
        policy = first_fitting(known, {"level": level})
        terms = terms_of(policy, "full_answer", peak=peak, warn_at=70)
        assert terms is not None
        assert terms.warn_at == (policy.warn_at or 70)
        goal = next(one for one in policy.goals if one.kind == "full_answer")
        assert terms.seconds == goal.seconds
        clock = start("full_answer", terms.seconds, terms.warn_at, opening, begin, pauses=True)
        assert clock is not None
        clocks.append(clock)
    old, new = clocks
    moved = move(old, opening, _moves(begin, wanted))
    assert (moved.seconds, moved.warn_at) == (old.seconds, old.warn_at)
    assert (new.due_at - begin).total_seconds() == new.seconds


@few
@given(policies, levels, st.data())
def test_only_the_first_fitting_policy_counts(
    known: list[Policy], level: str | None, data: st.DataObject
) -> None:
    """What does not fit, and what stands behind the one that does, may come and go."""
    facts = {"level": level}
    chosen = first_fitting(known, facts)
    kept = [
        one for one in known if one is chosen or (not one.fits(facts) and data.draw(st.booleans()))
    ]
    assert first_fitting(kept, facts) is chosen
    for peak in (True, False):
        terms = terms_of(chosen, "first_answer", peak=peak, warn_at=70)
        assert terms is not None
        assert terms.pauses is False
        assert terms.policy_id == chosen.id
