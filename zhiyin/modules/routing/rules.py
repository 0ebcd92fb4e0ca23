"""Which rule fits, and how much a piece of work presses: pure."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhiyin.kernel.facts.conditions import Condition

LOW, NORMAL, HIGH, URGENT = range(4)

# Urgency down, importance across, each 1 to 3: the usual matrix of service desks (ITIL 4, incident
# management), with priorities counted upwards.
_MATRIX = ((LOW, NORMAL, HIGH), (NORMAL, HIGH, URGENT), (HIGH, URGENT, URGENT))


@dataclass(frozen=True)
class Rule:
    """An entry rule as the placer sees it."""

    id: UUID
    conditions: tuple[Condition, ...]
    team_id: UUID | None = None
    skill_id: UUID | None = None
    skill_level: int = 1
    tier: str | None = None
    urgency: int | None = None
    importance: int | None = None

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether all conditions are met; a rule without conditions fits everything."""
        return all(condition.fits(facts) for condition in self.conditions)


def first_fitting(rules: Sequence[Rule], facts: Mapping[str, Any]) -> Rule | None:
    """The first rule, in their order, that fits."""
    return next((rule for rule in rules if rule.fits(facts)), None)


def priority(
    *,
    subject: int = NORMAL,
    urgency: int | None = None,
    importance: int | None = None,
    angry: bool = False,
    key_customer: bool = False,
) -> int:
    """0 low to 3 urgent: the matrix where a rule sets it, else the subject's own; one step more
    for angry words, one for a key customer.
    """
    given = urgency is not None or importance is not None
    base = _MATRIX[(urgency or 2) - 1][(importance or 2) - 1] if given else subject
    return min(URGENT, base + int(angry) + int(key_customer))


def boost(level: int, seconds_per_step: int) -> int:
    """Seconds of waiting that a priority is worth: nothing for normal, less for low."""
    return (level - NORMAL) * seconds_per_step


def is_sampled(some_id: UUID, percent: int) -> bool:
    """Whether something is drawn for a check: about so many of a hundred, always the same ones."""
    return zlib.crc32(some_id.bytes) % 10_000 < percent * 100


def contains_any(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in the text."""
    folded = text.casefold()
    return any(word.casefold() in folded for word in words if word)
