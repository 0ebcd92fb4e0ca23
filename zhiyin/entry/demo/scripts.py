"""What is going to be said in a live conversation, shared by the two who say it."""

import asyncio
from dataclasses import dataclass, field
from random import Random

from zhiyin.entry.demo.talk import Said


@dataclass
class Script:
    """The words of one conversation and how far it has come."""

    said: list[Said]
    subject: str
    mood: str
    cursor: int = 0
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def next_of(self, *roles: str) -> Said | None:
        """The next message if it is one of these people's turn."""
        if self.cursor < len(self.said) and self.said[self.cursor].role in roles:
            return self.said[self.cursor]
        return None

    @property
    def done(self) -> bool:
        """Everything is said."""
        return self.cursor >= len(self.said)

    def advance(self) -> None:
        """A message was said."""
        self.cursor += 1
        self.moved.set()

    def skip_to_customer(self) -> None:
        """A real person answered in their own words: the customer goes on from here."""
        while self.next_of("staff", "note"):
            self.advance()

    async def wait(self, seconds: float) -> bool:
        """Until something was said; false when nothing was for so long."""
        self.moved.clear()
        try:
            async with asyncio.timeout(seconds):
                await self.moved.wait()
        except TimeoutError:
            return False
        return True


def thinking(rng: Random, text: str, *, quick: bool) -> float:
    """Seconds a person takes before having written this."""
    typing = len(text) * rng.uniform(0.1, 0.25)
    return rng.uniform(2.0, 7.0) * (1.0 if quick else 2.2) + min(typing, 14.0)
