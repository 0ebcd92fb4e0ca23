"""Shapes every module's API shares."""

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Header
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)

from zhiyin.kernel.i18n.text import Text

Item = TypeVar("Item")

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]
LongText = Annotated[str, StringConstraints(max_length=4000)]
# A moment somebody names: with its time zone, and far enough from both ends of the calendar that
# days may be added to it or taken away.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]


def _storable(value: object) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, dict):
        return all(_storable(part) for pair in value.items() for part in pair)
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(_storable(one) for one in value)
    return True


class Shape(BaseModel):
    """Base of everything that crosses the API: unknown fields are refused, and so are null
    characters, which the database does not store in text.
    """

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    @field_validator("*")
    @classmethod
    def _check_storable(cls, value: object) -> object:
        if not _storable(value):
            raise ValueError("null character")
        return value


class Labels(Shape):
    """A label in both languages."""

    zh: str = Field(alias="zh-CN", max_length=200)
    en: str = Field(max_length=200)

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def of(cls, text: Text | dict[str, str]) -> "Labels":
        """From a catalogue text or a stored label."""
        return cls.model_validate(text.as_json() if isinstance(text, Text) else text)

    def as_json(self) -> dict[str, str]:
        """The stored form."""
        return {"zh-CN": self.zh, "en": self.en}


class Page(Shape, Generic[Item]):
    """One page of a list; ask for the next with `cursor=next`."""

    items: list[Item]
    next: str | None = None


class Done(Shape):
    """Nothing more to say."""

    ok: bool = True


class JobAsked(Shape):
    """The job that does it; follow it at `/api/jobs/{job_id}`."""

    job_id: UUID


def _version(if_match: Annotated[str | None, Header()] = None) -> int | None:
    cleaned = (if_match or "").strip().removeprefix("W/").strip('"')
    return int(cleaned) if cleaned.isdigit() and len(cleaned) < 10 else None


IfMatch = _version
