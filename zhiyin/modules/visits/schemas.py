"""Shapes of visits that cross the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from zhiyin.kernel.http.shapes import Shape

PageKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,40}$")]


class PageViewIn(Shape):
    """A visitor looks at a page, or has looked at it for so long."""

    key: PageKey
    url: str = Field(max_length=1000)
    title: str = Field(default="", max_length=200)
    referrer: str = Field(default="", max_length=500)
    seconds: int = Field(default=0, ge=0, le=1_000_000)


class TrailChoice(Shape):
    """Whether a visitor lets the pages they look at be recorded, and who asked them."""

    given: bool
    surface: Literal["widget", "page"] = "widget"
    # What the page asked in its own words, for the record.
    wording: str = Field(default="", max_length=500)


class TrailStanding(TypedDict):
    """How it stands with a visitor's trail: null in `given` means not answered yet."""

    given: bool | None
    # The window asks by itself; else the page does.
    asks: bool
    question: str


class TrailAnswer(TypedDict):
    """What counts now; null where nothing is recorded at all."""

    trail: TrailStanding | None


class PageOut(Shape):
    """One page of a visit."""

    number: int
    path: str
    title: str
    at: datetime
    seconds: int


class VisitOut(Shape):
    """A visit: where it began, with what, and page by page in their order."""

    id: UUID
    # False: over; this is the latest one.
    current: bool
    origin: str
    referrer: str | None
    campaign: dict[str, str]
    browser: str | None
    device: str | None
    started_at: datetime
    last_at: datetime
    pages: list[PageOut]


class LatestVisit(Shape):
    """The visit that is on, or the latest one; null: nothing was recorded."""

    visit: VisitOut | None
