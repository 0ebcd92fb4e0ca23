"""Shapes of tables of tickets that are taken in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.modules.people.interface import TimeZone

MOST_COLUMNS = 200
Part = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$|^field:[a-z][a-z0-9_]{0,39}$")]
Stage = Literal["read", "check", "take", "undo"]
Outcome = Literal["make", "change", "same", "wrong"]


class ImportColumn(Shape):
    """A column of the table: its title, what it seems to mean, a few of its cells."""

    title: str
    part: Part | None
    samples: list[str]


class PartName(Shape):
    """What a column can mean."""

    part: Part
    name: Labels


class TicketImportOut(Shape):
    """A table of tickets that is taken in (导入工单). `stage` is what was asked for last, and the
    job of `job_id` does it: `check` only tells what would happen. `back`: tickets that stand again
    as before, after the import was undone.
    """

    id: UUID
    file_name: str
    stage: Stage
    job_id: UUID | None
    columns: list[ImportColumn]
    total: int
    done: int
    made: int
    changed: int
    same: int
    wrong: int
    back: int
    by: str
    at: datetime
    may_undo: bool


class TicketImportIn(Shape):
    """What each column means, in the order of the table, null: nothing. Rows that name no type or
    no shop get these; moments without a zone are in this one.
    """

    parts: list[Part | None] = Field(max_length=MOST_COLUMNS)
    type_id: UUID | None = None
    shop_id: UUID | None = None
    time_zone: TimeZone = "Asia/Shanghai"


class ImportRowOut(Shape):
    """What becomes of a row, or became of it; `remarks` say what is wrong, or was left out."""

    row: int
    outcome: Outcome
    name: str
    ticket_id: UUID | None
    remarks: list[Labels]


class ImportRowsQuery(Shape):
    """Which rows of an import, from where on."""

    outcome: list[Outcome] = Field(default=[], max_length=4)
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=100)
