"""When conditions hold, and that no set of rules runs for ever."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from zhiyin.modules.automation.rules import (
    DEEPEST,
    Match,
    Op,
    fits,
    held,
    is_met,
    may_answer,
    overdone,
    wait_after,
)

WORDS = frozenset({"words"})


@dataclass
class Asked:
    """A condition."""

    fact: str
    op: Op = "any"
    values: list[str] = field(default_factory=list)


@dataclass
class Together:
    """A group."""

    conditions: list[Asked]
    match: Match = "all"


def test_what_is_not_known_is_empty_and_none_of_anything() -> None:
    assert fits(Asked("owner", "empty"), {}, WORDS)
    assert fits(Asked("owner", "none", ["a"]), {}, WORDS)
    assert not fits(Asked("owner", "any", ["a"]), {}, WORDS)
    assert not fits(Asked("owner", "least", ["1"]), {}, WORDS)
    assert not fits(Asked("owner", "filled"), {"owner": ""}, WORDS)


def test_words_are_looked_for_inside_and_others_compared() -> None:
    facts = {"words": "请马上 加急 处理", "team": "一组", "tags": ("VIP", "老客")}
    assert fits(Asked("words", "any", ["加急"]), facts, WORDS)
    assert not fits(Asked("team", "any", ["一"]), facts, WORDS)
    assert fits(Asked("tags", "any", ["vip"]), facts, WORDS)
    assert not fits(Asked("tags", "none", ["老客"]), facts, WORDS)


def test_numbers_and_dates_reach_their_bounds() -> None:
    facts = {"priority": 4, "amount": (120.5,), "day": "2026-11-22"}
    assert fits(Asked("priority", "least", ["4"]), facts, WORDS)
    assert not fits(Asked("priority", "most", ["3"]), facts, WORDS)
    assert fits(Asked("amount", "most", ["120.5"]), facts, WORDS)
    assert fits(Asked("day", "least", ["2026-11-01"]), facts, WORDS)


def test_groups_hold_together_or_one_is_enough_and_nothing_asked_holds() -> None:
    yes, no = Together([Asked("a", "filled")]), Together([Asked("b", "filled")])
    facts = {"a": 1}
    assert is_met("any", [yes, no], facts, WORDS)
    assert not is_met("all", [yes, no], facts, WORDS)
    assert is_met("all", [Together([*yes.conditions, *no.conditions], "any")], facts, WORDS)
    assert is_met("all", [], facts, WORDS)
    assert is_met("any", [], facts, WORDS)


def test_the_log_keeps_of_words_only_what_was_looked_for() -> None:
    facts = {"words": "我的电话 13812345678，加急", "team": "t"}
    [found] = held([Together([Asked("words", "any", ["加急", "马上"])])], facts, WORDS)
    assert found.was == ("加急",)


def test_what_fails_in_passing_is_given_up_in_the_end() -> None:
    tries = 1
    while wait_after(tries) is not None:
        tries += 1
    assert tries == 5


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.lists(st.integers(0, 3), max_size=3)),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 3),
    st.integers(1, 5),
    st.integers(1, 40),
)
def test_any_set_of_rules_ends_and_none_runs_more_than_it_may(
    rules: list[tuple[int, list[int]]], first: int, per_object: int, in_total: int
) -> None:
    """Each rule hears one kind of event and causes some; objects are one or two."""
    ids = [UUID(int=place + 1) for place in range(len(rules))]
    # Many events of the same kind, as of a system that is fed from outside, too.
    waiting: list[tuple[int, int, tuple[UUID, ...]]] = [(first, n % 2, ()) for n in range(12)]
    on_object: Counter[tuple[UUID, int]] = Counter()
    total: Counter[UUID] = Counter()
    paused: set[UUID] = set()
    steps = 0
    while waiting:
        kind, about, chain = waiting.pop()
        steps += 1
        assert steps <= 12 * sum((3 * len(rules)) ** n for n in range(DEEPEST + 1))
        for rule_id, (heard, causes) in zip(ids, rules, strict=True):
            if heard != kind or rule_id in paused or not may_answer(rule_id, chain):
                continue
            counts = on_object[rule_id, about] + 1, total[rule_id] + 1
            if overdone(*counts, per_object, in_total):
                paused.add(rule_id)
                continue
            on_object[rule_id, about], total[rule_id] = counts
            assert rule_id not in chain
            assert len(chain) < DEEPEST
            waiting += [(one, about, (*chain, rule_id)) for one in causes]
    assert all(count <= per_object for count in on_object.values())
    assert all(count <= in_total for count in total.values())
