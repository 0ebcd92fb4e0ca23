"""The shape of an event: a frozen record in the past tense; ids, small values, no free text."""

import re
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Self
from uuid import UUID

import msgspec

from zhiyin.kernel.actor import Actor, ObjectRef


class Event(msgspec.Struct, frozen=True):
    """Base of all events. The kind is `module.Name`, taken from where the class is defined."""

    schema_version: ClassVar[int] = 1

    @classmethod
    def event_kind(cls) -> str:
        """For example `conversations.ConversationClosed`."""
        return _kind_of(cls)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Reads a stored payload back."""
        return msgspec.convert(payload, cls, strict=False)

    def payload(self) -> dict[str, Any]:
        """What is stored."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built


@cache
def _kind_of(event: type[Event]) -> str:
    """Asked for every event that is stored, so it is worked out once."""
    found = re.search(r"modules\.(\w+)\.", event.__module__ + ".")
    home = found.group(1) if found else event.__module__.split(".")[-2]
    return f"{home}.{event.__name__}"


class StoredEvent(msgspec.Struct, frozen=True):
    """An event with its place in the record."""

    id: int
    kind: str
    event: Event
    about: tuple[ObjectRef, ...]
    actor: Actor
    cause: int | None
    at: datetime
    # The rules of automation it came of, the first one first.
    chain: tuple[UUID, ...] = ()
