"""What the demo's customers wrote that can be used (识别出的信息): numbers, money, dates."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from msgspec import to_builtins
from psycopg import Connection
from psycopg.types.json import Jsonb

from zhiyin.modules.understanding.interface import things_in

# What was said longer ago is only read.
DAYS = 14

_SAID = """
    SELECT conversation_id, number, text FROM messages
    WHERE sender_kind = 'customer' AND kind = 'text' AND text <> '' AND recalled_at IS NULL
      AND at > %s
"""


def add_found(connection: Connection[Any], moment: datetime) -> None:
    """The named things in the messages of the last days."""
    read = cache(things_in)
    said = connection.execute(_SAID, (moment - timedelta(days=DAYS),)).fetchall()
    with connection.cursor().copy(
        "COPY message_entities (conversation_id, number, things) FROM STDIN"
    ) as copy:
        for conversation_id, number, text in said:
            if things := read(text):
                copy.write_row((conversation_id, number, Jsonb(to_builtins(things))))
