"""Shapes of how somebody is called: by which sound, on which device, and when not at all."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from zhiyin.kernel.contracts.notices import Topic
from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.people.attention import DEFAULTS, MAIL_AFTER


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        raise ValueError("time zone") from error
    return value


TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]


def _clock_time(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError("time")
    return value


ClockTime = Annotated[str, AfterValidator(_clock_time)]
Tone = Literal["none", "soft", "bell", "knock", "drop"]


class TopicChoice(Shape):
    """How one topic calls."""

    tone: Tone
    desktop: bool
    push: bool
    mail: bool


class QuietHours(Shape):
    """When nothing calls (免打扰): every day between two times; urgent matters may pass."""

    on: bool = False
    begin: ClockTime = "22:00"
    end: ClockTime = "08:00"
    time_zone: TimeZone = "Asia/Shanghai"
    urgent_passes: bool = True


def _defaults() -> dict[Topic, TopicChoice]:
    return {topic: TopicChoice(**vars(way)) for topic, way in DEFAULTS.items()}


class NotificationChoice(Shape):
    """How somebody is called. The first four switch a way off altogether."""

    sound: bool = True
    desktop: bool = False
    push: bool = True
    mail: bool = True
    # Minutes something is left unread before it is mailed to who is not there.
    mail_after: int = Field(default=MAIL_AFTER, ge=5, le=1440)
    quiet: QuietHours = Field(default_factory=QuietHours)
    topics: dict[Topic, TopicChoice] = Field(default_factory=_defaults)

    @field_validator("topics", mode="before")
    @classmethod
    def _all_topics(cls, given: Any) -> Any:
        """Topics nothing was said of call as they do by default."""
        return {**_defaults(), **given} if isinstance(given, dict) else given


class PushKeyOut(Shape):
    """The key browsers sign up with; empty where pushes are switched off."""

    key: str


class PushIn(Shape):
    """A browser as its push service knows it."""

    endpoint: str = Field(max_length=1000)
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=60)


class PushDevice(Shape):
    """A browser that gets pushes."""

    id: UUID
    name: str
    here: bool
    made_at: datetime
    used_at: datetime | None


class PushTested(Shape):
    """How many browsers a test was sent to."""

    devices: int
