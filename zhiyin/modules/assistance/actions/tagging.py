"""Tagging by itself (自动打标签): what has ended gets the tags that the like have.

What was put on one conversation by itself speaks for the next like what people put there: whoever
takes a wrong one away, or adds a missing one, has taught it.
"""

from collections.abc import Sequence
from typing import Final, cast
from uuid import UUID

from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.places import go_on, join_here, look
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.assistance.queries.tags import find_tags
from zhiyin.modules.assistance.settings import TAG
from zhiyin.modules.conversations.events import ConversationClosed
from zhiyin.modules.conversations.interface import Brief, add_tags, get_briefs

TAG_EVERY: Final = 3.0
READER: Final = "assistance.tags"
# Conversations in one transaction.
PAGE: Final = 20


async def tag_ended(database: Database) -> None:
    """Tags the conversations that have ended since the last look.

    Raises `ThinkingUnavailable`; they are tagged once the inference process is back.
    """
    while await _follow(database.house):
        pass


async def _follow(house: House) -> bool:
    """One page; answers whether there may be more."""
    async with house.database.reading() as session:
        stretch = await look(session, READER, (ConversationClosed,), PAGE)
        ended = [] if stretch is None else [one.event for one in stretch.events]
        ids = sorted({cast(ConversationClosed, one).conversation_id for one in ended})
        briefs = (await get_briefs(session, ids)).values()
        wanted = [
            one for one in briefs if await get_setting(session, TAG, Place(shop_id=one.shop_id))
        ]
    if stretch is None:
        async with house.database.writing() as writing:
            await join_here(writing, READER)
        return False
    if stretch.begin == stretch.end:
        return False
    tags = await _find(house, wanted)
    async with house.database.writing() as writing:
        if await go_on(writing, READER, stretch):
            for one in sorted(tags):
                await add_tags(writing, one, tags[one])
    return stretch.full


async def _find(house: House, briefs: Sequence[Brief]) -> dict[UUID, list[str]]:
    if not house.thinking.is_allowed:
        return {}
    return {one.id: found for one in briefs if (found := await find_tags(house, one))}
