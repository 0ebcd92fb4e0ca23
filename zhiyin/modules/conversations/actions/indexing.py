"""Making messages findable, behind the posting and in its order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.text.tokens import tokens

BLOCK = 65_536
READER = "conversations.search"

_READ = text("""
    SELECT m.conversation_id, m.number, m.at, m.text FROM messages m
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(conversation_id uuid, number int)
      ON m.conversation_id = w.conversation_id AND m.number = w.number
    WHERE m.text <> '' AND m.recalled_at IS NULL
    ORDER BY m.at, m.conversation_id, m.number
""")
_LAST = text("SELECT number, filled FROM search_blocks ORDER BY number DESC LIMIT 1 FOR UPDATE")
_FILL = text("""
    INSERT INTO search_blocks (number, filled) VALUES (:number, :filled)
    ON CONFLICT (number) DO UPDATE SET filled = EXCLUDED.filled
""")
_STORE = text("""
    INSERT INTO message_tokens (conversation_id, number, block, at, tokens)
    SELECT t.conversation_id, t.number, t.block, t.at, array_to_tsvector(t.tokens)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS t(
        conversation_id uuid, number int, block int, at timestamptz, tokens text[])
    ON CONFLICT DO NOTHING
""")


async def index_messages(session: WriteSession, places: Sequence[tuple[UUID, int]]) -> None:
    """Indexes these messages. Run by one reader at a time, so blocks fill in the order of time."""
    wanted = [{"conversation_id": one, "number": number} for one, number in places]
    found = await session.execute(_READ, {"rows": msgspec.json.encode(wanted).decode()})
    last = (await session.execute(_LAST)).first()
    block, filled = (last.number, last.filled) if last else (0, 0)
    rows: list[dict[str, Any]] = []
    for row in found:
        if filled >= BLOCK:
            await session.execute(_FILL, {"number": block, "filled": filled})
            block, filled = block + 1, 0
        filled += 1
        rows.append(
            {
                "conversation_id": row.conversation_id,
                "number": row.number,
                "block": block,
                "at": row.at,
                "tokens": [f"{block}:{token}" for token in tokens(row.text)],
            }
        )
    await session.execute(_FILL, {"number": block, "filled": filled})
    if rows:
        await session.execute(_STORE, {"rows": msgspec.json.encode(rows).decode()})


_GONE = text("""
    DELETE FROM message_tokens t USING messages m
    WHERE t.conversation_id = :id AND m.conversation_id = t.conversation_id
      AND m.number = t.number AND m.recalled_at IS NOT NULL
""")


async def forget_recalled(session: WriteSession, conversation_ids: Sequence[UUID]) -> None:
    """Recalled messages are no longer found."""
    for conversation_id in sorted(set(conversation_ids)):
        await session.execute(_GONE, {"id": conversation_id})
