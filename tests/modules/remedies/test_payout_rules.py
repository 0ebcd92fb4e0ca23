"""Where a payout may go, and what limits come to: pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.remedies.rules import (
    SETTLED,
    VERBS,
    Allowed,
    State,
    Verb,
    after,
    allowed,
    possible,
    read_reference,
    reference,
    say_amount,
    within,
)

LIMIT = st.none() | st.integers(0, 10_000)


@dataclass(frozen=True)
class Row:
    currency: str
    grant_each: int | None
    grant_day: int | None
    approve_each: int | None


ROWS = st.lists(st.builds(Row, st.sampled_from(["CNY", "USD"]), LIMIT, LIMIT, LIMIT))


@given(st.lists(st.sampled_from(VERBS), max_size=30))
def test_nothing_is_paid_unapproved_nor_twice_nor_after_it_is_over(asked: list[Verb]) -> None:
    state: State = "requested"
    done: list[Verb] = []
    for verb in asked:
        following = after(state, verb)
        if following is None:
            continue
        assert state not in SETTLED
        state = following
        done.append(verb)
    if "send" in done:
        assert done.index("approve") < done.index("release") < done.index("send")
    # Each time it is paid again, it had come back before.
    assert done.count("send") <= done.count("fail") + 1
    assert done.count("arrive") <= 1
    assert not ("arrive" in done and {"refuse", "withdraw"} & set(done))


@given(ROWS, st.integers(1, 20_000))
def test_of_several_roles_the_most_counts(rows: list[Row], amount: int) -> None:
    both = allowed(rows, "CNY")
    alone = [allowed([row], "CNY") for row in rows]
    for part in ("grant_each", "grant_day", "approve_each"):
        any_of_them = any(within(amount, getattr(one, part)) for one in alone)
        assert within(amount, getattr(both, part)) == any_of_them


def test_who_has_no_role_may_nothing_and_amounts_hold_in_their_currency() -> None:
    assert allowed([], "CNY") == Allowed(0, 0, 0)
    dollars = Row("USD", 100, 100, 100)
    assert allowed([dollars], "CNY") == Allowed(0, 0, 0)
    assert allowed([Row("USD", None, None, None)], "CNY") == Allowed(None, None, None)


def test_what_is_over_is_over() -> None:
    assert [possible(one) for one in SETTLED] == [[], [], []]
    assert possible("sent") == ["arrive", "fail"]


def test_numbers_and_amounts_are_said_as_people_know_them() -> None:
    said = reference(datetime(2026, 11, 22, tzinfo=UTC), 123)
    assert (said, read_reference(said), read_reference("T-2611-000123")) == (
        "P-2611-000123",
        123,
        None,
    )
    assert say_amount(1250, "CNY") == "12.50 CNY"
