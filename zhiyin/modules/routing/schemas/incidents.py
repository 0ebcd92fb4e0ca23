"""Shapes of incidents."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Moment, Shape, ShortText
from zhiyin.modules.routing.schemas.situation import IncidentLevel

Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ScriptText = Annotated[str, StringConstraints(max_length=1000)]
Answer = Annotated[str, StringConstraints(max_length=8000)]


class ScopeCondition(Shape):
    """A fact is any of these values; words and pages are looked for inside.

    `field`: subject, words, page, level, tag, shop, channel, language, or one that a module
    contributes.
    """

    field: str = Field(max_length=60)
    any_of: list[Value] = Field(min_length=1, max_length=100)


class ScopeIn(Shape):
    """Whom an incident concerns: any, or all, of the conditions are met."""

    match: Literal["any", "all"] = "any"
    scope: list[ScopeCondition] = Field(min_length=1, max_length=20)


class Script(Shape):
    """Calming words in both languages; empty ones are not offered."""

    zh: ScriptText = Field(alias="zh-CN", default="")
    en: ScriptText = ""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class IncidentIn(ScopeIn):
    """An incident to declare."""

    title: ShortText
    level: IncidentLevel = "major"
    drill: bool = False
    script: Script = Script()


class IncidentPatch(Shape):
    """What to change; what is left out stays."""

    title: ShortText | None = None
    level: IncidentLevel | None = None
    match: Literal["any", "all"] | None = None
    scope: list[ScopeCondition] | None = Field(default=None, min_length=1, max_length=20)


class Review(Shape):
    """What is learnt: what happened, why, what helped, what is to change."""

    happened: Answer = ""
    cause: Answer = ""
    helped: Answer = ""
    change: Answer = ""


class NoteIn(Shape):
    """A line for the incident's history."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class CloseIn(Shape):
    """Why it is over."""

    reason: str = Field(default="", max_length=1000)


class TaskWish(Shape):
    """A task of the second (technical) or third (compensation) line."""

    line: Literal["second", "third"]
    title: ShortText
    text: str = Field(default="", max_length=4000)
    due_at: Moment
    team_id: UUID | None = None
    owner_id: UUID | None = None


class TasksIn(Shape):
    """Tasks to book for the incident."""

    tasks: list[TaskWish] = Field(min_length=1, max_length=20)


class IncidentOut(ScopeIn):
    """An incident (危机事件) with its figures."""

    id: UUID
    title: str
    level: IncidentLevel
    drill: bool
    script: Script
    script_number: int
    sending: bool
    review: Review
    declared_by: UUID | None
    declared_at: datetime
    closed_by: UUID | None
    closed_at: datetime | None
    version: int
    affected: int
    told: int
    complaints: int


class HourOfComplaints(Shape):
    """Complaints of one hour among the conversations that began in it."""

    at: datetime
    complaints: int
    conversations: int


class IncidentEntryOut(Shape):
    """A line of the history.

    `kind`: declared, changed, script, send, sent, stopped, found, tasks, note, closed, reopened,
    reviewed.
    """

    id: UUID
    at: datetime
    kind: str
    staff_id: UUID | None
    staff_name: str
    text: str
    values: dict[str, Any]


class IncidentTask(Shape):
    """A task that was booked, and how it stands."""

    id: UUID
    line: Literal["second", "third"]
    title: str
    state: Literal["open", "done", "cancelled"]
    owner_name: str
    result: str


class IncidentDetail(IncidentOut):
    """One incident with everything about it. `target_permille`: what complaints should stay below.

    `conversations`: those open when it was declared, and all that began since.
    """

    conversations: int
    permille: float | None
    target_permille: int
    hours: list[HourOfComplaints]
    entries: list[IncidentEntryOut]
    tasks: list[IncidentTask]
    job_id: UUID | None


class AffectedOut(Shape):
    """A conversation that is concerned; title and path as far as the caller may read it."""

    conversation_id: UUID
    title: str | None
    path: str | None
    found_at: datetime
    complaint: bool
    told_at: datetime | None


class ScopeCount(Shape):
    """How many of the open conversations a scope fits."""

    open: int
    affected: int


class SelectorOut(Shape):
    """A further field that a module contributes to scopes."""

    field: str
    title: Labels
    choices: dict[str, Labels] | None


class IncidentMark(Shape):
    """A conversation in a list that an open incident concerns."""

    conversation_id: UUID
    incident_id: UUID


class IncidentOfConversation(Shape):
    """An incident that concerns a conversation: what to say, in the customer's language."""

    id: UUID
    title: str
    level: IncidentLevel
    text: str
    told_at: datetime | None
