"""When a surge begins, rises, falls and ends, on plain figures."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.routing.surging import (
    STAGES,
    STARTS,
    Limits,
    Reading,
    Stage,
    Standing,
    next_standing,
    rank,
    usual_in,
)

BEGIN = datetime(2026, 11, 11, 20, tzinfo=UTC)
CALM = timedelta(minutes=10)
LIMITS = Limits(STARTS, least=20, back=80, calm=CALM)
MINUTE = timedelta(minutes=1)

stages = st.sampled_from(STAGES)
arrivals = st.integers(0, 2000)


def _after(standing: Standing | None, came: int, minutes: int = 0) -> Standing | None:
    return next_standing(standing, Reading(came, 20.0), LIMITS, BEGIN + minutes * MINUTE)


def test_what_is_usual_is_the_median_of_the_same_hour() -> None:
    assert usual_in([120, 100, 900, 110], 1 / 12) == pytest.approx(115 / 12)
    assert usual_in([], 1 / 12) is None


def test_a_stage_begins_where_its_limit_says() -> None:
    assert _after(None, 39) is None
    assert _after(None, 40) == Standing("watch")
    assert _after(None, 60) == Standing("surge")
    assert _after(None, 100) == Standing("severe")


def test_few_arrivals_are_no_surge_however_few_are_usual() -> None:
    assert next_standing(None, Reading(19, 1.0), LIMITS, BEGIN) is None
    assert next_standing(None, Reading(20, 1.0), LIMITS, BEGIN) == Standing("severe")


def test_without_a_history_only_people_declare() -> None:
    assert next_standing(None, Reading(5000, None), LIMITS, BEGIN) is None
    declared = Standing("surge", "surge")
    assert next_standing(declared, Reading(5000, None), LIMITS, BEGIN) == declared


def test_it_falls_only_after_the_calm_time_and_to_what_still_holds() -> None:
    severe = Standing("severe")
    # 80 arrivals are 400 per cent: below the start of severe and not below four fifths of it.
    assert _after(severe, 80) == severe
    falling = _after(severe, 70)
    assert falling == Standing("severe", None, BEGIN)
    assert _after(falling, 70, 9) == falling
    assert _after(falling, 70, 10) == Standing("surge")
    # It was calm, and then it was not: the time begins anew.
    assert _after(falling, 90, 9) == severe
    assert _after(Standing("watch", None, BEGIN), 3, 10) is None


def test_a_declared_stage_stays_until_somebody_ends_it() -> None:
    declared = Standing("surge", "surge")
    assert _after(declared, 0, 600) == declared
    assert _after(declared, 100) == Standing("severe", "surge")
    assert _after(Standing("severe", "surge", BEGIN), 0, 10) == declared


@given(stages, st.none() | stages, arrivals, st.integers(0, 60))
def test_it_never_falls_below_what_was_declared_nor_rises_without_arrivals(
    stage: Stage, floor: Stage | None, came: int, minutes: int
) -> None:
    stage = max(stage, floor or stage, key=rank)
    before = Standing(stage, floor, BEGIN)
    after = _after(before, came, minutes)
    assert rank(after.stage if after else None) >= rank(floor)
    if came < LIMITS.least:
        assert rank(after.stage if after else None) <= rank(stage)
    if after is not None:
        assert after.floor == floor


@given(st.lists(arrivals, min_size=1, max_size=50))
def test_more_arrivals_never_mean_a_lower_stage(course: list[int]) -> None:
    low: Standing | None = None
    high: Standing | None = None
    for minute, came in enumerate(course):
        low, high = _after(low, came, minute), _after(high, came * 2, minute)
        assert rank(high.stage if high else None) >= rank(low.stage if low else None)


@given(st.lists(st.integers(0, 150), min_size=2, max_size=80), st.integers(0, 20))
def test_it_never_flutters(course: list[int], calm: int) -> None:
    """Whatever comes: it steps down only after so many quiet minutes, and once in so many."""
    limits = Limits(STARTS, least=20, back=80, calm=calm * MINUTE)
    standing: Standing | None = None
    fell_at = -1000
    for minute, came in enumerate(course):
        before = standing
        reading = Reading(came, 20.0)
        standing = next_standing(before, reading, limits, BEGIN + minute * MINUTE)
        if rank(standing.stage if standing else None) >= rank(before.stage if before else None):
            continue
        assert before is not None
        start = STARTS[before.stage]
        quiet = course[max(0, minute - calm) : minute + 1]
        assert len(quiet) == calm + 1
        assert all(one * 5 * 100 < start * 80 for one in quiet)
        assert minute - fell_at > calm or calm == 0
        fell_at = minute


@given(stages, st.lists(st.integers(80, 99), max_size=60))
def test_just_below_a_limit_nothing_moves(stage: Stage, course: list[int]) -> None:
    """Between four fifths of a stage's start and the start itself it neither ends nor begins."""
    standing: Standing | None = Standing(stage)
    for minute, share in enumerate(course):
        reading = Reading(STARTS[stage] * share, 100.0 * 100)
        assert reading.percent is not None
        standing = next_standing(standing, reading, LIMITS, BEGIN + minute * MINUTE)
        assert standing == Standing(stage)
        assert _below(stage, reading)


def _below(stage: Stage, reading: Reading) -> bool:
    found = next_standing(None, reading, LIMITS, BEGIN)
    return rank(found.stage if found else None) < rank(stage)
