"""Shapes of access keys."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape, ShortText

MOST_DAYS = 365


class AccessKeyIn(Shape):
    """A key to make. It holds the permissions named here as far as its owner holds them, too."""

    name: ShortText
    read_only: bool = True
    permissions: list[str] = Field(max_length=200)
    # None: all shops that its owner reaches.
    shop_ids: list[UUID] = Field(default=[], max_length=200)
    days: int = Field(default=90, ge=1, le=MOST_DAYS)
    calls_a_minute: int = Field(default=60, ge=1, le=600)
    writes_a_day: int = Field(default=200, ge=0, le=10_000)


class AccessKeyOut(Shape):
    """A key without its secret. Calls and changes are those of today."""

    id: UUID
    owner_id: UUID
    owner_name: str
    name: str
    hint: str
    read_only: bool
    permissions: list[str]
    shop_ids: list[UUID]
    calls_a_minute: int
    writes_a_day: int
    made_at: datetime
    expires_at: datetime
    expired: bool
    last_used_at: datetime | None
    calls_today: int
    writes_today: int


class AccessKeyMade(AccessKeyOut):
    """A key as it was made: `token` is told this once."""

    token: str
