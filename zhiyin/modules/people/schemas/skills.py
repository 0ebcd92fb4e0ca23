"""Shapes of skills, the matrix and duty shifts."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Labels, Moment, Shape
from zhiyin.modules.people.schemas.people import Code, Grade

SkillLevel = Annotated[int, Field(ge=0, le=5)]


class SkillIn(Shape):
    """A skill to make."""

    code: Code
    name: Labels
    active: bool = True
    position: int = Field(default=0, ge=0, le=10_000)


class SkillPatch(Shape):
    """What to change of a skill."""

    name: Labels | None = None
    active: bool | None = None
    position: int | None = Field(default=None, ge=0, le=10_000)


class SkillOut(SkillIn):
    """A skill."""

    id: UUID
    version: int


class MatrixRow(Shape):
    """One person of the skill matrix."""

    staff_id: UUID
    name: str
    kind: Literal["human", "bot"]
    grade: Grade
    capacity: int
    team_ids: list[UUID]
    levels: dict[UUID, SkillLevel]
    channel_limits: dict[str, int]


class MatrixOut(Shape):
    """The skill matrix: skills across, people down."""

    skills: list[SkillOut]
    rows: list[MatrixRow]


class MatrixChange(Shape):
    """What to change of one person: only the skills named, 0 takes one away."""

    staff_id: UUID
    levels: dict[UUID, SkillLevel] = Field(default={}, max_length=500)
    grade: Grade | None = None
    channel_limits: dict[Code, Annotated[int, Field(ge=0, le=100)]] | None = Field(
        default=None, max_length=20
    )


class MatrixIn(Shape):
    """Changes of the matrix, all or none."""

    changes: list[MatrixChange] = Field(max_length=2000)


class DutyShiftIn(Shape):
    """Somebody on duty for a time."""

    staff_id: UUID
    starts_at: Moment
    ends_at: Moment
    note: str = Field(default="", max_length=200)


class DutyShiftOut(DutyShiftIn):
    """A duty shift."""

    id: UUID
