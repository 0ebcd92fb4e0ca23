"""The demo's two months are the same for the same seed, and look like a real shop's."""

from collections import Counter
from datetime import UTC, datetime
from statistics import median

import pytest

from zhiyin.entry.demo.chance import LOCAL
from zhiyin.entry.demo.history import SHARES, Talk, World, make_world
from zhiyin.entry.demo.library import LibraryError, library, read_scenarios
from zhiyin.entry.demo.subjects import LEAVES

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(7, NOW)


def _words(world: World) -> list[tuple[str, str, str]]:
    return [
        (str(talk.id), line.at.isoformat(), line.text)
        for talk in world.talks
        for line in talk.lines
    ]


def test_same_seed_makes_the_same_demo() -> None:
    one = make_world(3, NOW, customers=200, conversations=400)
    again = make_world(3, NOW, customers=200, conversations=400)
    other = make_world(4, NOW, customers=200, conversations=400)
    assert _words(one) == _words(again)
    assert _words(one) != _words(other)


def test_people_are_the_same_on_another_day() -> None:
    later = NOW.replace(month=12)
    today = make_world(3, NOW, customers=200, conversations=1).people
    then = make_world(3, later, customers=200, conversations=1).people
    assert [(p.name, p.user_id) for p in today] == [(p.name, p.user_id) for p in then]


def test_shares_are_those_of_the_catalogue(world: World) -> None:
    counted = Counter(talk.kind for talk in world.talks)
    for kind, share in SHARES.items():
        assert counted[kind] / len(world.talks) == pytest.approx(share, abs=0.025)


def test_size_is_that_of_two_months_of_a_shop(world: World) -> None:
    assert 7900 <= len(world.talks) <= 8100
    assert len(world.people) == 3000
    assert len({talk.person.id for talk in world.talks}) > 2900
    full = [person for person in world.people if person.facts]
    assert 300 <= len(full) <= 600
    assert all(person.phone or person.email for person in full)


def test_every_subject_comes_up(world: World) -> None:
    assert {talk.subject for talk in world.talks} == {leaf.code for leaf in LEAVES}


def test_day_has_a_morning_peak_an_evening_and_a_quiet_night(world: World) -> None:
    hours = Counter(talk.opened.astimezone(LOCAL).hour for talk in world.talks)
    assert hours[10] > hours[12] > hours[3]
    assert hours[20] > hours[18]
    assert sum(hours[hour] for hour in range(1, 7)) < 0.05 * len(world.talks)


def test_sale_day_is_the_busiest(world: World) -> None:
    days = Counter(talk.opened.astimezone(LOCAL).date() for talk in world.talks)
    assert max(days, key=days.__getitem__).isoformat() == "2026-11-11"


def _first_answer(talk: Talk) -> float | None:
    answers = [one.at for one in talk.lines if one.sender == "staff" and one.kind == "text"]
    return (answers[0] - talk.opened).total_seconds() if answers else None


def test_answers_take_as_long_as_people_take(world: World) -> None:
    by_day = [
        seconds
        for talk in world.talks
        if 10 <= talk.opened.astimezone(LOCAL).hour < 22
        and (seconds := _first_answer(talk)) is not None
    ]
    assert 15 <= median(by_day) <= 60
    handled = [
        (talk.closed - talk.assigned).total_seconds() / 60
        for talk in world.talks
        if talk.closed and talk.assigned
    ]
    assert 3 <= median(handled) <= 12


def test_words_are_complete(world: World) -> None:
    for talk in world.talks:
        for line in talk.lines:
            assert "{" not in line.text, line.text
            assert not line.text.startswith("，")
            assert line.sender != "staff" or "！" not in line.text


def test_lines_follow_one_another_in_time(world: World) -> None:
    for talk in world.talks:
        moments = [line.at for line in talk.lines]
        assert moments[0] == talk.opened
        assert moments == sorted(moments), talk.lines
        assert moments[-1] <= NOW


def test_thread_has_one_open_conversation_and_rests_between(world: World) -> None:
    last: dict[str, Talk] = {}
    for talk in world.talks:
        before = last.get(talk.person.thread_key)
        if before is not None:
            assert before.closed is not None
            assert talk.opened > before.closed
        last[talk.person.thread_key] = talk


def test_some_wait_right_now_and_some_are_held_by_the_demo_agents(world: World) -> None:
    open_talks = [talk for talk in world.talks if talk.closed is None]
    holders = Counter(talk.agent.member.role if talk.agent else "" for talk in open_talks)
    assert holders["agent_senior"] >= 3
    assert holders["agent_junior"] >= 2
    assert holders[""] >= 5


def test_night_waits_for_the_morning() -> None:
    night = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    world = make_world(7, night, customers=600, conversations=3000)
    waiting = [talk for talk in world.talks if talk.closed is None and talk.agent is None]
    assert all(talk.assigned is None and talk.closed is None for talk in waiting)
    assert len(waiting) > 6


def test_library_is_rich() -> None:
    texts = library()
    assert len(texts.scenarios) >= 130
    assert sum(len(turn.wordings) for one in texts.scenarios for turn in one.turns) >= 1200


@pytest.mark.parametrize(
    "text", ["客 你好", "# basic calm\n问 你好", "# unknown calm", "# basic calm\n客"]
)
def test_broken_text_is_refused(text: str) -> None:
    with pytest.raises(LibraryError):
        read_scenarios(text)
