"""Making messages findable, behind the posting and in its order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.text.tokens import VERSION, tokens

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


# One transaction of the pass: short, so that nobody waits for it.
CHUNK = 500
_PASS = text("""
    INSERT INTO search_passes (version) VALUES (:version) ON CONFLICT DO NOTHING
""")
_WHERE = text("""
    SELECT conversation_id, number FROM search_passes
    WHERE version = :version AND done_at IS NULL FOR UPDATE SKIP LOCKED
""")
_NEXT = text("""
    SELECT t.conversation_id, t.number, t.block, m.text FROM message_tokens t
    JOIN messages m ON m.conversation_id = t.conversation_id AND m.number = t.number
    WHERE (t.conversation_id, t.number) < (:conversation_id, :number)
    ORDER BY t.conversation_id DESC, t.number DESC LIMIT :limit
""")
_RENEW = text("""
    UPDATE message_tokens t SET tokens = array_to_tsvector(r.tokens)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(
        conversation_id uuid, number int, tokens text[])
    WHERE t.conversation_id = r.conversation_id AND t.number = r.number
""")
_MOVE = text("""
    UPDATE search_passes SET conversation_id = :conversation_id, number = :number,
        done_at = CASE WHEN :done THEN now() END
    WHERE version = :version
""")


async def renew_tokens(database: Database) -> None:
    """Cuts stored messages anew after an upgrade that cuts texts differently, newest first.

    What is not reached yet is still found by its old tokens. Stopped, it goes on where it was;
    of several workers one does it.
    """
    more = True
    while more:
        async with database.writing() as session:
            more = await _renew_some(session)


async def _renew_some(session: WriteSession) -> bool:
    await session.execute(_PASS, {"version": VERSION})
    place = (await session.execute(_WHERE, {"version": VERSION})).first()
    if place is None:
        return False
    after = {"conversation_id": place.conversation_id, "number": place.number}
    found = (await session.execute(_NEXT, after | {"limit": CHUNK})).all()
    rows = [
        {
            "conversation_id": row.conversation_id,
            "number": row.number,
            "tokens": [f"{row.block}:{token}" for token in tokens(row.text)],
        }
        for row in found
    ]
    if rows:
        await session.execute(_RENEW, {"rows": msgspec.json.encode(rows).decode()})
        after = {key: rows[-1][key] for key in after}
    await session.execute(_MOVE, after | {"version": VERSION, "done": len(rows) < CHUNK})
    return len(rows) == CHUNK
