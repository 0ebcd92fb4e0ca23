"""Shapes of the board."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape, ShortText
from zhiyin.modules.insights.rules import Change
from zhiyin.modules.people.interface import PresenceStatus

AlertKind = Literal["long_wait", "breach", "angry", "away", "channel_down", "surge", "complaints"]
What = Literal[
    "waiting", "in_service", "unanswered", "arrivals", "closed", "abandoned", "answered", "late"
]

# What a contact counts for among the figures of resolution.
Came = Literal["contacts", "repeats", "settled", "unsettled", "undecided", "reopened", "escalated"]


class Counts(Shape):
    """Figures of a team, or of several: now, and today. Moments, not ages, so that they keep."""

    waiting: int = 0
    waiting_since: datetime | None = None
    in_service: int = 0
    unanswered: int = 0
    unanswered_since: datetime | None = None
    arrivals: int = 0
    closed: int = 0
    abandoned: int = 0
    answered: int = 0
    # Of those whose promise is decided: how many, and how many were kept.
    first_answers: int = 0
    first_answers_in_time: int = 0
    acknowledged: int = 0
    acknowledged_in_time: int = 0
    rated: int = 0
    rated_good: int = 0


class TeamNow(Counts):
    """A team's figures, with what its customers are told and how far that was off today."""

    team_id: UUID | None = None
    name: str = ""
    estimate_seconds: int | None = None
    estimate_error_seconds: int | None = None


class AgentNow(Shape):
    """One agent: state, load, the customer who has waited longest, and today."""

    staff_id: UUID
    name: str
    status: PresenceStatus
    since: datetime
    connected: bool
    used: int
    capacity: int
    team_ids: list[UUID]
    unanswered_since: datetime | None
    handled: int
    first_answer_seconds: int | None


class AlertOut(Shape):
    """Something that calls for somebody."""

    id: UUID
    kind: AlertKind
    ref_kind: str
    ref_id: UUID
    team_ids: list[UUID]
    values: dict[str, Any]
    at: datetime
    acknowledged_by: str
    acknowledged_at: datetime | None
    resolved_at: datetime | None


class Targets(Shape):
    """What is aimed at."""

    answered_percent: int
    wait_seconds: int
    abandoned_percent: int
    csat_percent: int


class BoardOut(Shape):
    """The board as its viewer may see it."""

    at: datetime
    targets: Targets
    total: Counts
    teams: list[TeamNow]
    agents: list[AgentNow]
    alerts: list[AlertOut]
    stage: str | None


class WallOut(Shape):
    """The board without anybody's name: what hangs on a wall is read by everybody."""

    at: datetime
    targets: Targets
    total: Counts
    teams: list[TeamNow]
    agents_online: int
    agents_busy: int
    agents_away: int
    stage: str | None


class MadeOf(Shape):
    """A conversation that a number is made of."""

    id: UUID
    title: str
    path: str
    team: str
    agent: str
    since: datetime
    first_answer_seconds: int | None = None


class DisplayIn(Shape):
    """A link to make: for which screen, and which teams it shows (none: all one may see)."""

    name: ShortText
    team_ids: list[UUID] = Field(default=[], max_length=100)


class DisplayOut(Shape):
    """A link for a screen."""

    id: UUID
    name: str
    team_ids: list[UUID]
    made_by: str
    made_at: datetime


class DisplayMade(DisplayOut):
    """A new link: its token is shown once."""

    token: str


class Settled(Shape):
    """Counts behind the rates of resolution; each rate is reckoned from two of them."""

    contacts: int = 0
    repeats: int = 0
    # First contacts whose seven days are over, those settled by them, those not over yet.
    firsts: int = 0
    settled: int = 0
    undecided: int = 0
    reopened: int = 0
    answered: int = 0
    escalated: int = 0


class Group(Settled):
    """The counts of one week, subject or team."""

    id: UUID | None = None
    week: date | None = None
    name: str = ""
    label: dict[str, str] = Field(default={})


class Changes(Shape):
    """How each rate stands to that of the days before, where it can be told from chance."""

    first_contact: Change
    repeated: Change
    reopened: Change
    escalated: Change


class ResolutionTargets(Shape):
    """What is aimed at."""

    first_contact_percent: int
    escalated_percent: int


class ResolutionOut(Shape):
    """Whether matters were settled, in days of the first shop's time zone."""

    since: date
    until: date
    targets: ResolutionTargets
    total: Settled
    # Of as many days before.
    before: Settled
    changes: Changes
    people: Settled
    bot: Settled
    weeks: list[Group]
    subjects: list[Group]
    teams: list[Group]
