"""Lines: what happened in a conversation, numbered like a message and drawn quietly."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.customers.interface import personal_spans


class Line(msgspec.Struct, frozen=True):
    """One event line; `values` hold small things (names, a reason), and a text for the customer."""

    conversation_id: UUID
    code: str
    values: dict[str, Any] = {}
    sender_kind: str = "system"
    sender_id: UUID | None = None
    # Words for staff only: then the line is a note, and the code says nothing.
    note: str = ""


# The update locks the rows and counts them up; several lines of one conversation are written by
# several calls.
_ADD = text("""
    WITH input AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS i(
            id uuid, conversation_id uuid, sender_kind text, sender_id uuid, event jsonb,
            text text, spans jsonb)
    ), counted AS (
        UPDATE conversations c SET number = c.number + 1
        FROM input i WHERE c.id = i.conversation_id
        RETURNING c.id, c.number
    )
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id, event,
                          text, spans)
    SELECT i.conversation_id, c.number, i.id, c.number,
        CASE WHEN i.text = '' THEN 'event' ELSE 'note' END, i.sender_kind, i.sender_id, i.event,
        i.text, nullif(i.spans, 'null')
    FROM input i JOIN counted c ON c.id = i.conversation_id
""")


async def add_lines(session: WriteSession, lines: Sequence[Line]) -> None:
    """Adds one line to each of these conversations."""
    if lines:
        rows = [
            {
                "id": new_id(),
                "conversation_id": line.conversation_id,
                "sender_kind": line.sender_kind,
                "sender_id": line.sender_id,
                "event": None if line.note else {"code": line.code, "values": line.values},
                "text": line.note,
                "spans": personal_spans(line.note) if line.note else None,
            }
            for line in lines
        ]
        await session.execute(_ADD, {"rows": msgspec.json.encode(rows).decode()})
