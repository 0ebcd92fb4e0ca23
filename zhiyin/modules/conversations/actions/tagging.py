"""Tags (会话标签) that are put on a conversation by a program."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.conversations.actions.marking import tell_changed
from zhiyin.modules.conversations.rules import MOST_TAGS

_HELD = text("SELECT tags FROM conversations WHERE id = :id FOR NO KEY UPDATE")
_WRITE = text("""
    UPDATE conversations SET number = number + 1, tags = CAST(:tags AS text[])
    WHERE id = :id RETURNING number
""")


async def add_tags(session: WriteSession, conversation_id: UUID, tags: Sequence[str]) -> list[str]:
    """Adds those that are not there yet, as far as there is room; answers which."""
    held = await session.scalar(_HELD, {"id": conversation_id})
    if held is None:
        return []
    new = [tag for tag in dict.fromkeys(tags) if tag not in held][: MOST_TAGS - len(held)]
    if new:
        number = await session.scalar(_WRITE, {"id": conversation_id, "tags": held + new})
        tell_changed(session, conversation_id, number)
    return new


_PARTED = re.compile(r"[\s,，、;；]+")
LONGEST_TAG = 30


def read_tags(typed: str) -> list[str]:
    """Tags as somebody types them, parted by commas or spaces."""
    return [one[:LONGEST_TAG] for one in _PARTED.split(typed) if one]
