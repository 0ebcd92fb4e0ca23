"""Shapes of ratings."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape

RatingKind = Literal["csat5", "csat10", "nps", "ces"]
Score = Annotated[int, Field(ge=0, le=10)]


class VisitorRating(Shape):
    """A rating as its customer sees it, to give or to change."""

    conversation_id: UUID
    kind: RatingKind
    low: int
    high: int
    question: str
    comment_hint: str
    thanks: str
    score: int | None
    comment: str
    open: bool


class AnswerIn(Shape):
    """What a customer says."""

    conversation_id: UUID
    score: Score
    comment: str = Field(default="", max_length=1000)


class InviteIn(Shape):
    """The conversation to ask about."""

    conversation_id: UUID


class RatingState(Shape):
    """How the rating of a conversation stands; `asked_at` is empty when nobody asked."""

    asked_at: datetime | None
    kind: RatingKind | None
    high: int | None
    score: int | None
    comment: str
    answered_at: datetime | None


class RatingOut(Shape):
    """A given rating (评价)."""

    id: UUID
    conversation_id: UUID
    conversation_ref: str
    customer_id: UUID
    customer_name: str
    kind: RatingKind
    score: int
    high: int
    good: bool
    low: bool
    comment: str
    team_name: str | None
    staff_name: str | None
    subject_id: UUID | None
    answered_at: datetime
    via: Literal["widget", "mail"]


class Counted(Shape):
    """Ratings counted, with their figures: shares of one, null where nobody answered."""

    asked: int
    answered: int
    good: int
    bad: int
    response_rate: float | None
    figure: float | None


class CountedDay(Counted):
    """The ratings asked for on one day of the first shop."""

    day: date


class CountedFor(Counted):
    """The ratings of one person's or team's conversations."""

    id: UUID | None
    name: str


class RatingFigures(Shape):
    """What customers say, of the days asked for."""

    kind: RatingKind
    total: Counted
    days: list[CountedDay]
    teams: list[CountedFor]
    staff: list[CountedFor]
