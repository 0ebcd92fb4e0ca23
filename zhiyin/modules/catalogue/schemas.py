"""Shapes of the catalogue."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

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
