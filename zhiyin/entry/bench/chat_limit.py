"""The limit of `bench chat`: N connections that each commit one message row at a time."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import uvloop
from uuid_utils.compat import uuid7

INSERT = """
    INSERT INTO messages (conversation_id, number, id, changed, kind, sender_kind, sender_id,
                          client_key, body_hash, text)
    VALUES (%s, %s, %s, %s, 'text', 'customer', %s, %s, %s, %s)
"""
WORDS = "您好，我上周五下的单，物流一直停在杭州，什么时候能到？"


async def _write(url: str, conversation: UUID, end: float, seconds: list[float]) -> None:
    sender, digest = uuid7(), b"0" * 32
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        row = await (
            await connection.execute(
                "SELECT coalesce(max(number), 0) FROM messages WHERE conversation_id = %s",
                (conversation,),
            )
        ).fetchone()
        number = int(row[0]) if row else 0
        while True:
            begun = time.perf_counter()
            if begun >= end:
                return
            number += 1
            values = (conversation, number, uuid7(), number, sender, f"l-{number}", digest, WORDS)
            await connection.execute(INSERT, values, prepare=True)
            seconds.append(time.perf_counter() - begun)


async def play(order: dict[str, Any]) -> dict[str, Any]:
    """Writes with every connection for the time given."""
    seconds: list[float] = []
    begun = time.perf_counter()
    end = begun + order["seconds"]
    await asyncio.gather(
        *(_write(order["url"], UUID(one), end, seconds) for one in order["conversations"])
    )
    return {"per_s": len(seconds) / (time.perf_counter() - begun), "seconds": seconds}


def main() -> None:
    """Reads the order from the input, writes the result to the file it names."""
    order = json.load(sys.stdin)
    Path(order["answer"]).write_text(json.dumps(uvloop.run(play(order))), encoding="utf-8")


if __name__ == "__main__":
    main()
