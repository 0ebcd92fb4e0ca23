"""Shapes of templates, and of tickets that come again and again."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import Shape, ShortText, Tag
from zhiyin.modules.tickets.schemas.tickets import MOST_TAGS
from zhiyin.modules.tickets.schemas.types import Degree

Words = Annotated[str, StringConstraints(max_length=20_000)]
# Seconds from when the ticket is made.
Within = Annotated[int, Field(ge=60, le=31_536_000)]
Time = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class TemplatePart(Shape):
    """A ticket made below the other one along with it; without a type it is of the same."""

    title: ShortText
    text: Words = ""
    type_id: UUID | None = None
    team_id: UUID | None = None
    due_within: Within | None = None


class TemplateIn(Shape):
    """A template (工单模板) to keep. `only_…` says for which shop or team it is; the rest is what a
    ticket made by it begins with.
    """

    name: ShortText
    only_shop_id: UUID | None = None
    only_team_id: UUID | None = None
    type_id: UUID
    title: ShortText
    text: Words = ""
    checklist: list[ShortText] = Field(default=[], max_length=30)
    urgency: Degree | None = None
    importance: Degree | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    subject_id: UUID | None = None
    tags: list[Tag] = Field(default=[], max_length=MOST_TAGS)
    fields: dict[str, FieldValue] = Field(default={}, max_length=60)
    due_within: Within | None = None
    parts: list[TemplatePart] = Field(default=[], max_length=20)
    active: bool = True
    position: int = Field(default=0, ge=0, le=10_000)


class TemplateOut(TemplateIn):
    """A template."""

    id: UUID
    version: int
    may_edit: bool


class RecurrenceIn(Shape):
    """Every so many days, weeks or months: of a week these days (0 is Monday), of a month these (-1
    is the last), at a time of the shop's day. `closed`: what becomes of a day on which the shop is
    closed.
    """

    every: Literal["day", "week", "month"]
    step: int = Field(default=1, ge=1, le=52)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field(default=[], max_length=7)
    days: list[Annotated[int, Field(ge=-1, le=31)]] = Field(default=[], max_length=32)
    at: Time = "09:00"
    closed: Literal["make", "skip", "next"] = "make"

    @model_validator(mode="before")
    @classmethod
    def _real_days(cls, given: Any) -> Any:
        if isinstance(given, dict) and 0 in (given.get("days") or ()):
            raise ValueError("no month has a day 0")
        return given


class MomentsIn(Shape):
    """A rule in a shop, from a day until another."""

    shop_id: UUID
    rule: RecurrenceIn
    starts_on: date
    ends_on: date | None = None


class ScheduleIn(MomentsIn):
    """A template that becomes a ticket again and again (定期工单), in a shop."""

    template_id: UUID
    paused: bool = False


class ScheduleOut(ScheduleIn):
    """A recurring ticket, with the next moments at which it is made."""

    id: UUID
    version: int
    template_name: str
    shop_name: str
    time_zone: str
    next: list[datetime]
    last_at: datetime | None
    may_edit: bool


class MomentsOut(Shape):
    """The next moments of a rule."""

    time_zone: str
    next: list[datetime]
