"""Shapes of channels that cross the API."""

import re
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape, ShortText
from zhiyin.kernel.i18n.text import Language

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


def _origin(value: str) -> str:
    value = value.strip().rstrip("/").lower()
    if not re.fullmatch(r"https?://(\*\.)?[a-z0-9.-]{1,253}(:\d{1,5})?", value):
        raise ValueError("origin")
    return value


Origin = Annotated[str, AfterValidator(_origin)]


class Look(Shape):
    """How a widget looks and what it says first."""

    color: Color = "#0f8f80"
    title: ShortText
    greeting: Labels
    offline_text: Labels
    position: Literal["right", "left"] = "right"
    offset_x: int = Field(default=20, ge=0, le=200)
    offset_y: int = Field(default=20, ge=0, le=200)


class WidgetIn(Shape):
    """A widget to make."""

    shop_id: UUID
    team_id: UUID | None = None
    name: ShortText
    look: Look
    languages: list[Language] = Field(default=["zh-CN", "en"], min_length=1, max_length=2)
    allowed_origins: list[Origin] = Field(default=[], max_length=50)
    topics: list[UUID] = Field(default=[], max_length=8)
    ask_who: bool = True
    active: bool = True


class WidgetPatch(Shape):
    """What to change of a widget."""

    team_id: UUID | None = None
    name: ShortText | None = None
    look: Look | None = None
    languages: list[Language] | None = Field(default=None, min_length=1, max_length=2)
    allowed_origins: list[Origin] | None = Field(default=None, max_length=50)
    topics: list[UUID] | None = Field(default=None, max_length=8)
    ask_who: bool | None = None
    active: bool | None = None


class WidgetOut(WidgetIn):
    """A widget as staff see it."""

    id: UUID
    key: str
    script_tag: str
    has_secret: bool
    version: int


class ProbeOut(Shape):
    """Whether a channel answers as its customers meet it, and what is wrong if it does not.

    `fault`: unreachable, slow, script (the widget's script does not come), session (the widget
    cannot open), server (an error inside).
    """

    channel_id: UUID
    name: str
    state: Literal["up", "down", "unknown"]
    checked_at: datetime | None
    took_ms: int | None
    down_since: datetime | None
    fault: Literal["unreachable", "slow", "script", "session", "server"] | None


class SecretOut(Shape):
    """A signing secret, shown once."""

    secret: str


class PageIn(Shape):
    """The page a visitor looks at."""

    url: str = Field(default="", max_length=2000)
    title: str = Field(default="", max_length=300)
    referrer: str = Field(default="", max_length=2000)


class IdentityIn(Shape):
    """Who a visitor is, signed by the shop's server."""

    user_id: str = Field(min_length=1, max_length=200)
    name: str | None = Field(default=None, max_length=60)
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=200)
    issued_at: int
    nonce: str = Field(min_length=8, max_length=100)
    signature: str = Field(min_length=64, max_length=64)
