"""Shapes of the catalogue."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.fields.field import FieldType
from zhiyin.kernel.http.shapes import Labels, Shape

SubjectCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,59}$")]
Tier = Literal["A", "B", "C"]


class SubjectIn(Shape):
    """A subject to make."""

    parent_id: UUID | None = None
    code: SubjectCode
    name: Labels
    tier: Tier = "B"
    skill_id: UUID | None = None
    priority: int = Field(default=1, ge=0, le=3)
    active: bool = True
    position: int = Field(default=0, ge=0, le=10_000)
    calls_supervisor: bool = False


class SubjectPatch(Shape):
    """What to change of a subject."""

    parent_id: UUID | None = None
    name: Labels | None = None
    tier: Tier | None = None
    skill_id: UUID | None = None
    priority: int | None = Field(default=None, ge=0, le=3)
    active: bool | None = None
    position: int | None = Field(default=None, ge=0, le=10_000)
    calls_supervisor: bool | None = None


class SubjectOut(SubjectIn):
    """A subject."""

    id: UUID
    version: int


FieldCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ChoiceCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
HostKind = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class ChoiceShape(Shape):
    """One of the values of a choice; switched off it stays where it was chosen."""

    code: ChoiceCode
    name: Labels
    active: bool = True


class FieldLook(Shape):
    """What may be changed of a custom field."""

    name: Labels
    help: Labels | None = None
    choices: list[ChoiceShape] = Field(default=[], max_length=200)
    # How a formula is reckoned: codes of fields, numbers, + - * /, brackets, days(from, to).
    formula: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    # Beside the object, and in the dialog that closes it.
    on_card: bool = True
    at_closing: bool = False
    required: bool = False
    active: bool = True


class FieldIn(FieldLook):
    """A custom field (自定义字段) to make; type and code are for good."""

    kind: HostKind
    code: FieldCode
    type: FieldType
    decimals: int = Field(default=0, ge=0, le=6)
    currency: Currency = "CNY"
    personal: bool = False


class FieldOut(FieldIn):
    """A custom field. `result` says what comes of a formula; an amount is in `currency`."""

    id: UUID
    version: int
    position: int
    result: Literal["number", "money"]


class FieldOrderIn(Shape):
    """The fields of a kind in their new order."""

    ids: list[UUID] = Field(min_length=1, max_length=200)


class HostOut(Shape):
    """A kind of object that takes custom fields."""

    kind: str
    title: Labels
    closing: bool
    personal: bool
    types: list[FieldType]
