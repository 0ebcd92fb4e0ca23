"""Scales, figures and quiet hours: pure."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.conversations.quiet import is_quiet, next_loud
from zhiyin.modules.surveys.rules import (
    SCALES,
    Tally,
    figure,
    fits,
    is_bad,
    is_good,
    is_low,
    is_sampled,
    may_answer,
    response_rate,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = st.sampled_from(sorted(SCALES))


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, list[int]]:
    kind = draw(KINDS)
    scale = SCALES[kind]
    return kind, draw(st.lists(st.integers(scale.low, scale.high), min_size=1, max_size=60))


def tally(kind: str, scores: list[int]) -> Tally:
    return Tally(
        len(scores),
        len(scores),
        sum(is_good(kind, one) for one in scores),
        sum(is_bad(kind, one) for one in scores),
    )


def test_hand_computed_figures() -> None:
    # Eight of ten gave 4 or 5; sixteen were asked.
    csat = Tally(16, 10, 8, 1)
    assert figure("csat5", csat) == 0.8
    assert response_rate(csat) == 0.625
    # Ten answers: 9, 10, 9 promote; 6, 0 detract; the rest are passive.
    scores = [9, 10, 9, 7, 8, 7, 8, 7, 6, 0]
    assert figure("nps", tally("nps", scores)) == 0.1
    # 5, 6, 7 found it easy, 4 did not.
    assert figure("ces", tally("ces", [5, 6, 7, 4])) == 0.75
    assert figure("csat10", tally("csat10", [8, 9, 10, 7])) == 0.75
    assert figure("csat5", Tally(5)) is None
    assert response_rate(Tally()) is None


@given(answers())
def test_a_figure_stays_in_its_bounds_and_a_better_answer_never_lowers_it(
    given_answers: tuple[str, list[int]],
) -> None:
    kind, scores = given_answers
    before = figure(kind, tally(kind, scores))
    assert before is not None
    assert (-1 if kind == "nps" else 0) <= before <= 1
    better = [min(SCALES[kind].high, scores[0] + 1), *scores[1:]]
    after = figure(kind, tally(kind, better))
    assert after is not None
    assert after >= before


@given(KINDS, st.integers(-20, 20), st.integers(0, 5))
def test_low_grows_with_the_threshold_and_is_never_good_at_two(
    kind: str, score: int, threshold: int
) -> None:
    scale = SCALES[kind]
    assert fits(kind, score) == (scale.low <= score <= scale.high)
    if not fits(kind, score):
        return
    if is_low(kind, score, threshold):
        assert is_low(kind, score, min(5, threshold + 1))
        assert score == scale.low or is_low(kind, score - 1, threshold)
    assert not (is_low(kind, score, 2) and is_good(kind, score))
    assert not is_low(kind, score, 0)
    assert is_low(kind, scale.low, 1)


def test_of_five_two_is_low_and_three_is_not() -> None:
    assert [is_low("csat5", score, 2) for score in (1, 2, 3, 4, 5)] == [True, True] + [False] * 3


@given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
def test_a_larger_sample_holds_the_smaller_one(some_id: Any, one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert is_sampled(some_id, large) or not is_sampled(some_id, small)
    assert is_sampled(some_id, 100)
    assert not is_sampled(some_id, 0)


def test_a_sample_is_about_its_share() -> None:
    assert 7600 < sum(is_sampled(uuid4(), 40) for _ in range(20_000)) < 8400


def test_a_rating_is_given_in_time_and_changed_for_a_day() -> None:
    end = NOW + timedelta(hours=1)
    assert may_answer(None, end, NOW)
    assert not may_answer(None, end, end + timedelta(seconds=1))
    assert may_answer(NOW, end, NOW + timedelta(hours=23))
    assert not may_answer(NOW, end + timedelta(days=30), NOW + timedelta(hours=25))


@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_mail_waits_for_the_end_of_quiet_hours_and_no_longer(
    moment: datetime, zone: str, start: int, end: int
) -> None:
    at = next_loud(moment, zone, start, end)
    assert at >= moment or moment - at < timedelta(hours=1)
    assert at - moment <= timedelta(hours=25)
    if not is_quiet(moment, zone, start, end):
        assert at == moment
    elif start != end:
        assert at.astimezone(ZoneInfo(zone)).hour in (end, (end + 1) % 24)
    assert not is_quiet(moment, zone, start, start)


def test_over_midnight() -> None:
    late = datetime(2026, 11, 22, 14, tzinfo=UTC)  # 22:00 in Shanghai
    assert next_loud(late, "Asia/Shanghai", 21, 9) == datetime(2026, 11, 23, 1, tzinfo=UTC)
    noon = datetime(2026, 11, 22, 4, tzinfo=UTC)
    assert next_loud(noon, "Asia/Shanghai", 21, 9) == noon
