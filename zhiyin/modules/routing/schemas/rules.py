"""Shapes of entry rules, named agents and routing checks."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Shape, ShortText

Fact = Literal[
    "shop", "channel", "page", "language", "subject", "level", "tag", "words", "first_visit"
]
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Step = Annotated[int, Field(ge=1, le=3)]


class ConditionIn(Shape):
    """A fact is any of these values; `words` and `page` are looked for inside."""

    field: Fact
    any_of: list[Value] = Field(min_length=1, max_length=100)


class RuleIn(Shape):
    """An entry rule to make."""

    name: ShortText
    active: bool = True
    # None: a new one comes after all others, a known one stays where it is.
    position: int | None = Field(default=None, ge=0, le=10_000)
    conditions: list[ConditionIn] = Field(default=[], max_length=20)
    team_id: UUID | None = None
    skill_id: UUID | None = None
    skill_level: int = Field(default=1, ge=1, le=5)
    tier: Literal["A", "B", "C"] | None = None
    urgency: Step | None = None
    importance: Step | None = None
    # A supervisor is called in at once.
    calls_supervisor: bool = False


class RuleOut(RuleIn):
    """An entry rule."""

    position: int
    id: UUID
    version: int


class TrialIn(Shape):
    """Facts to try the rules on."""

    shop: UUID | None = None
    channel: UUID | None = None
    page: str = Field(default="", max_length=2000)
    language: str = Field(default="zh-CN", max_length=20)
    subject: UUID | None = None
    level: str | None = Field(default=None, max_length=60)
    tag: list[Value] = Field(default=[], max_length=100)
    first_visit: Literal["yes", "no"] | None = None
    words: str = Field(default="", max_length=4000)


class TrialOut(Shape):
    """Where such a conversation would go."""

    rule_id: UUID | None
    rule_name: str | None
    team_id: UUID | None
    skill_id: UUID | None
    skill_level: int
    tier: Literal["A", "B", "C"] | None
    priority: int
    boost_seconds: int


class NamedAgentsIn(Shape):
    """A key customer's own agent first, then the deputies; empty for none."""

    staff_ids: list[UUID] = Field(max_length=10)


class CheckPlace(Shape):
    """Where a conversation was or is: team and subject."""

    team_id: UUID | None
    subject_id: UUID | None


class CheckIn(Shape):
    """What somebody found who looked at a routing again."""

    verdict: Literal["right", "wrong"]
    right_team_id: UUID | None = None
    right_subject_id: UUID | None = None
    reason: str = Field(default="", max_length=1000)


class CheckOut(Shape):
    """A conversation whose routing is looked at again.

    `cause`: transferred (to another team), by_hand (given back), sample (drawn at random).
    """

    id: UUID
    conversation_id: UUID
    conversation_ref: str
    customer_name: str
    opened_at: datetime
    cause: Literal["transferred", "by_hand", "sample"]
    rule_id: UUID | None
    rule_name: str | None
    sent: CheckPlace
    moved_to: UUID | None
    now: CheckPlace
    verdict: Literal["right", "wrong"] | None
    right_team_id: UUID | None
    right_subject_id: UUID | None
    reason: str
    checked_by: str | None
    checked_at: datetime | None
    version: int


class CheckCounts(Shape):
    """Checks that are done, and how many of them found the routing wrong."""

    sampled: int
    sampled_wrong: int
    rerouted: int
    rerouted_wrong: int


class DayOfChecks(CheckCounts):
    """The checks of conversations of one day."""

    day: date


class RuleOfChecks(CheckCounts):
    """The checks of conversations that one rule sent; null for those that no rule did."""

    rule_id: UUID | None
    rule_name: str | None


class CheckFigures(Shape):
    """How often routing was wrong, and how many checks wait."""

    open: int
    days: list[DayOfChecks]
    rules: list[RuleOfChecks]
