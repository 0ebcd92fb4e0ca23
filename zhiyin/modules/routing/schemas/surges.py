"""Shapes of surges."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.routing.surging import Stage

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

    stage: Stage
    version: int


class SurgeStepOut(Shape):
    """A change of stage."""

    at: datetime
    stage: Stage | None
    staff_id: UUID | None
    reason: str
    arrivals: int
    usual: float | None
    actions: list[SurgeAction]


class SurgeOut(Shape):
    """One surge."""

    id: UUID
    stage: Stage
    floor: Stage | None
    calm_since: datetime | None
    started_at: datetime
    ended_at: datetime | None


class ArrivalsPoint(Shape):
    """New conversations of five minutes, and how many were usual."""

    at: datetime
    arrivals: int
    usual: float | None


class SurgeNow(Shape):
    """How it stands now. Fewer arrivals than `least` are never a surge."""

    automatic: bool
    least: int
    window_seconds: int
    arrivals: int
    usual: float | None
    percent: int | None
    current: SurgeOut | None
    steps: list[SurgeStepOut]
    series: list[ArrivalsPoint]


class DeclareIn(Shape):
    """A stage declared by hand, and why."""

    stage: Stage
    reason: str = Field(default="", max_length=1000)


class StandDownIn(Shape):
    """Why a surge is ended by hand."""

    reason: str = Field(default="", max_length=1000)


class StepEffect(Shape):
    """How long people waited in the ten minutes before a step and in those after it."""

    at: datetime
    stage: Stage | None
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
