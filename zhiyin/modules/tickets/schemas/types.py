"""Shapes of the types of tickets."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape

TypeCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Degree = Annotated[int, Field(ge=1, le=3)]
StateName = Literal["open", "waiting", "solved", "closed"]


class StatusShape(Shape):
    """A status of a type. `kind` says what standing in it means; switched off, tickets stay in it
    and none comes to it any more.
    """

    code: TypeCode
    name: Labels
    kind: StateName
    active: bool = True


class TypeLook(Shape):
    """What may be changed of a type."""

    name: Labels
    statuses: list[StatusShape] = Field(min_length=1, max_length=30)
    # Codes of the custom fields it has; null: all that tickets have.
    fields: list[FieldCode] | None = Field(default=None, max_length=60)
    urgency: Degree = 2
    importance: Degree = 2
    team_id: UUID | None = None
    # Seconds in which a new ticket is to be ended, if nobody says otherwise.
    due_within: int | None = Field(default=None, ge=60, le=31_536_000)
    # The procedure that begins with a new ticket, by its code.
    procedure_code: TypeCode | None = None
    active: bool = True
    position: int = Field(default=0, ge=0, le=10_000)


class TypeIn(TypeLook):
    """A type to make; its code is for good."""

    code: TypeCode


class TypeOut(TypeIn):
    """A type of tickets (工单类型)."""

    id: UUID
    version: int


class TypeOrderIn(Shape):
    """The types in their new order."""

    ids: list[UUID] = Field(min_length=1, max_length=200)
