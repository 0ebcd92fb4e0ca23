"""Shapes of procedures: what is edited, checked, tried and published."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.fields.field import FieldType
from zhiyin.kernel.http.shapes import Labels, Moment, Shape
from zhiyin.modules.procedures.rules.documents import Code, ProcedureDocument, Sentences

ProcedureState = Literal["on", "off"]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class ProblemOut(Shape):
    """Something that is wrong with a procedure; `part` is the part of the step, or of the whole."""

    step: str | None
    part: str
    code: str
    severity: Literal["error", "warning"]
    text: Sentences


class ProcedureLine(Shape):
    """A procedure (流程) as the list shows it. `changed`: its draft is not what is published."""

    id: UUID
    code: str
    name: Labels
    state: ProcedureState
    about: list[str]
    published: int | None
    published_at: datetime | None
    published_by_name: str | None
    running: int
    late: int
    changed: bool
    changed_at: datetime
    changed_by_name: str | None
    ready: bool
    version: int


class ProcedureOut(ProcedureLine):
    """A procedure with its draft and what is wrong with it."""

    draft: ProcedureDocument
    problems: list[ProblemOut]
    may_edit: bool
    may_publish: bool


class ProcedureIn(Shape):
    """A procedure to make, empty or as a copy of another one's draft."""

    code: Code
    name: Labels
    copy_of: UUID | None = None


class ProcedureDraftIn(Shape):
    """A draft to keep; it may have problems."""

    document: ProcedureDocument


class StateIn(Shape):
    """Switched on or off."""

    state: ProcedureState


class PublishIn(Shape):
    """What is new in this version."""

    note: Note = ""


class VersionLine(Shape):
    """A published version. `steps`: how many running cases stand at each step."""

    number: int
    note: str
    published_at: datetime
    published_by_name: str | None
    running: int
    steps: dict[str, int]


class ProcedureVersionOut(VersionLine):
    """A published version in full."""

    document: ProcedureDocument


class MigrateIn(Shape):
    """Takes running cases from a version to another one. `steps` says where those go that stand at
    a step; one that is not named goes to the step of the same code.
    """

    from_number: int = Field(ge=1)
    to_number: int = Field(ge=1)
    steps: dict[Code, Code] = Field(default={}, max_length=60)
    preview: bool = True


class StandingOut(Shape):
    """How many cases stand at a step, and where they would go."""

    step: str
    cases: int
    to: str | None


class MigrationOut(Shape):
    """What a migration does, or did. `left` is what is still to be moved: ask again."""

    cases: int
    moved: int
    left: int
    standing: list[StandingOut]
    problems: list[ProblemOut]


class OfferedValue(Shape):
    """A value with its name."""

    value: str
    name: Labels


class OfferedField(Shape):
    """A parameter of an action or a condition."""

    code: str
    name: Labels
    type: FieldType
    required: bool
    choices: list[OfferedValue]


class OfferedCall(Shape):
    """An action or a condition that can stand in a procedure. `about`: for these kinds of object
    only; none: for any.
    """

    code: str
    title: Labels
    about: list[str]
    fields: list[OfferedField]


class OfferedRule(Shape):
    """A rule for who does a step. Without choices it takes no value."""

    code: str
    title: Labels
    about: list[str]
    choices: list[OfferedValue] | None


class OfferedPermission(Shape):
    """A permission an outcome can ask for."""

    name: str
    title: Labels


class ProcedureOffer(Shape):
    """Everything a procedure can be put together from."""

    kinds: list[OfferedValue]
    actions: list[OfferedCall]
    guards: list[OfferedCall]
    rules: list[OfferedRule]
    permissions: list[OfferedPermission]


class DryChoice(Shape):
    """What is chosen at a step in a dry run, so many minutes after it opened; without minutes, at
    its limit.
    """

    step: Code
    outcome: Code
    minutes: int | None = Field(default=None, ge=0, le=525_600)


class DryRunIn(Shape):
    """A document to walk through with these choices, for a shop and a team."""

    document: ProcedureDocument
    shop_id: UUID
    team_id: UUID | None = None
    started_at: Moment | None = None
    choices: list[DryChoice] = Field(default=[], max_length=200)


class DryAction(Shape):
    """An action that would be carried out."""

    when: Literal["enter", "leave"]
    code: str
    title: Labels


class DryNotice(Shape):
    """Who would be told, by name."""

    when: Literal["opened", "due_soon", "late"]
    names: list[str]


class DryStep(Shape):
    """A visit to a step in a dry run. `how` says by which rule it was given to whom."""

    step: str
    visit: int
    state: Literal["waiting", "open", "done", "cancelled"]
    owner_id: UUID | None
    owner_name: str | None
    team_id: UUID | None
    team_name: str | None
    how: Labels
    opened_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    actions: list[DryAction]
    notices: list[DryNotice]


class DryRunOut(Shape):
    """How it would go. `refused` says why a choice was not possible; what came before it stands."""

    steps: list[DryStep]
    ended: bool
    ended_at: datetime | None
    late: bool
    refused: Sentences | None
