"""Who gets what: slots, teams, fairness, familiarity."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.dispatch.rules import FAMILIAR, Candidate, Waiting, match, rank

NOW = datetime(2026, 11, 11, tzinfo=UTC)
TEAMS = [UUID(int=1), UUID(int=2)]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(0, 8))
    return [
        Candidate(
            UUID(int=100 + n),
            capacity=draw(st.integers(1, 6)),
            used=draw(st.integers(0, 6)),
            team_ids=frozenset(draw(st.sets(st.sampled_from(TEAMS)))),
            last_assigned_at=NOW - timedelta(seconds=draw(st.integers(0, 900))),
        )
        for n in range(count)
    ]


@st.composite
def lines(draw: st.DrawFn) -> list[Waiting]:
    count = draw(st.integers(0, 25))
    return [
        Waiting(
            UUID(int=1000 + n),
            draw(st.sampled_from([None, *TEAMS])),
            draw(st.sampled_from([None, *(UUID(int=100 + k) for k in range(8))])),
        )
        for n in range(count)
    ]


@given(candidates(), lines())
def test_nobody_gets_more_than_their_slots_and_nothing_is_given_twice(
    people: list[Candidate], items: list[Waiting]
) -> None:
    pairs = match(people, items, NOW)
    assert len({pair.item_id for pair in pairs}) == len(pairs)
    for person in people:
        given_to = sum(1 for pair in pairs if pair.staff_id == person.staff_id)
        assert given_to <= max(0, person.free)


@given(candidates(), lines())
def test_an_item_waits_only_when_nobody_able_is_free(
    people: list[Candidate], items: list[Waiting]
) -> None:
    pairs = {pair.item_id: pair.staff_id for pair in match(people, items, NOW)}
    for item in items:
        able = [p for p in people if item.team_id is None or item.team_id in p.team_ids]
        if item.item_id in pairs:
            assert pairs[item.item_id] in {p.staff_id for p in able}
        else:
            taken = [sum(1 for s in pairs.values() if s == p.staff_id) for p in able]
            assert all(p.free <= n for p, n in zip(able, taken, strict=True))


@given(candidates(), lines())
def test_the_familiar_agent_comes_first_while_they_have_a_slot(
    people: list[Candidate], items: list[Waiting]
) -> None:
    for item in items:
        ranked = rank(people, item)
        if any(c.staff_id == item.familiar_id for c, _ in ranked):
            assert ranked[0] == (ranked[0][0], FAMILIAR)
            assert ranked[0][0].staff_id == item.familiar_id


def test_the_least_busy_share_wins_then_the_longest_idle() -> None:
    half = Candidate(UUID(int=1), 4, 2, frozenset(TEAMS), NOW)
    third = Candidate(UUID(int=2), 6, 2, frozenset(TEAMS), NOW)
    rested = Candidate(UUID(int=3), 6, 2, frozenset(TEAMS), NOW - timedelta(minutes=5))
    order = [c.staff_id.int for c, _ in rank([half, third, rested], Waiting(UUID(int=9), None))]
    assert order == [3, 2, 1]
