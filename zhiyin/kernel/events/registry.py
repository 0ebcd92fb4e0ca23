"""Which kinds of events exist, and who listens to them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent

Lane = Literal["now", "later", "thinking"]
Handle = Callable[[WriteSession, Sequence[StoredEvent]], Awaitable[None]]


@dataclass(frozen=True)
class Listener:
    """Hears a set of kinds, in batches, in the order they happened; may run twice without harm."""

    name: str
    kinds: tuple[type[Event], ...]
    handle: Handle
    lane: Lane = "later"


@dataclass(frozen=True)
class Reader:
    """Follows all events of its kinds by position, one writer at a time, rebuildable."""

    name: str
    kinds: tuple[type[Event], ...]
    handle: Handle


@dataclass
class EventRegistry:
    """Filled from the modules' manifests at start."""

    types: dict[str, type[Event]] = field(default_factory=dict)
    listeners: dict[str, Listener] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    _by_kind: dict[str, list[Listener]] = field(default_factory=dict)

    def add_type(self, event: type[Event]) -> None:
        """Makes a kind known, so that stored payloads can be read back."""
        self.types[event.event_kind()] = event

    def add_listener(self, listener: Listener) -> None:
        """Subscribes a listener to its kinds."""
        self.listeners[listener.name] = listener
        for kind in listener.kinds:
            self._by_kind.setdefault(kind.event_kind(), []).append(listener)

    def add_reader(self, reader: Reader) -> None:
        """Adds a reader by position."""
        self.readers[reader.name] = reader

    def listeners_of(self, kind: str) -> list[Listener]:
        """Who hears `kind`."""
        return self._by_kind.get(kind, [])
