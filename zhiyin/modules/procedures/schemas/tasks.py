"""Shapes of tasks."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Moment, Shape, ShortText

TaskState = Literal["open", "done", "cancelled"]
AboutKind = Literal["conversation", "customer", "ticket"]


class AboutIn(Shape):
    """The object a task is about."""

    kind: AboutKind
    id: UUID


class AboutOut(Shape):
    """The object a task is about, as far as the caller may see it."""

    kind: str
    id: UUID
    title: str | None
    path: str | None


class TaskIn(Shape):
    """A task to make: for somebody, or for a team, whose members are given it."""

    title: ShortText
    text: str = Field(default="", max_length=4000)
    due_at: Moment
    owner_id: UUID | None = None
    team_id: UUID | None = None
    about: AboutIn | None = None


class TaskPatch(Shape):
    """What to change of a task; an owner of null gives it back to its team."""

    title: ShortText | None = None
    text: str | None = Field(default=None, max_length=4000)
    due_at: Moment | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None


class ResultIn(Shape):
    """What came of it."""

    result: str = Field(default="", max_length=4000)


class TaskOut(Shape):
    """A task (待办). `origin` names the rule that asked for it, or by_hand."""

    id: UUID
    title: str
    text: str
    state: TaskState
    due_at: datetime
    overdue: bool
    owner_id: UUID | None
    owner_name: str | None
    team_id: UUID | None
    team_name: str | None
    assign_reason: str | None
    about: AboutOut | None
    customer_id: UUID | None
    origin: str
    made_by: UUID | None
    made_by_name: str | None
    made_at: datetime
    result: str
    ended_at: datetime | None
    ended_by_name: str | None
    may_edit: bool
    version: int


class TaskCounts(Shape):
    """How many tasks wait: mine, mine that are late, and those of my teams that nobody has.

    Counted up to 100.
    """

    mine: int
    overdue: int
    unowned: int
