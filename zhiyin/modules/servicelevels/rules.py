"""What is promised to whom: which policy applies, and the terms it gives. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from zhiyin.kernel.contracts.promises import Promised
from zhiyin.kernel.facts.conditions import Condition

ClockKind = Literal["acknowledge", "first_answer", "full_answer", "follow_up"]
BreachAction = Literal["notify", "raise_priority", "supervisor", "reassign"]
KINDS: tuple[ClockKind, ...] = ("acknowledge", "first_answer", "full_answer", "follow_up")
CONVERSATION = "conversation"
FACTS: tuple[str, ...] = ("shop", "channel", "subject", "level", "tag", "priority", "language")
ACTIONS: tuple[BreachAction, ...] = ("notify", "raise_priority", "supervisor", "reassign")
# Only what runs until the matter is settled can wait for the customer; before our first answer
# there is nothing the customer could be asked for.
PAUSABLE: frozenset[str] = frozenset({"full_answer"})


@dataclass(frozen=True)
class Goal:
    """A promised time, in seconds; `peak_seconds` while a peak is on."""

    kind: str
    seconds: int
    peak_seconds: int | None = None


# 30 s to respond (15 s in a peak), 3 min to the first answer, 10 min to the full one, 24 h to
# follow up: the four-step standard of online shops.
LADDER = (
    Goal("acknowledge", 30, 15),
    Goal("first_answer", 180),
    Goal("full_answer", 600),
    Goal("follow_up", 86_400),
)


@dataclass(frozen=True)
class Policy:
    """What holds for everything that meets all conditions."""

    id: UUID | None = None
    conditions: tuple[Condition, ...] = ()
    goals: tuple[Goal, ...] = LADDER
    # Counted in business hours, or round the clock.
    business_hours: bool = True
    pauses: bool = True
    warn_at: int | None = None
    on_breach: tuple[str, ...] = ("notify",)
    about: str = CONVERSATION

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether all conditions are met; a policy without conditions fits everything."""
        return all(condition.fits(facts) for condition in self.conditions)


# What holds where no policy fits, so that a new shop has clocks at once.
DEFAULT_POLICY = Policy()


@dataclass(frozen=True)
class Terms:
    """What one clock was started with. It keeps them, however the policy changes later."""

    kind: str
    seconds: int
    warn_at: int
    business_hours: bool
    pauses: bool
    on_breach: tuple[str, ...]
    policy_id: UUID | None


def built_in(promised: Promised | None) -> Policy:
    """What holds where no policy fits: about conversations, or as their module says."""
    if promised is None:
        return DEFAULT_POLICY
    goals = [Goal(one.kind, one.seconds) for one in promised.times if one.seconds is not None]
    return Policy(goals=tuple(goals), on_breach=promised.usual, about=promised.about)


def pausable(promised: Promised | None) -> frozenset[str]:
    """Which promises may rest while somebody else is waited for."""
    if promised is None:
        return PAUSABLE
    return frozenset(one.kind for one in promised.times if one.pauses)


def misfits(
    promised: Promised | None, kinds: Iterable[str], facts: Iterable[str], actions: Iterable[str]
) -> set[str]:
    """What of a policy its kind of object does not know: `goals`, `conditions`, `on_breach`."""
    known: tuple[Iterable[str], ...] = (KINDS, FACTS, ACTIONS)
    if promised is not None:
        known = (
            [one.kind for one in promised.times],
            [one.field for one in promised.facts],
            promised.actions,
        )
    asked = (kinds, facts, actions)
    parts = ("goals", "conditions", "on_breach")
    return {
        part
        for part, some, all_of_them in zip(parts, asked, known, strict=True)
        if set(some) - set(all_of_them)
    }


def first_fitting(
    policies: Sequence[Policy],
    facts: Mapping[str, Any],
    otherwise: Policy = DEFAULT_POLICY,
) -> Policy:
    """The first policy about the same, in their order, that fits; the built-in one otherwise."""
    ours = (policy for policy in policies if policy.about == otherwise.about)
    return next((policy for policy in ours if policy.fits(facts)), otherwise)


def terms_of(
    policy: Policy, kind: str, *, peak: bool, warn_at: int, rests: frozenset[str] = PAUSABLE
) -> Terms | None:
    """What a policy promises in one respect; `None` when it promises nothing."""
    goal = next((goal for goal in policy.goals if goal.kind == kind), None)
    if goal is None:
        return None
    return Terms(
        goal.kind,
        goal.peak_seconds if peak and goal.peak_seconds else goal.seconds,
        policy.warn_at or warn_at,
        policy.business_hours,
        policy.pauses and kind in rests,
        policy.on_breach,
        policy.id,
    )
