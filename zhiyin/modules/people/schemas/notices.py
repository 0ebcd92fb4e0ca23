"""Shapes of notices to staff. Typed dictionaries, because the socket sends them, too."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from typing_extensions import TypedDict

from zhiyin.kernel.contracts.notices import Severity, Topic
from zhiyin.kernel.http.shapes import Shape


class NoticeOut(TypedDict):
    """A notice: its title in every language, and the object it is about."""

    id: UUID
    kind: str
    severity: Severity
    topic: Topic
    title: dict[str, str]
    about_kind: str | None
    about_id: UUID | None
    at: datetime | str
    read: bool


class NoticePage(TypedDict):
    """A page of notices, newest first, and how many are unread (counted up to 100)."""

    items: list[NoticeOut]
    next: str | None
    unread: int


class NoticesRead(Shape):
    """Which notices have been read; none named: all of them."""

    ids: list[UUID] = Field(default=[], max_length=200)


class Unread(Shape):
    """How many notices are unread, counted up to 100."""

    unread: int
