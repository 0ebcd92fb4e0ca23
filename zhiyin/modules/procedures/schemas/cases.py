"""Shapes of cases: procedures that run, and what is done with them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.modules.procedures.rules.documents import Code, ProcedureDocument, Sentences
from zhiyin.modules.procedures.schemas.tasks import AboutIn, AboutOut

CaseState = Literal["running", "ended", "cancelled"]
StepState = Literal["waiting", "open", "done", "skipped", "returned", "cancelled"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
GoodReason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
FormValues = Annotated[dict[str, FieldValue], Field(max_length=30)]
Ticked = Annotated[list[Code], Field(max_length=30)]


class CaseIn(Shape):
    """A procedure to begin about an object."""

    procedure_id: UUID
    about: AboutIn


class FinishIn(Shape):
    """What came of a step, with its form and checklist."""

    outcome: Code
    values: FormValues = Field(default={})
    checklist: Ticked = Field(default=[])
    reason: Reason = ""


class FormIn(Shape):
    """A form and a checklist to keep while the step goes on."""

    values: FormValues = Field(default={})
    checklist: Ticked = Field(default=[])


class SkipIn(Shape):
    """Why a step is skipped, and where the case goes on."""

    outcome: Code
    reason: GoodReason


class ReturnIn(Shape):
    """The earlier step to go back to, and why."""

    to: Code
    reason: GoodReason


class CancelCaseIn(Shape):
    """Why a case is called off."""

    reason: GoodReason


class HeldOut(Shape):
    """How many open steps somebody has."""

    steps: int


class StartableOut(Shape):
    """A procedure that can begin about an object."""

    id: UUID
    code: str
    name: Labels
    text: Sentences
    number: int


class OpenStep(Shape):
    """A step that is to be done, or waits, as lists show it."""

    id: UUID
    step: str
    name: Labels
    state: StepState
    owner_id: UUID | None
    owner_name: str | None
    team_id: UUID | None
    team_name: str | None
    due_at: datetime | None
    late: bool


class CaseRow(Shape):
    """A case as lists show it. `number` is the version it runs by."""

    id: UUID
    procedure_id: UUID
    name: Labels
    number: int
    about: AboutOut
    shop_id: UUID | None
    customer_id: UUID | None
    state: CaseState
    result: Labels | None
    open: list[OpenStep]
    started_at: datetime
    started_by_name: str | None
    due_at: datetime | None
    late: bool
    ended_at: datetime | None
    version: int


class StepOut(OpenStep):
    """A visit to a step in full. `returns` are the steps it may be given back to;
    `missing_permissions` the outcomes the caller may not choose.
    """

    visit: int
    branch: str
    task_id: UUID | None
    assign_reason: str | None
    opened_at: datetime | None
    ended_at: datetime | None
    ended_by_name: str | None
    outcome: str | None
    outcome_name: Labels | None
    values: dict[str, FieldValue]
    checklist: list[str]
    reason: str
    may_work: bool
    may_take: bool
    may_skip: bool
    returns: list[str]
    missing_permissions: list[str]


class CaseOut(CaseRow):
    """A case in full: its document, and every visit to a step, oldest first."""

    document: ProcedureDocument
    steps: list[StepOut]
    cancel_reason: str
    may_cancel: bool
