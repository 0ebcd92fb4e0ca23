"""Named things in what customers write (实体): found behind the posting, in batches, by inference.

While it is away nothing is lost: what was said meanwhile is read afterwards, up to a day later.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.conversations.actions.following import Follower
from zhiyin.modules.conversations.entity_settings import ENTITIES
from zhiyin.modules.understanding.interface import MOST_FOUND, Find, Thing, find

LOOK_EVERY: Final = 1.0
READER: Final = "conversations.entities"

# What is being erased or taken back this moment is waited for, and then has nothing to note.
_NOTE = text("""
    WITH there AS (
        SELECT m.conversation_id, m.number, f.things FROM messages m
        JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS f(
            conversation_id uuid, number int, things jsonb)
          ON m.conversation_id = f.conversation_id AND m.number = f.number
        WHERE m.text <> '' AND m.recalled_at IS NULL
        ORDER BY m.conversation_id, m.number FOR SHARE OF m)
    INSERT INTO message_entities (conversation_id, number, things)
    SELECT conversation_id, number, things FROM there
    ON CONFLICT DO NOTHING
""")
_FORGET = text("""
    DELETE FROM message_entities e USING messages m
    WHERE e.conversation_id = ANY(:ids) AND m.conversation_id = e.conversation_id
      AND m.number = e.number AND m.recalled_at IS NOT NULL
""")


async def _find(house: House, words: Sequence[Any]) -> list[tuple[UUID, int, list[Thing]]]:
    found = list[tuple[UUID, int, list[Thing]]]()
    for start in range(0, len(words), MOST_FOUND):
        some = words[start : start + MOST_FOUND]
        answer = await find(house, Find([row.text for row in some]))
        found += [
            (row.conversation_id, row.number, things)
            for row, things in zip(some, answer.things, strict=True)
            if things
        ]
    return found


async def note_entities(
    session: WriteSession, found: Sequence[tuple[UUID, int, list[Thing]]]
) -> None:
    """Writes down what was found; whoever looks at the conversations sees it within a second."""
    if not found:
        return
    rows = [
        {"conversation_id": conversation_id, "number": number, "things": things}
        for conversation_id, number, things in found
    ]
    await session.execute(_NOTE, {"rows": msgspec.json.encode(rows).decode()})


async def forget_entities(session: WriteSession, conversation_ids: Sequence[UUID]) -> None:
    """What was taken back is not used any more."""
    await session.execute(_FORGET, {"ids": list(conversation_ids)})


_FOLLOWER = Follower(READER, ENTITIES, _find, note_entities)


async def follow_entities(database: Database) -> None:
    """Looks through what customers have said since the last look."""
    await _FOLLOWER.follow(database.house)
