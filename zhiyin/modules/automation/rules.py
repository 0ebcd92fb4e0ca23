"""When conditions hold, which events a rule hears, how often it may run: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from uuid import UUID

KIND = "automation_rule"
MACRO = "automation_macro"
# Rules that may lead to one another, one after the other.
DEEPEST = 5
# By this name the record is followed.
READER = "automation"
WAIT = "automation.wait"
# Kinds of notices.
PAUSED, TOLD = "automation.paused", "automation.told"
# What a try that failed for want of something passing waits, in seconds; then it is given up.
AGAIN_AFTER = (5, 30, 120, 600)

Op = Literal["any", "none", "empty", "filled", "least", "most"]
Match = Literal["all", "any"]
# Why a rule is paused by itself.
PauseReason = Literal["per_object", "in_total"]
PER_OBJECT: PauseReason = "per_object"
IN_TOTAL: PauseReason = "in_total"


class Condition(Protocol):
    """Something asked of one fact."""

    @property
    def fact(self) -> str:
        """Its code."""

    @property
    def op(self) -> Op:
        """What is asked."""

    @property
    def values(self) -> Sequence[str]:
        """With what it is compared."""


class Group(Protocol):
    """Conditions that hold together, or of which one is enough."""

    @property
    def match(self) -> Match:
        """All, or any."""

    @property
    def conditions(self) -> Sequence[Condition]:
        """What is asked."""


@dataclass(frozen=True)
class Held:
    """A condition that was true, with the value as it was then."""

    fact: str
    op: Op
    values: tuple[str, ...]
    was: tuple[str, ...]


def is_met(
    match: Match, groups: Sequence[Group], facts: Mapping[str, Any], words: frozenset[str]
) -> bool:
    """Whether the groups hold; nothing asked always does. `words`: facts that are looked into."""
    found = [
        _of(group.match, [fits(one, facts, words) for one in group.conditions]) for group in groups
    ]
    return _of(match, found)


def _of(match: Match, found: Sequence[bool]) -> bool:
    return not found or (all(found) if match == "all" else any(found))


def fits(condition: Condition, facts: Mapping[str, Any], words: frozenset[str]) -> bool:
    """Whether one condition holds. What is not known is empty: it is in nothing and none of all."""
    known = values_of(facts.get(condition.fact))
    if condition.op == "filled":
        return bool(known)
    if condition.op == "empty":
        return not known
    if condition.op in ("least", "most"):
        return any(_reaches(one, condition) for one in known)
    if condition.fact in words:
        text = " ".join(known).casefold()
        found = any(value.casefold() in text for value in condition.values)
    else:
        asked = {value.casefold() for value in condition.values}
        found = any(one.casefold() in asked for one in known)
    return found == (condition.op == "any")


def values_of(value: Any) -> tuple[str, ...]:
    """A fact as conditions compare it."""
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, (list, tuple, set, frozenset)):
        return tuple(str(one) for one in value)
    return (str(value),)


def _reaches(known: str, condition: Condition) -> bool:
    if not condition.values:
        return False
    bound = condition.values[0]
    try:
        left: Any = float(known)
        right: Any = float(bound)
    except ValueError:
        # Dates as they are written compare as they follow each other.
        left, right = known, bound
    reached: bool = left >= right if condition.op == "least" else left <= right
    return reached


def held(groups: Sequence[Group], facts: Mapping[str, Any], words: frozenset[str]) -> list[Held]:
    """The conditions that were true, for the log. Of words only those that were looked for: what
    customers wrote stays where they wrote it.
    """
    return [
        Held(one.fact, one.op, tuple(one.values), _was(one, facts, words))
        for group in groups
        for one in group.conditions
        if fits(one, facts, words)
    ]


def _was(condition: Condition, facts: Mapping[str, Any], words: frozenset[str]) -> tuple[str, ...]:
    known = values_of(facts.get(condition.fact))
    if condition.fact not in words:
        return known[:10]
    text = " ".join(known).casefold()
    return tuple(value for value in condition.values if value.casefold() in text)


def may_answer(rule_id: UUID, chain: Sequence[UUID]) -> bool:
    """Whether a rule hears something that these rules led to: never itself, nor for ever."""
    return rule_id not in chain and len(chain) < DEEPEST


def overdone(
    on_object: int, in_total: int, per_object_limit: int, total_limit: int
) -> PauseReason | None:
    """Why a rule is paused that has run so often within an hour."""
    if on_object > per_object_limit:
        return PER_OBJECT
    return IN_TOTAL if in_total > total_limit else None


def wait_after(tries: int) -> int | None:
    """Seconds until an action that failed in passing is tried again; none: it is given up."""
    return AGAIN_AFTER[tries - 1] if tries <= len(AGAIN_AFTER) else None
