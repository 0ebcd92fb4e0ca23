"""How far rules raise a ticket's priority (优先级调整), and by what: pure.

What urgency and importance say is the floor; rules add to it and never take away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

Cause = Literal["angry", "level", "waiting"]
# In the order they are told.
CAUSES: tuple[Cause, ...] = ("angry", "level", "waiting")
MOST_STEPS = 4


@dataclass(frozen=True)
class PressRules:
    """How many steps each cause is worth, and how many all of them together; which levels of
    customers count.
    """

    angry: int = 1
    level: int = 1
    waiting: int = 1
    levels: frozenset[str] = frozenset()
    most: int = 2


@dataclass(frozen=True)
class Pressing:
    """What is known of a ticket: since when its customer is angry, their level, since when somebody
    waits and when that becomes long, which opening hours decide.
    """

    angry_since: datetime | None = None
    level: str | None = None
    waiting_since: datetime | None = None
    long_at: datetime | None = None


class Raised(NamedTuple):
    """How many steps a ticket is raised, and by what, as it is stored."""

    steps: int
    causes: tuple[Mapping[str, Any], ...]


NOT_RAISED = Raised(0, ())


def raise_by(rules: PressRules, facts: Pressing, moment: datetime, *, held: bool) -> Raised:
    """What holds at a moment: asked twice it answers the same; who holds it by hand is obeyed."""
    if held:
        return NOT_RAISED
    found: dict[Cause, tuple[int, datetime | None]] = {}
    if facts.angry_since is not None:
        found["angry"] = rules.angry, facts.angry_since
    if facts.level is not None and facts.level in rules.levels:
        found["level"] = rules.level, None
    if facts.long_at is not None and facts.long_at <= moment:
        found["waiting"] = rules.waiting, facts.waiting_since
    told = tuple(_told(cause, *found[cause]) for cause in CAUSES if cause in found)
    causes = tuple(one for one in told if one["steps"] > 0)
    return Raised(min(rules.most, sum(one["steps"] for one in causes)), causes)


def _told(cause: Cause, steps: int, since: datetime | None) -> dict[str, Any]:
    since_said = since.isoformat(timespec="seconds") if since else None
    return {"cause": cause, "steps": steps, "since": since_said}


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    """The first of these moments, where there is any."""
    return min((one for one in moments if one is not None), default=None)
