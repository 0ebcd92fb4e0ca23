"""Who gets what: slots, teams, skills, tiers, fairness, familiarity."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyin.modules.dispatch.rules import (
    BOT,
    CHAT,
    EXPERT,
    FAMILIAR,
    GRADES,
    JUNIOR,
    NAMED,
    SENIOR,
    Candidate,
    Need,
    Pressure,
    Round,
    Waiting,
    for_people,
    match,
    rank,
    scarcity,
)

NOW = datetime(2026, 11, 11, tzinfo=UTC)
TEAMS = [UUID(int=1), UUID(int=2)]
SKILLS = [UUID(int=11), UUID(int=12), UUID(int=13)]
PEOPLE = [UUID(int=100 + n) for n in range(8)]

few = settings(max_examples=40, derandomize=True, database=None)
needs = st.builds(
    Need,
    skills=st.lists(st.tuples(st.sampled_from(SKILLS), st.integers(1, 5)), max_size=2).map(tuple),
    tier=st.sampled_from([None, "A", "B", "C"]),
    who=st.sampled_from(["anyone", "person", "bot"]),
)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(0, 6))
    return [
        Candidate(
            PEOPLE[n],
            capacity=draw(st.integers(1, 6)),
            used=draw(st.integers(0, 6)),
            team_ids=frozenset(draw(st.sets(st.sampled_from(TEAMS)))),
            last_assigned_at=NOW - timedelta(seconds=draw(st.integers(0, 900))),
            grade=draw(st.sampled_from(GRADES)),
            skills=draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5))),
            room=draw(st.one_of(st.just({}), st.fixed_dictionaries({CHAT: st.integers(0, 3)}))),
        )
        for n in range(count)
    ]


@st.composite
def lines(draw: st.DrawFn) -> list[Waiting]:
    count = draw(st.integers(0, 12))
    somebody = st.sampled_from(PEOPLE)
    return [
        Waiting(
            UUID(int=1000 + n),
            draw(st.sampled_from([None, *TEAMS])),
            draw(st.one_of(st.none(), somebody)),
            draw(needs),
            tuple(draw(st.lists(somebody, max_size=2, unique=True))),
            frozenset(draw(st.sets(somebody, max_size=2))),
        )
        for n in range(count)
    ]


def _able(person: Candidate, item: Waiting) -> bool:
    return (item.team_id is None or item.team_id in person.team_ids) and person.can(item.need)


@given(candidates(), lines())
def test_nobody_gets_more_than_their_slots_and_nothing_is_given_twice(
    people: list[Candidate], items: list[Waiting]
) -> None:
    pairs = match(people, items, NOW)
    assert len({pair.item_id for pair in pairs}) == len(pairs)
    for person in people:
        given_to = sum(1 for pair in pairs if pair.staff_id == person.staff_id)
        assert given_to <= max(0, person.free)
        assert given_to <= person.room.get(CHAT, given_to)


@given(candidates(), lines())
def test_an_item_waits_only_when_nobody_able_is_free(
    people: list[Candidate], items: list[Waiting]
) -> None:
    pairs = {pair.item_id: pair.staff_id for pair in match(people, items, NOW)}
    for item in items:
        able = [p for p in people if _able(p, item)]
        if item.item_id in pairs:
            assert pairs[item.item_id] in {p.staff_id for p in able}
            continue
        for person in able:
            taken = sum(1 for one in pairs.values() if one == person.staff_id)
            assert taken >= min(person.free, person.room.get(CHAT, person.free))


@given(candidates(), lines())
def test_whoever_the_customer_knows_comes_first_while_they_have_a_slot(
    people: list[Candidate], items: list[Waiting]
) -> None:
    for item in items:
        ranked = rank(people, item)
        able = {c.staff_id for c, _ in ranked}
        near = [one for one in (*item.named, item.familiar_id) if one in able - item.declined]
        if near:
            assert ranked[0][0].staff_id == near[0]
            assert ranked[0][1] == (NAMED if near[0] in item.named else FAMILIAR)


@given(candidates(), lines())
def test_a_quick_round_chooses_as_ranking_does(
    people: list[Candidate], items: list[Waiting]
) -> None:
    pressure = Pressure(
        {item.need.signature: 1.0 for item in items},
        {item.need.signature: item.need for item in items},
    )
    for item in items:
        ranked = rank(people, item, pressure)
        pair = Round(people, NOW, pressure).choose(item)
        if ranked:
            assert pair is not None
            assert (pair.staff_id, pair.reason) == (ranked[0][0].staff_id, ranked[0][1])
        else:
            assert pair is None


@given(candidates(), lines())
def test_who_declined_gets_it_again_only_when_nobody_else_can(
    people: list[Candidate], items: list[Waiting]
) -> None:
    for item in items:
        ranked = [c.staff_id for c, _ in rank(people, item)]
        refused = [one in item.declined for one in ranked]
        assert refused == sorted(refused)


def _person(number: int, **more: object) -> Candidate:
    values: dict[str, object] = {"capacity": 6, "used": 2, "team_ids": frozenset(TEAMS)}
    return Candidate(UUID(int=number), **{**values, **more})  # type: ignore[arg-type]


def _order(people: list[Candidate], item: Waiting, **more: Pressure) -> list[int]:
    return [c.staff_id.int for c, _ in rank(people, item, **more)]


def test_the_least_busy_share_wins_then_the_longest_idle() -> None:
    half = _person(1, capacity=4, last_assigned_at=NOW)
    third = _person(2, last_assigned_at=NOW)
    rested = _person(3, last_assigned_at=NOW - timedelta(minutes=5))
    assert _order([half, third, rested], Waiting(UUID(int=9), None)) == [3, 2, 1]


def test_a_goes_to_the_bot_b_to_juniors_c_to_seniors() -> None:
    team = [
        _person(1, grade=BOT),
        _person(2, grade=JUNIOR),
        _person(3, grade=SENIOR, used=0),
        _person(4, grade=EXPERT, used=1),
    ]

    def order(tier: str | None, who: str = "anyone") -> list[int]:
        return _order(team, Waiting(UUID(int=9), None, need=Need(tier=tier, who=who)))

    assert order("A")[0] == 1
    assert order("B") == [2, 3, 4]
    assert order("C") == [3, 4]
    assert order(None) == [3, 4, 2]
    assert 1 not in order("A", "person")
    assert order("C", "bot")[0] == 1


def test_level_decides_who_is_able() -> None:
    skill = SKILLS[0]
    team = [_person(1, skills={skill: 2}), _person(2, skills={skill: 4}), _person(3)]
    need = Need(skills=((skill, 3),))
    assert _order(team, Waiting(UUID(int=9), None, need=need)) == [2]


def test_rare_skills_are_kept_free_for_those_who_need_them() -> None:
    common, rare = SKILLS[0], SKILLS[1]
    both = _person(1, skills={common: 3, rare: 3})
    only = _person(2, skills={common: 3})
    easy, hard = Need(skills=((common, 1),)), Need(skills=((rare, 1),))
    pressure = Pressure(
        {easy.signature: 0.5, hard.signature: 0.5}, {easy.signature: easy, hard.signature: hard}
    )
    costs = scarcity([both, only], pressure)
    assert costs[both.staff_id] > costs[only.staff_id]
    assert _order([both, only], Waiting(UUID(int=9), None, need=easy), pressure=pressure) == [2, 1]


def test_the_same_need_has_the_same_lane_whatever_the_order_of_its_skills() -> None:
    one = Need(skills=((SKILLS[0], 1), (SKILLS[1], 2)))
    other = Need(skills=((SKILLS[1], 2), (SKILLS[0], 1)))
    assert one.signature == other.signature


@few
@given(candidates(), lines())
def test_in_one_lane_nobody_is_passed_over(people: list[Candidate], items: list[Waiting]) -> None:
    """Who has come earlier is never left waiting while a later one of the same lane is served."""
    served = {pair.item_id for pair in match(people, items, NOW)}
    left: set[tuple[UUID | None, str]] = set()
    for item in items:
        lane = (item.team_id, item.need.signature)
        assert item.item_id not in served or lane not in left
        if item.item_id not in served:
            left.add(lane)


@few
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 40))
def test_equals_get_equal_shares(people: int, slots: int, items: int) -> None:
    team = [_person(n + 1, capacity=slots, used=0) for n in range(people)]
    pairs = match(team, [Waiting(UUID(int=1000 + n), None) for n in range(items)], NOW)
    counts = [sum(pair.staff_id == one.staff_id for pair in pairs) for one in team]
    assert sum(counts) == min(items, people * slots)
    assert max(counts) - min(counts) <= 1


@few
@given(candidates(), lines(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_named_does_not_matter(
    people: list[Candidate], items: list[Waiting], random: Random
) -> None:
    shuffled = random.sample(people, len(people))
    for item in items:
        assert rank(shuffled, item) == rank(people, item)


def test_a_bot_is_asked_for_no_skill_and_never_gets_back_what_it_handed_over() -> None:
    need = Need(skills=((UUID(int=7), 5),), tier="A")
    bot = _person(1, grade=BOT)
    assert bot.can(need)
    handed = for_people(need)
    assert not bot.can(handed)
    assert handed.skills == need.skills
    assert not bot.can(for_people(Need(who="bot")))
    assert for_people(Need(tier="C")).tier == "C"
