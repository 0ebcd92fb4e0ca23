"""Shapes of routing."""

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
    position: int = Field(default=0, ge=0, le=10_000)
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


SurgeStage = Literal["watch", "surge", "severe"]
# Settings that a stage may hold otherwise while it lasts.
SurgeSetting = Literal[
    "people.extra_slots",
    "dispatch.wrap_up",
    "conversations.queue_text",
    "conversations.welcome_text",
    "conversations.answer_within",
    "conversations.invitations",
    "servicelevels.peak",
    "routing.bot_first",
]


class SetAction(Shape):
    """A setting has another value while the stage lasts."""

    kind: Literal["set"] = "set"
    key: SurgeSetting
    value: bool | int | dict[str, str]


class OverflowAction(Shape):
    """New work of these teams goes to another; of all teams when none is named."""

    kind: Literal["overflow"] = "overflow"
    team_ids: list[UUID] = Field(default=[], max_length=100)
    to_team_id: UUID


class GroupsAction(Shape):
    """Three response groups side by side (三个响应小组), each with the line of its team.

    The first gets what is urgent, the third what asks for one of these skills, the second the
    rest. Without a team, work stays where it would have gone.
    """

    kind: Literal["groups"] = "groups"
    first: UUID | None = None
    second: UUID | None = None
    third: UUID | None = None
    technical: list[UUID] = Field(default=[], max_length=100)


class ReservesAction(Shape):
    """These people, and the members of these teams, are asked to come and help."""

    kind: Literal["reserves"] = "reserves"
    team_ids: list[UUID] = Field(default=[], max_length=100)
    staff_ids: list[UUID] = Field(default=[], max_length=500)


SurgeAction = Annotated[
    SetAction | OverflowAction | GroupsAction | ReservesAction, Field(discriminator="kind")
]


class SurgePlanIn(Shape):
    """What a stage starts at, in per cent of the usual arrivals, and what is done in it."""

    starts_at: int = Field(ge=110, le=10_000)
    actions: list[SurgeAction] = Field(default=[], max_length=50)


class SurgePlanOut(SurgePlanIn):
    """The plan of one stage; version 0 is the built-in one."""

    stage: SurgeStage
    version: int


class SurgeStepOut(Shape):
    """A change of stage."""

    at: datetime
    stage: SurgeStage | None
    staff_id: UUID | None
    reason: str
    arrivals: int
    usual: float | None
    actions: list[SurgeAction]


class SurgeOut(Shape):
    """One surge."""

    id: UUID
    stage: SurgeStage
    floor: SurgeStage | None
    calm_since: datetime | None
    started_at: datetime
    ended_at: datetime | None


class ArrivalsPoint(Shape):
    """New conversations of five minutes, and how many were usual."""

    at: datetime
    arrivals: int
    usual: float | None


class SurgeNow(Shape):
    """How it stands now."""

    automatic: bool
    window_seconds: int
    arrivals: int
    usual: float | None
    percent: int | None
    current: SurgeOut | None
    steps: list[SurgeStepOut]
    series: list[ArrivalsPoint]


class DeclareIn(Shape):
    """A stage declared by hand, and why."""

    stage: SurgeStage
    reason: str = Field(default="", max_length=1000)


class StandDownIn(Shape):
    """Why a surge is ended by hand."""

    reason: str = Field(default="", max_length=1000)


class StepEffect(Shape):
    """How long people waited in the ten minutes before a step and in those after it."""

    at: datetime
    stage: SurgeStage | None
    actions: list[SurgeAction]
    before_seconds: float | None
    after_seconds: float | None


class SurgeReport(Shape):
    """A surge looked back on: arrivals, waits, what was done and what helped."""

    surge: SurgeOut
    series: list[ArrivalsPoint]
    arrivals: int
    usual: float | None
    peak_percent: int | None
    wait_p50_seconds: float | None
    wait_p95_seconds: float | None
    still_waiting: int
    steps: list[SurgeStepOut]
    effects: list[StepEffect]
