"""Shapes of what is done to several tickets."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Moment, Shape, ShortText, Tag
from zhiyin.modules.tickets.schemas.tickets import MOST_TAGS, LinkIn, TicketOut
from zhiyin.modules.tickets.schemas.types import Degree, TypeCode

MOST_AT_ONCE = 200


class BulkChange(Shape):
    """What to change of all of them; what is not named stays."""

    status: TypeCode | None = None
    urgency: Degree | None = None
    importance: Degree | None = None
    owner_id: UUID | None = None
    team_id: UUID | None = None
    due_at: Moment | None = None
    add_tags: list[Tag] = Field(default=[], max_length=MOST_TAGS)
    remove_tags: list[Tag] = Field(default=[], max_length=MOST_TAGS)


class BulkIn(Shape):
    """Several tickets, and what to change of them."""

    ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)
    change: BulkChange


class Skipped(Shape):
    """A ticket that stayed as it was, and why."""

    id: UUID
    code: str
    reason: str


class BulkOut(Shape):
    """What came of it. For half a minute `batch_id` takes it back."""

    batch_id: UUID
    changed: list[UUID]
    skipped: list[Skipped]


class MergeIn(Shape):
    """The ticket that goes into this one."""

    from_id: UUID


class SplitIn(Shape):
    """A ticket to make of a part of this one: what it is called, which comments go with it, whether
    it stands below this one. `links` says which of its conversations it is linked with, and with
    which of the messages; without, with all as they are.
    """

    title: ShortText
    text: Annotated[str, StringConstraints(max_length=20_000)] = ""
    type_id: UUID | None = None
    owner_id: UUID | None = None
    comment_ids: list[UUID] = Field(default=[], max_length=200)
    links: list[LinkIn] | None = Field(default=None, max_length=50)
    below: bool = False


class SplitOut(Shape):
    """The new ticket, and the one it came from."""

    made: TicketOut
    left: TicketOut
