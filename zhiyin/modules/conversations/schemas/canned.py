"""Shapes of canned replies."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape

Level = Literal["personal", "team", "shop"]
Speech = Literal["zh-CN", "en"]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Folder = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Shortcut = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=20, pattern=r"^[^\s/]*$")
]
Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class CannedIn(Shape):
    """A canned reply (话术) to keep. A shop reply without a shop is for all shops."""

    level: Level = "personal"
    team_id: UUID | None = None
    shop_id: UUID | None = None
    language: Speech = "zh-CN"
    folder: Folder = ""
    title: Title
    shortcut: Shortcut = ""
    text: Body


class CannedPatch(Shape):
    """What to change of one; where it belongs stays."""

    language: Speech | None = None
    folder: Folder | None = None
    title: Title | None = None
    shortcut: Shortcut | None = None
    text: Body | None = None


class CannedOut(Shape):
    """A canned reply, and how much it is used."""

    id: UUID
    version: int
    level: Level
    owner_id: UUID | None
    team_id: UUID | None
    shop_id: UUID | None
    language: str
    folder: str
    title: str
    shortcut: str
    text: str
    used: int = 0
    edited: int = 0
    people: int = 0
    last_at: datetime | None = None
    may_edit: bool = False


class CannedUseOut(Shape):
    """How often one person has sent it."""

    staff_id: UUID
    name: str
    used: int
    edited: int
    last_at: datetime


class CannedHit(Shape):
    """One that fits a conversation, with its open places filled; `missing` stayed open."""

    id: UUID
    level: Level
    language: str
    folder: str
    title: str
    shortcut: str
    text: str
    missing: list[str]


class UsedIn(Shape):
    """It was sent: as it stands, or changed before."""

    edited: bool = False


class TableIn(Shape):
    """A table of replies (CSV with column titles)."""

    text: str = Field(max_length=4_000_000)


class TableProblem(Shape):
    """A row that was not taken, and why."""

    line: int
    title: str
    reason: Labels


class TableOut(Shape):
    """What became of a table."""

    made: int
    changed: int
    problems: list[TableProblem]


class VariableOut(Shape):
    """Something a text may leave open."""

    name: Labels
    description: Labels
