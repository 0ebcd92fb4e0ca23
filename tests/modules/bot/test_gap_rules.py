"""Which questions make a group, what is proposed, what comes back, and when the bot brakes."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.bot.brake import FEWEST, STEPS, Tally, may_answer, next_share
from zhiyin.modules.bot.gaps import Evidence, Missed, State, comes_back, propose, sort
from zhiyin.modules.bot.understanding import says_nothing

QUESTIONS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 5), st.booleans(), st.floats(0, 1)), max_size=12
)


def _missed(rows: list[tuple[int, int, bool, float]]) -> list[Missed]:
    return [
        Missed(UUID(int=place), UUID(int=100 + chat), f"q{place}", bad)
        for place, (_, chat, bad, _) in enumerate(rows)
    ]


@given(QUESTIONS, st.integers(0, 3))
def test_every_question_goes_to_one_place_at_most(
    rows: list[tuple[int, int, bool, float]], known: int
) -> None:
    missed = _missed(rows)
    numbers = [number for number, *_ in rows]
    found = sort(missed, numbers, [central for *_, central in rows], known)
    placed = [one for ids in found.joined.values() for one in ids]
    placed += [one.id for members in found.new for one in members]
    assert len(placed) == len(set(placed))
    assert set(placed) <= {one.id for one in missed}
    assert {one.id for one, number in zip(missed, numbers, strict=True) if number < known} <= set(
        placed
    )
    for members in found.new:
        assert len({one.conversation_id for one in members}) >= 2 or any(one.bad for one in members)


def test_the_most_central_question_names_a_new_group() -> None:
    rows = [(3, 1, False, 0.2), (3, 2, False, 0.9), (4, 3, False, 1.0), (5, 4, True, 1.0)]
    found = sort(_missed(rows), [3, 3, 4, 5], [0.2, 0.9, 1.0, 1.0], 3)
    # What one asked alone waits; what was answered badly does not.
    assert [[one.question for one in members] for members in found.new] == [["q1", "q0"], ["q3"]]


def test_what_people_did_weighs_more_than_what_search_finds() -> None:
    found, inserted, refused = UUID(int=1), UUID(int=2), UUID(int=3)
    evidence = [
        Evidence(found, likely=0.6), Evidence(inserted, inserted=2),
        Evidence(refused, likely=0.95, refused=4),
    ]  # fmt: skip
    best = propose(evidence, asked=4)
    assert best is not None
    assert best.article_id == inserted
    assert propose([Evidence(found, likely=0.05)], asked=4) is None
    assert propose([], asked=4) is None


@pytest.mark.parametrize(
    ("state", "count", "decided", "since", "back"),
    [
        ("dismissed", 7, 4, 3, False), ("dismissed", 8, 4, 4, True), ("taught", 9, 4, 2, False),
        ("taught", 9, 4, 3, True), ("written", 9, 4, 3, True), ("open", 99, 0, 99, False),
    ],
)  # fmt: skip
def test_what_was_decided_comes_back_when_many_more_ask(
    state: State, count: int, decided: int, since: int, *, back: bool
) -> None:
    assert comes_back(state, count, decided, since) is back


@pytest.mark.parametrize("text", ["在吗", "谢谢", "不是这个意思，你再看看", "转人工", "？", "嗯嗯"])
def test_small_talk_is_nobodys_question(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["怎么退货", "壶底能刻字不", "do you ship abroad", "邮费呢"])
def test_a_question_is_one(text: str) -> None:
    assert not says_nothing(text)


TALLIES = st.integers(0, 400).flatmap(
    lambda answers: st.builds(Tally, st.just(answers), st.integers(0, answers))
)


@given(st.sampled_from(STEPS), TALLIES, st.floats(0.05, 0.95), st.booleans())
def test_the_brake_moves_a_step_at_most_and_never_for_a_few(
    share: int,
    tally: Tally,
    limit: float,
    rested: bool,
) -> None:
    after = next_share(share, tally, limit, rested=rested)
    assert abs(STEPS.index(after) - STEPS.index(share)) <= 1
    if not rested or tally.answers < FEWEST:
        assert after == share
    if tally.failures <= limit * tally.answers:
        assert after >= share
    if tally.failures >= limit * tally.answers:
        assert after <= share


@given(st.sampled_from(STEPS), TALLIES, st.floats(0.05, 0.95))
def test_more_failures_never_let_go(share: int, tally: Tally, limit: float) -> None:
    worse = Tally(tally.answers, min(tally.answers, tally.failures + 1))
    assert next_share(share, worse, limit, rested=True) <= next_share(
        share, tally, limit, rested=True
    )


def test_it_brakes_for_sure_failures_only() -> None:
    assert next_share(100, Tally(20, 10), 0.4, rested=True) == 100
    assert next_share(100, Tally(40, 26), 0.4, rested=True) == 50
    assert next_share(20, Tally(40, 26), 0.4, rested=True) == 0
    assert next_share(0, Tally(40, 26), 0.4, rested=True) == 0
    assert next_share(20, Tally(60, 12), 0.4, rested=True) == 50


@given(st.uuids(), st.uuids())
def test_who_is_answered_at_a_low_share_is_at_a_higher_one(chat: UUID, category: UUID) -> None:
    answered = [may_answer(chat, category, share) for share in sorted(STEPS)]
    assert answered == sorted(answered)
    assert (answered[0], answered[-1]) == (False, True)


def test_about_that_share_of_conversations_is_answered() -> None:
    held = sum(may_answer(UUID(int=one), None, 20) for one in range(5000))
    assert 0.17 < held / 5000 < 0.23
