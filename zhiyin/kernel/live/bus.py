"""The bus between processes: "look, something changed". Only an accelerator, never the truth."""

from collections.abc import Callable
from typing import Protocol

Receive = Callable[[bytes], None]


class Bus(Protocol):
    """Carries bytes to every other process."""

    reaches_others: bool

    async def start(self, receive: Receive) -> None:
        """Begins to hand over what others publish."""

    async def stop(self) -> None:
        """Ends quietly."""

    def publish(self, data: bytes) -> None:
        """Sends to the others; may be lost."""


class LocalBus:
    """For a single process: there is nobody else to tell."""

    reaches_others = False

    async def start(self, receive: Receive) -> None:
        """Nothing to listen to."""

    async def stop(self) -> None:
        """Nothing to end."""

    def publish(self, data: bytes) -> None:
        """Nobody to tell."""
