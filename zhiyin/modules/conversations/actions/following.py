"""Customers' words as whoever reads them follows them: by position, behind the posting, in batches.

The inference process is asked between two transactions. While it is away nothing is lost: what was
said meanwhile is read afterwards, up to a day later.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.places import Stretch, go_on, join_here, look
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import Setting, get_setting
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.conversations.events import MessagePosted

PAGE: Final = 500
# What is older is history: nobody's evening is saved by it any more.
HOURS: Final = 24
Found = TypeVar("Found")

_WORDS = text("""
    SELECT m.conversation_id, m.number, m.text FROM messages m
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(conversation_id uuid, number int)
      ON m.conversation_id = w.conversation_id AND m.number = w.number
    WHERE m.text <> '' AND m.recalled_at IS NULL AND m.at > now() - make_interval(hours => :hours)
    ORDER BY m.conversation_id, m.number
""")


@dataclass(frozen=True)
class Follower(Generic[Found]):
    """Who follows under a name while a setting is on: what is read from words (rows of
    conversation, number and text), and how that is noted, once.
    """

    name: str
    setting: Setting
    read: Callable[[House, Sequence[Any]], Awaitable[list[Found]]]
    note: Callable[[WriteSession, list[Found]], Awaitable[None]]

    async def follow(self, house: House) -> None:
        """Reads what customers have said since the last look."""
        while await self._follow(house):
            pass

    async def _follow(self, house: House) -> bool:
        """One page; answers whether there may be more."""
        async with house.database.reading() as session:
            on = await get_setting(session, self.setting) and house.thinking.is_allowed
            stretch = await look(session, self.name, (MessagePosted,), PAGE)
            words = await _words(session, stretch) if stretch and on else []
        if stretch is None:
            async with house.database.writing() as writing:
                await join_here(writing, self.name)
            return False
        if stretch.begin == stretch.end:
            return False
        try:
            found = await self.read(house, words)
        except ThinkingUnavailable:
            return False
        async with house.database.writing() as writing:
            if await go_on(writing, self.name, stretch):
                await self.note(writing, found)
        return stretch.full


async def _words(session: ReadSession, stretch: Stretch) -> Sequence[Any]:
    posted = [cast(MessagePosted, stored.event) for stored in stretch.events]
    places = [
        {"conversation_id": one.conversation_id, "number": one.number}
        for one in posted
        if one.sender_kind == "customer" and one.kind == "text"
    ]
    if not places:
        return []
    values = {"rows": msgspec.json.encode(places).decode(), "hours": HOURS}
    return (await session.execute(_WORDS, values)).all()
