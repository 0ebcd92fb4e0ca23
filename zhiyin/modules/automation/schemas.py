"""Shapes of automation."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from zhiyin.kernel.contracts.automation import FactType
from zhiyin.kernel.fields.field import FieldType, FieldValue
from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.modules.automation.rules import Match, Op, PauseReason

Code = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Value = Annotated[str, StringConstraints(min_length=1, max_length=300)]
State = Literal["waiting", "done", "failed", "stopped"]
# Longer than this nothing is waited for: 90 days.
MOST_HOURS = 2160


class RuleConditionIn(Shape):
    """Something asked of one fact."""

    fact: Code
    op: Op = "any"
    values: list[Value] = Field(default=[], max_length=50)


class GroupIn(Shape):
    """Conditions that hold together, or of which one is enough."""

    match: Match = "all"
    conditions: list[RuleConditionIn] = Field(max_length=20)


class ActionIn(Shape):
    """One action with its parameters."""

    code: Code
    values: dict[str, FieldValue] = Field(default={}, max_length=20)


class RuleDocument(Shape):
    """When, if, then. A rule begins with a happening, or with something that has lasted for some
    opening hours.
    """

    about: Code
    happening: Code | None = None
    standstill: Code | None = None
    lasting: dict[str, FieldValue] = Field(default={}, max_length=20)
    hours: float = Field(default=24, gt=0, le=MOST_HOURS)
    match: Match = "all"
    groups: list[GroupIn] = Field(default=[], max_length=10)
    actions: list[ActionIn] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _check_when(self) -> "RuleDocument":
        if (self.happening is None) == (self.standstill is None):
            raise ValueError("either a happening or a standstill")
        return self


class AutomationRuleIn(Shape):
    """A rule to make or to change."""

    name: ShortText
    document: RuleDocument
    on: bool = False


class SwitchIn(Shape):
    """Switches a rule on or off."""

    on: bool


class AutomationOrderIn(Shape):
    """All rules in their new order."""

    ids: list[UUID] = Field(min_length=1, max_length=200)


class FaultOut(Shape):
    """What is wrong with a rule, in the reader's language; `action` is the place of the action,
    from 0.
    """

    part: Literal["when", "if", "then"]
    text: str
    action: int | None = None


class AutomationRuleOut(Shape):
    """A rule with how it goes. `last_error` is what its last failed run says."""

    id: UUID
    version: int
    name: str
    ready: str | None
    document: RuleDocument
    on: bool
    paused_at: datetime | None
    paused_reason: PauseReason | None
    made_by_name: str
    runs: int
    failed: int
    last_at: datetime | None
    last_error: str | None
    faults: list[FaultOut]


class AutomationVersionOut(Shape):
    """A rule as somebody left it."""

    number: int
    name: str
    document: RuleDocument
    on: bool
    at: datetime
    by_name: str


class OfferedChoice(Shape):
    """Something that can be chosen."""

    value: str
    name: Labels


class OfferedFact(Shape):
    """Something conditions can ask for."""

    code: str
    title: Labels
    type: FactType
    choices: list[OfferedChoice] | None


class OfferedMatter(Shape):
    """A kind of object rules are about, with what can be asked of it."""

    about: str
    title: Labels
    facts: list[OfferedFact]


class OfferedStart(Shape):
    """Something that starts a rule."""

    code: str
    title: Labels
    about: str


class OfferedParameter(Shape):
    """A parameter of an action or of something that lasts."""

    code: str
    name: Labels
    type: FieldType
    required: bool
    choices: list[OfferedChoice]


class OfferedStandstill(OfferedStart):
    """Something that starts a rule when it has lasted."""

    fields: list[OfferedParameter]


class OfferedAction(Shape):
    """Something rules and macros do. `allowed`: the caller may do it by a macro."""

    code: str
    title: Labels
    about: list[str]
    fields: list[OfferedParameter]
    allowed: bool


class AutomationOffer(Shape):
    """Everything that modules contribute, with what can be chosen."""

    matters: list[OfferedMatter]
    happenings: list[OfferedStart]
    standstills: list[OfferedStandstill]
    actions: list[OfferedAction]


class TrueConditionOut(Shape):
    """A condition that was true, with the value then."""

    fact: str
    op: Op
    values: list[str]
    was: list[str]


class AutomationStepOut(Shape):
    """What one action did, or why not."""

    code: str
    state: Literal["done", "failed", "again"]
    said: str | None
    at: datetime


class AutomationRunOut(Shape):
    """A run: which rule or macro, why, and what was done. `path` leads to its object."""

    id: UUID
    rule_id: UUID | None
    name: str
    by_name: str | None
    about_kind: str
    about_id: UUID
    title: str
    path: str | None
    start: str | None
    event_id: int | None
    chain: list[str]
    held: list[TrueConditionOut]
    steps: list[AutomationStepOut]
    pending: list[str]
    state: State
    made_at: datetime
    next_at: datetime | None
    ended_at: datetime | None


class MacroIn(Shape):
    """A macro to make or to change: for oneself, for a team, or for everybody."""

    name: ShortText
    about: Code
    actions: list[ActionIn] = Field(min_length=1, max_length=20)
    private: bool = True
    team_id: UUID | None = None


class MacroOut(MacroIn):
    """A macro. `faults` says what of it cannot be done any more, or not by the caller."""

    id: UUID
    version: int
    may_edit: bool
    faults: list[FaultOut]


class MacroUse(Shape):
    """On what a macro is used."""

    about_kind: Code
    about_id: UUID


class AutomationTrialOut(Shape):
    """How far a dry run has come, and what would have been acted on."""

    job_id: UUID
    seen: int
    matched: int
    found: list["TrialFound"]
    ended: bool


class TrialFound(Shape):
    """An object that would have been acted on."""

    id: UUID
    title: str
    path: str
