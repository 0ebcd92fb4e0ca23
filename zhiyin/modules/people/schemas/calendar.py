"""Shapes of the business calendar."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape, ShortText
from zhiyin.modules.people.schemas.people import Period


class CalendarDayIn(Shape):
    """A day that differs from the week: no periods is closed, null is as a working day."""

    day: date
    name: ShortText
    shop_id: UUID | None = None
    periods: Annotated[list[Period], Field(max_length=6)] | None = None


class CalendarDayOut(CalendarDayIn):
    """A day that differs from the week."""

    id: UUID
    version: int


class PublicDay(Shape):
    """A public holiday or a make-up working day, as it was announced."""

    day: date
    kind: Literal["holiday", "makeup"]
    name: str


class CalendarOut(Shape):
    """A year: our own days and the public ones, with the last day for which these are known."""

    own: list[CalendarDayOut]
    public: list[PublicDay]
    known_until: date
