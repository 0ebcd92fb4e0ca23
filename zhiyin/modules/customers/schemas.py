"""Shapes of customers that cross the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import Labels, Shape, Tag
from zhiyin.kernel.i18n.text import Language

IdentityKind = Literal["phone", "email", "user", "visitor"]


class CustomerBriefOut(Shape):
    """A customer in the list."""

    id: UUID
    ref: str
    name: str
    avatar_color: str
    language: str | None
    tags: list[str]
    level: str | None
    first_seen_at: datetime
    last_contact_at: datetime
    # Custom fields by code: in lists without long texts and personal ones.
    fields: dict[str, FieldValue]


class IdentityOut(Shape):
    """A way to recognise a customer; the value is masked for those who may not see it."""

    id: UUID
    kind: IdentityKind
    value: str
    verified: bool
    created_at: datetime


class FactOut(Shape):
    """Something known about a customer."""

    label: Labels
    value: str


class CustomerOut(CustomerBriefOut):
    """A customer's file."""

    note: str
    identities: list[IdentityOut]
    facts: list[FactOut]
    # Personal fields that are filled in and that the caller may not see, or only masked.
    masked_fields: list[str]
    version: int
    # Set once the customer was erased: there is nothing more to show.
    erased_at: datetime | None


class CustomerPatch(Shape):
    """What to change of a customer."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] | (
        None
    ) = None
    note: str | None = Field(default=None, max_length=4000)
    tags: list[Tag] | None = Field(default=None, max_length=30)
    language: Language | None = None
    level: str | None = Field(default=None, max_length=30)
    # Custom fields by code; null takes a value away, what is not named stays.
    fields: dict[str, FieldValue] | None = Field(default=None, max_length=60)


class NewIdentityIn(Shape):
    """A phone number or an address to add."""

    kind: Literal["phone", "email"]
    value: str = Field(min_length=3, max_length=200)


class EraseIn(Shape):
    """The customer's name, typed, so that it is meant."""

    name: str = Field(max_length=200)


class JoinIn(Shape):
    """The file that goes into this one."""

    from_id: UUID


class AnswerOut(Shape):
    """One answer: where it was given, and to which words."""

    given: bool
    at: datetime
    surface: Literal["widget", "page", "console"]
    wording: str
    staff_name: str | None


class ConsentOut(Shape):
    """Something customers are asked to agree to, and how one answered; null: never asked."""

    purpose: str
    title: Labels
    explanation: Labels
    given: bool | None
    history: list[AnswerOut]


class RefOut(Shape):
    """An object a line leads to."""

    kind: str
    id: UUID


class TimelineItem(Shape):
    """One line of the timeline."""

    kind: str
    at: datetime
    title: Labels
    lines: list[str]
    badge: Labels | None
    ref: RefOut | None


class TimelinePage(Shape):
    """A page of the timeline; `missing` names sources that did not answer in time."""

    items: list[TimelineItem]
    next: str | None
    missing: list[str]
