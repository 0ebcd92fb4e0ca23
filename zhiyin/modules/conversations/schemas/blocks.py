"""Shapes of blocked visitors."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Moment, Shape


class BlockIn(Shape):
    """Why no more messages are accepted, and until when; without `until` for good."""

    reason: str = Field(min_length=1, max_length=300)
    until: Moment | None = None


class BlockOut(Shape):
    """A customer whose messages are not accepted (黑名单)."""

    id: UUID
    customer_id: UUID
    customer_name: str
    conversation_id: UUID
    reason: str
    until: datetime | None
    made_at: datetime
    made_by: str


class BlockPage(Shape):
    """Blocks that hold now, newest first."""

    items: list[BlockOut]
    next: str | None
