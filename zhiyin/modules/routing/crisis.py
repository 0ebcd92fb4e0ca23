"""Whom an incident concerns, what counts as a complaint, and its share: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from zhiyin.kernel.facts.conditions import Condition

Match = Literal["any", "all"]
# Facts that are known of every conversation; modules contribute more about customers.
FIELDS = ("subject", "words", "page", "level", "tag", "shop", "channel", "language")
HOUR = timedelta(hours=1)
# The hours that are shown one by one; an incident that lasts longer shows its latest.
MOST_HOURS = 72


@dataclass(frozen=True)
class Scope:
    """Whom an incident concerns. Without conditions, nobody."""

    conditions: tuple[Condition, ...]
    match: Match = "any"

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether the conversation with these facts is concerned."""
        if not self.conditions:
            return False
        held = (condition.fits(facts) for condition in self.conditions)
        return any(held) if self.match == "any" else all(held)


@dataclass(frozen=True)
class Share:
    """Complaints among conversations of some time."""

    complaints: int
    conversations: int

    @property
    def permille(self) -> float | None:
        """Complaints of a thousand conversations; unknown where there were none."""
        return self.complaints * 1000 / self.conversations if self.conversations else None


def complaint_subjects(
    subjects: Iterable[tuple[UUID, UUID | None, Mapping[str, str]]], words: Sequence[str]
) -> frozenset[UUID]:
    """Subjects (id, parent, name) that are complaints by their own or their parent's name."""
    known = list(subjects)
    folded = [word.casefold() for word in words]
    named = {
        one
        for one, _, name in known
        if any(word in text.casefold() for text in name.values() for word in folded)
    }
    return frozenset(one for one, parent, _ in known if one in named or parent in named)


def hours_between(since: datetime, until: datetime) -> list[datetime]:
    """The beginnings of the hours of this time, the latest ones if there are many."""
    first = since.replace(minute=0, second=0, microsecond=0)
    count = int((until - first) / HOUR) + 1
    begin = max(0, count - MOST_HOURS)
    return [first + place * HOUR for place in range(begin, count)]
