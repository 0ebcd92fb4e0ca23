"""Where a complaint stands, what is in time, what is alike, what rises: pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from zhiyin.kernel.db.ids import new_id
from zhiyin.modules.complaints.rules import (
    ALIKE_FROM,
    Matter,
    Offered,
    alike,
    is_late,
    kept,
    rises,
    stage_of,
    title_of,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Row:
    calm_at: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    calm_due_at: datetime = NOON + HOUR
    solve_due_at: datetime = NOON + 24 * HOUR


def test_a_complaint_goes_through_its_stages() -> None:
    row = Row()
    assert stage_of(row, None) == "new"
    row.calm_at = NOON
    assert stage_of(row, None) == "working"
    assert stage_of(row, Offered("waiting", None)) == "working"
    assert stage_of(row, Offered("sent", None)) == "offered"
    assert stage_of(row, Offered("declined", NOON)) == "working"
    assert stage_of(row, Offered("chosen", NOON)) == "chosen"
    row.solved_at = NOON
    assert stage_of(row, Offered("chosen", NOON)) == "solved"
    row.closed_at = NOON
    assert stage_of(row, Offered("chosen", NOON)) == "closed"


def test_what_was_chosen_before_it_came_up_again_counts_no_more() -> None:
    row = Row(calm_at=NOON, reopened_at=NOON + HOUR)
    assert stage_of(row, Offered("chosen", NOON)) == "working"
    assert stage_of(row, Offered("chosen", NOON + 2 * HOUR)) == "chosen"


def test_late_is_what_should_be_done_and_is_not() -> None:
    row = Row()
    assert not is_late(row, NOON)
    assert is_late(row, NOON + 2 * HOUR)
    row.calm_at = NOON + 2 * HOUR
    assert not is_late(row, NOON + 2 * HOUR)
    assert is_late(row, NOON + 25 * HOUR)
    row.solved_at = NOON + 25 * HOUR
    assert not is_late(row, NOON + 26 * HOUR)


def test_a_limit_is_kept_broken_or_not_known_yet() -> None:
    assert kept(NOON, NOON + HOUR, NOON) is True
    assert kept(NOON + 2 * HOUR, NOON + HOUR, NOON) is False
    assert kept(None, NOON + HOUR, NOON + 2 * HOUR) is False
    assert kept(None, NOON + HOUR, NOON) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("紫砂壶用了两天壶盖就裂了", "买的紫砂壶，壶盖开裂漏水"),
        ("快递员把箱子扔在楼下，里面盖碗碎了", "箱子被快递扔楼下，打开盖碗全碎"),
        ("The kettle leaks from the bottom", "my kettle is leaking at the bottom"),
    ],
)
def test_the_same_is_found_alike(one: str, other: str) -> None:
    assert alike(Matter(one), Matter(other)).score >= ALIKE_FROM


def test_something_else_is_not_alike_though_both_complain() -> None:
    one = Matter("客服态度恶劣，直接挂我电话，我要投诉")
    other = Matter("发票抬头开错了，一直没有重开，我要投诉")
    assert alike(one, other).score < ALIKE_FROM


def test_goods_subject_and_cause_are_told_as_reasons() -> None:
    subject = new_id()
    one = Matter("坏了", subject, subject, ("紫砂壶",))
    found = alike(one, Matter("不能用", subject, subject, ("紫砂壶",)))
    assert found.score >= ALIKE_FROM
    assert [text.en for text in found.why] == [
        "Both name 紫砂壶",
        "The same subject",
        "The same cause",
    ]


def test_complaints_rise_against_what_is_usual() -> None:
    quiet = [0] * 27 + [1]
    assert rises(6, quiet, 5, 3).rises
    assert not rises(4, quiet, 5, 3).rises
    assert not rises(6, [4] * 28, 5, 3).rises
    assert rises(12, [4] * 28, 5, 3).rises
    assert not rises(50, quiet, 0, 3).rises


def test_a_title_is_the_first_line_cut_short() -> None:
    assert title_of("\n 壶裂了 \n第二行") == "壶裂了"
    assert len(title_of("很" * 90)) == 40
