"""What a share says: intervals that hold, differences that are told from chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyin.kernel.shares import by_chance, difference, still_needed, wilson

counts = st.integers(0, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
some = counts.filter(lambda one: one[1] > 0)


def test_wilson_gives_the_published_interval() -> None:
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)


def test_newcombe_gives_the_published_interval() -> None:
    """Example (a) of the paper: 56/70 against 48/80, 0.0524 to 0.3339."""
    found = difference((48, 80), (56, 70))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    assert found.is_clear


@given(some)
def test_a_share_lies_inside_its_interval(one: tuple[int, int]) -> None:
    low, high = wilson(*one)
    assert 0.0 <= low <= one[0] / one[1] + 1e-12
    assert one[0] / one[1] - 1e-12 <= high <= 1.0


@given(some, some)
def test_a_difference_turns_round_with_its_sides(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = difference(one, other), difference(other, one)
    assert there is not None
    assert back is not None
    assert there.value == pytest.approx(-back.value)
    assert there.low == pytest.approx(-back.high)
    assert there.low - 1e-12 <= there.value <= there.high + 1e-12


def test_nothing_counted_is_no_difference() -> None:
    assert difference((0, 0), (3, 4)) is None


@given(counts, counts, st.sampled_from([0.05, 0.2, 0.5]))
def test_fewer_are_needed_the_more_there_are(
    one: tuple[int, int], other: tuple[int, int], share: float
) -> None:
    needed = still_needed(one, other, 0.03, share)
    assert needed >= 0
    assert needed <= still_needed((0, 0), (0, 0), 0.03, share)


@given(st.integers(0, 40), st.integers(0, 40))
def test_losses_are_the_likelier_by_chance_the_fewer_they_are(lost: int, won: int) -> None:
    assert 0.0 < by_chance(lost, won) <= 1.0
    assert by_chance(lost + 1, won) <= by_chance(lost, won) + 1e-12
    assert by_chance(0, won) == 1.0


def test_a_loss_of_nine_to_one_is_none_of_chance() -> None:
    assert by_chance(9, 1) == pytest.approx(11 / 1024)
