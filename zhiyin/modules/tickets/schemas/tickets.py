"""Shapes of tickets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import LongText, Moment, Shape, ShortText, Tag
from zhiyin.modules.tickets.pressing import Cause
from zhiyin.modules.tickets.schemas.promises import PromiseOut
from zhiyin.modules.tickets.schemas.types import Degree, StateName, TypeCode

Words = Annotated[str, StringConstraints(max_length=20_000)]
MOST_TAGS = 20
MOST_WATCHERS = 50
MOST_MENTIONS = 20


class LinkIn(Shape):
    """A conversation to link, with the messages that say why: from which number to which. Without
    numbers a new ticket takes the latest ones along.
    """

    conversation_id: UUID
    first: int | None = Field(default=None, ge=1)
    last: int | None = Field(default=None, ge=1)


class TicketIn(Shape):
    """A ticket to make. From a conversation it takes what is not said here: customer, shop,
    subject, team. With `template_id` what that template says is made below it along with it.
    """

    type_id: UUID
    title: ShortText
    text: Words = ""
    status: TypeCode | None = None
    urgency: Degree | None = None
    importance: Degree | None = None
    shop_id: UUID | None = None
    customer_id: UUID | None = None
    subject_id: UUID | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    parent_id: UUID | None = None
    watchers: list[UUID] = Field(default=[], max_length=MOST_WATCHERS)
    tags: list[Tag] = Field(default=[], max_length=MOST_TAGS)
    due_at: Moment | None = None
    fields: dict[str, FieldValue] = Field(default={}, max_length=60)
    link: LinkIn | None = None
    template_id: UUID | None = None


class TicketPatch(Shape):
    """What to change of a ticket; what is not named stays."""

    type_id: UUID | None = None
    title: ShortText | None = None
    text: Words | None = None
    status: TypeCode | None = None
    urgency: Degree | None = None
    importance: Degree | None = None
    shop_id: UUID | None = None
    customer_id: UUID | None = None
    subject_id: UUID | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    parent_id: UUID | None = None
    tags: list[Tag] | None = Field(default=None, max_length=MOST_TAGS)
    due_at: Moment | None = None
    # No rule raises the priority while it is held.
    held: bool | None = None
    fields: dict[str, FieldValue] | None = Field(default=None, max_length=60)


class EndIn(Shape):
    """How it ends: a status of the type that is solved or closed (without one, the first solved
    one), and what came of it. `anyway`: whoever ends it knows that tickets below it are open.
    """

    status: TypeCode | None = None
    result: LongText = ""
    anyway: bool = False
    fields: dict[str, FieldValue] = Field(default={}, max_length=60)


class PersonOut(Shape):
    """A member of staff by name."""

    id: UUID
    name: str


class RaisedOut(Shape):
    """A cause for which rules raise a priority: so many steps, since when."""

    cause: Cause
    steps: int
    since: datetime | None


class TicketRow(Shape):
    """A ticket (工单) as lists show it. `priority` is 1 lowest to 5 highest, from urgency and
    importance, and `raised` steps higher by rules; `held`: somebody wants it as it is.
    `names` says what the ids among the values of its fields are called.
    """

    id: UUID
    ref: str
    title: str
    type_id: UUID
    status: str
    state: StateName
    urgency: int
    importance: int
    priority: int
    raised: int
    raised_by: list[RaisedOut]
    held: bool
    shop_id: UUID
    customer_id: UUID | None
    customer_name: str | None
    subject_id: UUID | None
    team_id: UUID | None
    team_name: str | None
    owner_id: UUID | None
    owner_name: str | None
    parent_id: UUID | None
    tags: list[str]
    fields: dict[str, FieldValue]
    names: dict[str, str]
    due_at: datetime | None
    overdue: bool
    promise: PromiseOut | None
    made_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    version: int


class LinkedMessage(Shape):
    """A message a ticket was made from."""

    number: int
    sender_kind: str
    name: str
    text: str
    at: datetime


class LinkOut(Shape):
    """A conversation linked with a ticket; `path` where the caller may read it."""

    conversation_id: UUID
    ref: str
    customer_name: str
    state: str
    path: str | None
    at: datetime
    messages: Sequence[LinkedMessage] = ()


class PartOut(Shape):
    """A ticket above or below another one."""

    id: UUID
    ref: str
    title: str
    status: str
    state: StateName
    type_id: UUID
    owner_name: str | None


class TicketOut(TicketRow):
    """A ticket in full."""

    text: str
    result: str
    origin: str
    # Its number elsewhere, where it came with a table.
    external: str | None
    made_by: UUID | None
    made_by_name: str | None
    ended_by_name: str | None
    watchers: list[PersonOut]
    links: list[LinkOut]
    parent: PartOut | None
    parts: list[PartOut]
    # Where this one went.
    merged_into: PartOut | None
    watching: bool
    may_edit: bool
    may_undo: bool
    # Whether it went into another one so lately that it can come back.
    may_part: bool


class CommentIn(Shape):
    """An inner comment. Colleagues it calls by name are told, and watch the ticket from then on."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
    mentions: list[UUID] = Field(default=[], max_length=MOST_MENTIONS)


