"""Shapes of webhooks."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator

from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.kernel.outward import Problem
from zhiyin.modules.webhooks.rules import OffReason, is_address

Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Kind = Annotated[str, StringConstraints(max_length=100)]
State = Literal["waiting", "delivered", "dead"]


class WebhookIn(Shape):
    """A webhook to make or to change. `kinds` empty: every event."""

    name: ShortText
    url: Url
    kinds: list[Kind] = Field(default=[], max_length=300)
    on: bool = True

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str) -> str:
        if not is_address(value):
            raise ValueError("http(s) address")
        return value


class WebhookOut(Shape):
    """A webhook without its secret. `waiting` and `dead` count deliveries."""

    id: UUID
    name: str
    url: str
    kinds: list[str]
    on: bool
    off_reason: OffReason | None
    made_at: datetime
    succeeded_at: datetime | None
    failing_since: datetime | None
    waiting: int
    dead: int
    # Until then deliveries are signed with the secret before, too.
    old_until: datetime | None
    version: int


class WebhookMade(WebhookOut):
    """A webhook with its secret, which is told this once."""

    secret: str


class EventField(Shape):
    """A value of an event, by the name and type it has in `data`."""

    name: str
    type: str


class EventKindOut(Shape):
    """A kind of event that can be asked for."""

    kind: str
    module: str
    module_title: Labels
    text: str
    version: int
    fields: list[EventField]


class DeliveryLine(Shape):
    """One event for one address. `status` and `problem` are those of the last try."""

    id: UUID
    kind: str
    test: bool
    state: State
    tries: int
    made_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    status: int | None
    problem: Problem | None
    milliseconds: int | None


class DeliveryOut(DeliveryLine):
    """A delivery with what was sent and how the answer began."""

    body: dict[str, Any]
    answer: str | None


class Redelivered(Shape):
    """How many will be sent again."""

    count: int
