"""The shape of an event: a frozen record in the past tense; ids, small values, no free text."""

import re
from datetime import datetime
from typing import Any, ClassVar, Self

import msgspec

from zhiyin.kernel.actor import Actor, ObjectRef


class Event(msgspec.Struct, frozen=True):
    """Base of all events. The kind is `module.Name`, taken from where the class is defined."""

    schema_version: ClassVar[int] = 1

    @classmethod
    def event_kind(cls) -> str:
        """For example `conversations.ConversationClosed`."""
        found = re.search(r"modules\.(\w+)\.", cls.__module__ + ".")
        home = found.group(1) if found else cls.__module__.split(".")[-2]
        return f"{home}.{cls.__name__}"

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Reads a stored payload back."""
        return msgspec.convert(payload, cls, strict=False)

    def payload(self) -> dict[str, Any]:
        """What is stored."""
        built: dict[str, Any] = msgspec.to_builtins(self)
        return built


class StoredEvent(msgspec.Struct, frozen=True):
    """An event with its place in the record."""

    id: int
    kind: str
    event: Event
    about: tuple[ObjectRef, ...]
    actor: Actor
    cause: int | None
    at: datetime