class CommentOut(Shape):
    """An inner comment (内部评论); customers never see it."""

    id: UUID
    staff_id: UUID
    name: str
    text: str
    mentions: list[PersonOut]
    at: datetime


class ChangedPart(Shape):
    """A part of a ticket before and after; people, teams and types by their names."""

    part: str
    before: Any
    after: Any


class ChangeOut(Shape):
    """One step of a ticket's history. Where a rule of automation did it, `name` is the rule's and
    `path` leads to why.
    """

    id: UUID
    at: datetime
    verb: str
    name: str
    path: str | None
    parts: list[ChangedPart]


class WatchersIn(Shape):
    """Who watches a ticket from now on."""

    ids: list[UUID] = Field(max_length=MOST_WATCHERS)


class TicketCounts(Shape):
    """How many tickets wait: mine, mine that are late, those of my teams that nobody has.

    Counted up to 100.
    """

    mine: int
    overdue: int
    unowned: int


Box = Literal["mine", "team", "watching", "all"]
# By a custom field upwards, or downwards with a minus; what has no value comes last.
Sort = Annotated[
    str,
    StringConstraints(
        pattern=r"^(newest|oldest|changed|due|promise|priority|-?field:[a-z][a-z0-9_]{0,39})$"
    ),
]
Without = Literal["owner_id", "team_id", "customer_id", "due_at", "subject_id"]
Due = Literal["overdue", "today", "week"]
FilterText = Annotated[str, StringConstraints(max_length=300)]


class TicketFilter(Shape):
    """Which tickets. Several values of one part: any of them; several parts: all of them.

    `field` narrows by a custom field: `code:value`, or `code:from..to` for numbers, amounts and
    dates.
    """

    box: Box = "all"
    state: list[StateName] = Field(default=[], max_length=4)
    type_id: list[UUID] = Field(default=[], max_length=50)
    status: list[TypeCode] = Field(default=[], max_length=30)
    priority: list[Annotated[int, Field(ge=1, le=5)]] = Field(default=[], max_length=5)
    owner_id: list[UUID] = Field(default=[], max_length=50)
    team_id: list[UUID] = Field(default=[], max_length=50)
    shop_id: list[UUID] = Field(default=[], max_length=50)
    customer_id: UUID | None = None
    conversation_id: UUID | None = None
    parent_id: UUID | None = None
    subject_id: list[UUID] = Field(default=[], max_length=50)
    tag: list[Tag] = Field(default=[], max_length=5)
    without: list[Without] = Field(default=[], max_length=5)
    due: Due | None = None
    # The promise that presses most is broken, or due within a day or a week.
    promise: Due | None = None
    made_after: Moment | None = None
    made_before: Moment | None = None
    field: list[FilterText] = Field(default=[], max_length=5)
    q: str = Field(default="", max_length=100)


class TicketQuery(TicketFilter):
    """Which tickets, in which order, from where on. With `q` the newest come first."""

    sort: Sort = "newest"
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=100)


Grouping = Annotated[
    str,
    StringConstraints(
        pattern=r"^(status|state|type_id|priority|owner_id|team_id|shop_id|field:[a-z][a-z0-9_]{0,39})$"
    ),
]


class GroupQuery(TicketFilter):
    """Which tickets, and by which part of them they are counted."""

    by: Grouping


class GroupOut(Shape):
    """How many tickets share a value; `key` is null for those that have none."""

    key: str | None
    count: int


class GroupsOut(Shape):
    """A board's columns with their counts. `more`: there are more tickets than were counted."""

    groups: list[GroupOut]
    more: bool
