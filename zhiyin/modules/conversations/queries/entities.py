"""The named things in a conversation's messages (实体)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.conversations.entities import Shown, shown
from zhiyin.modules.conversations.queries.lists import SEE_PERSONAL

# What was said longer ago is found in the text.
MOST = 300

_THINGS = text("""
    SELECT e.number, e.things, m.text, m.spans, m.at FROM message_entities e
    JOIN messages m ON m.conversation_id = e.conversation_id AND m.number = e.number
    WHERE e.conversation_id = :id AND e.number BETWEEN :first AND :last
      AND m.text <> '' AND m.recalled_at IS NULL
    ORDER BY e.number DESC LIMIT :most
""")
_COUNT = text("""
    SELECT conversation_id, count(*) AS known FROM message_entities
    WHERE conversation_id = ANY(:ids)
    GROUP BY conversation_id
""")
ALL = (1, 2**31 - 1)


@dataclass(frozen=True)
class Holding:
    """A message and the named things in it."""

    number: int
    at: datetime
    things: Sequence[Shown]


async def list_entities(
    session: ReadSession | WriteSession,
    access: Access,
    conversation_id: UUID,
    within: tuple[int, int] = ALL,
) -> list[Holding]:
    """The customer's latest messages that hold something, in their order, as the caller may see it;
    the caller has been checked before.
    """
    values = {"id": conversation_id, "first": within[0], "last": within[1], "most": MOST}
    rows = (await session.execute(_THINGS, values)).all()
    masked = SEE_PERSONAL not in access.scopes
    held = [
        Holding(row.number, row.at, shown(row.text, row.things, row.spans, masked=masked))
        for row in reversed(rows)
    ]
    return [one for one in held if one.things]


async def count_entities(session: ReadSession, ids: Sequence[UUID]) -> dict[UUID, int]:
    """Of how many messages something is known, by conversation; those with none are left out."""
    rows = await session.execute(_COUNT, {"ids": list(ids)})
    return {row.conversation_id: row.known for row in rows}
