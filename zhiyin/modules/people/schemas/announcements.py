"""Shapes of announcements to staff."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from zhiyin.kernel.http.shapes import Moment, Shape


class Words(Shape):
    """What is said, in one language or in both."""

    zh: str = Field("", alias="zh-CN", max_length=2000)
    en: str = Field("", max_length=2000)

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.zh.strip() or self.en.strip()):
            raise ValueError("no words")
        return self

    def as_json(self) -> dict[str, str]:
        """The stored form."""
        return {"zh-CN": self.zh.strip(), "en": self.en.strip()}


class AnnouncementIn(Shape):
    """An announcement to make or edit; no teams: for everybody."""

    text: Words
    team_ids: list[UUID] = Field(default=[], max_length=100)
    pinned_until: Moment | None = None
    must_confirm: bool = False


class AnnouncementOut(Shape):
    """An announcement as its readers see it; `read` and `confirmed` are the caller's own."""

    id: UUID
    text: dict[str, str]
    team_ids: list[UUID]
    pinned_until: datetime | None
    must_confirm: bool
    made_by: str
    made_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    read: bool
    confirmed: bool


class AnnouncementFull(AnnouncementOut):
    """The same for who manages it: its version, and how many have read and confirmed it."""

    version: int
    readers: int
    read_count: int
    confirmed_count: int


class ReceiptOut(Shape):
    """Whether somebody has read and confirmed the words as they are now."""

    staff_id: UUID
    name: str
    team_ids: list[UUID]
    read_at: datetime | None
    confirmed_at: datetime | None
