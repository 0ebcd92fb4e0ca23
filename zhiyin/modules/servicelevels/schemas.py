"""Shapes of service levels."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.modules.servicelevels.rules import CONVERSATION, BreachAction

# Which there are, the kind of object says.
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")]
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Seconds = Annotated[int, Field(ge=1, le=90 * 86_400)]


class PolicyCondition(Shape):
    """A fact is any of these values."""

    field: Code
    any_of: list[Value] = Field(min_length=1, max_length=100)


class GoalIn(Shape):
    """A promised time, and a shorter one for peaks."""

    kind: Code
    seconds: Seconds
    peak_seconds: Seconds | None = None


class PolicyIn(Shape):
    """A policy to make: its ladder of promised times, and what a breach does."""

    name: ShortText
    # What it promises times about.
    about: Code = CONVERSATION
    active: bool = True
    position: int = Field(default=0, ge=0, le=10_000)
    conditions: list[PolicyCondition] = Field(default=[], max_length=20)
    goals: list[GoalIn] = Field(min_length=1, max_length=4)
    business_hours: bool = True
    pauses: bool = True
    warn_at: int | None = Field(default=None, ge=10, le=99)
    on_breach: list[BreachAction] = Field(default=["notify"], max_length=4)


class PolicyOut(PolicyIn):
    """A policy."""

    id: UUID
    version: int


class TimeOut(Shape):
    """A promise that can be made about a kind of object."""

    kind: Code
    title: Labels
    pauses: bool


class Choice(Shape):
    """One of the values a fact may have."""

    value: str
    title: Labels


class FactOut(Shape):
    """A fact by which policies choose; without choices it is any word."""

    field: Code
    title: Labels
    choices: list[Choice]


class PromisedOut(Shape):
    """A kind of object with promises and policies of its own, besides conversations."""

    about: Code
    title: Labels
    times: list[TimeOut]
    facts: list[FactOut]
    actions: list[BreachAction]
    default: PolicyIn


class PoliciesOut(Shape):
    """The policies in their order, the built-in one that holds for conversations where none fits,
    and what else times are promised about.
    """

    items: list[PolicyOut]
    default: PolicyIn
    others: list[PromisedOut]


class PolicyTrialIn(Shape):
    """Facts to try the policies on, those about conversations if nothing is said."""

    about: Code = CONVERSATION
    type: UUID | None = None
    team: UUID | None = None
    shop: UUID | None = None
    channel: UUID | None = None
    subject: UUID | None = None
    level: str | None = Field(default=None, max_length=60)
    tag: list[Value] = Field(default=[], max_length=50)
    priority: int | None = Field(default=None, ge=0, le=5)
    language: str | None = Field(default=None, max_length=20)


class PolicyTrialOut(Shape):
    """What would be promised; no policy is the built-in one."""

    policy_id: UUID | None
    goals: list[GoalIn]


class PolicyOrder(Shape):
    """The policies in their new order."""

    ids: list[UUID] = Field(min_length=1, max_length=1000)
