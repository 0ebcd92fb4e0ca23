"""Who gets a task, and when people are reminded: pure."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.dispatch.interface import Candidate
from zhiyin.modules.procedures.rules.tasks import choose_owners, line_of, may_undo, reminders

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEAMS = [uuid4() for _ in range(3)]


@st.composite
def people(draw: st.DrawFn) -> list[Candidate]:
    teams = st.frozensets(st.sampled_from(TEAMS), max_size=3)
    return [Candidate(uuid4(), 5, 0, draw(teams)) for _ in range(draw(st.integers(0, 5)))]


@given(
    st.lists(st.one_of(st.none(), st.sampled_from(TEAMS)), max_size=20),
    people(),
    st.integers(0, 4),
    st.data(),
)
def test_nobody_gets_more_than_the_limit_and_nothing_waits_that_somebody_can_take(
    teams: list[UUID | None], candidates: list[Candidate], most: int, data: st.DataObject
) -> None:
    held = {one.staff_id: data.draw(st.integers(0, 5)) for one in candidates}
    waiting = [(uuid4(), team) for team in teams]
    given_out = choose_owners(waiting, candidates, held, most)
    after = Counter(held)
    of = {one.staff_id: one.team_ids for one in candidates}
    for task_id, staff_id, _ in given_out:
        team = dict(waiting)[task_id]
        assert team is None or team in of[staff_id]
        after[staff_id] += 1
        assert after[staff_id] <= most
    left = [team for task_id, team in waiting if task_id not in {one[0] for one in given_out}]
    for team in left:
        able = [one for one in of if team is None or team in of[one]]
        assert all(after[one] >= most for one in able)


def test_tasks_are_shared_evenly() -> None:
    candidates = [Candidate(uuid4(), 5, 0, frozenset(TEAMS)) for _ in range(3)]
    given_out = choose_owners([(uuid4(), TEAMS[0]) for _ in range(9)], candidates, {}, 5)
    assert sorted(Counter(one[1] for one in given_out).values()) == [3, 3, 3]


def test_a_bot_is_given_no_task() -> None:
    bot = Candidate(uuid4(), 5, 0, frozenset(TEAMS), grade="bot")
    assert choose_owners([(uuid4(), TEAMS[0])], [bot], {}, 5) == []


@given(st.integers(-86_400, 86_400), st.integers(0, 7200), st.integers(0, 7200))
def test_only_what_is_still_to_come_is_reminded_of_and_lateness_always(
    ahead: int, before: int, after: int
) -> None:
    due = NOW + timedelta(seconds=ahead)
    stages = dict(reminders(due, NOW, before, after))
    assert stages["overdue"] == due + timedelta(seconds=after)
    assert ("due" in stages) == (ahead > 0)
    assert ("soon" in stages) == (before > 0 and ahead > before)


def test_an_end_is_taken_back_within_half_a_minute() -> None:
    assert may_undo(NOW - timedelta(seconds=29), NOW)
    assert not may_undo(NOW - timedelta(seconds=31), NOW)


def test_tasks_of_a_team_wait_apart_from_its_customers() -> None:
    assert line_of(TEAMS[0]) not in TEAMS
    assert len({line_of(one) for one in (*TEAMS, None)}) == 4
