"""Shapes of problems that several complaints share."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import LongText, Shape, ShortText

ProblemState = Literal["open", "known", "solved"]


class ProblemBrief(Shape):
    """A problem (问题) in short, with how many complaints and customers it has."""

    id: UUID
    name: str
    state: ProblemState
    shop_id: UUID
    cause_id: UUID | None
    complaints: int
    customers: int


class ProblemFigures(Shape):
    """A problem in numbers: complaints, customers, those not over, and what was given (fen)."""

    complaints: int
    customers: int
    open: int
    compensation: int


class ProblemIn(Shape):
    """Complaints that have something in common, and its name."""

    name: ShortText
    complaint_ids: list[UUID] = Field(min_length=1, max_length=200)
    cause_id: UUID | None = None
    note: LongText = ""


class ProblemPatch(Shape):
    """What to change of a problem; what is not named stays."""

    name: ShortText | None = None
    state: ProblemState | None = None
    cause_id: UUID | None = None
    note: LongText | None = None


class MembersIn(Shape):
    """Complaints that belong to a problem, too."""

    complaint_ids: list[UUID] = Field(min_length=1, max_length=200)
