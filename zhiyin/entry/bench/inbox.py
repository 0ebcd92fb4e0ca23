"""`zhiyin bench inbox`: lists, one conversation and message search, small house and large."""

import asyncio
import json
from random import Random
from typing import Annotated, Any

import typer
from sqlalchemy import text

from zhiyin.entry.bench.chat_parts import load, make_visitors, order
from zhiyin.entry.bench.filling import fill_conversations, query
from zhiyin.entry.bench.stand import Stand, machine, say, standing, timed
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.environment import Environment
from zhiyin.modules.conversations.interface import (
    list_conversations,
    messages_before,
    search_messages,
    show_messages,
)

FEW = 2_000
EACH = 12
TIMES = 400


def run(
    conversations: Annotated[int, typer.Option(help="How many are stored at last.")] = 200_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Milliseconds inside the server for a list, a conversation, a search; and their growth."""
    with standing(2) as stand:
        port = stand.start_web()
        tokens = make_visitors(stand, 2, port)
        load(stand, order(stand, tokens, [port], seconds=1))
        results: dict[int, dict[str, dict[str, float]]] = {}
        for stored in sorted({FEW, conversations}):
            say(f"storing {stored} conversations of {EACH} messages", quiet=as_json)
            fill_conversations(stand.database_url, stored, messages=EACH)
            say("reading", quiet=as_json)
            results[stored] = asyncio.run(_measure(stand))
        few, many = results[min(results)], results[max(results)]
        growth = {
            key: round(many[key]["p95"] / few[key]["p95"], 2)
            for key in ("list_ms", "conversation_ms", "search_ms")
        }
        answer = {
            "conversations": conversations,
            **many,
            "growth": growth,
            "list_of_reference": round(many["list_ms"]["p95"] / many["reference_ms"]["p95"], 2),
            **machine(stand.database_url),
        }
    print(json.dumps(answer) if as_json else json.dumps(answer, indent=2))


async def _measure(stand: Stand) -> dict[str, dict[str, float]]:
    environment = Environment(data_dir=stand.folder, database_url=stand.database_url)
    house = build_house(environment, pool_size=2)
    names = [*house.permissions]
    everything: dict[str, Any] = dict.fromkeys(names, "all")
    access = Access(Actor("staff", stand.agents[0].staff_id), scopes=everything)
    async with house.database.reading() as session:
        ids = (
            (await session.execute(text("SELECT id FROM conversations ORDER BY id LIMIT 450")))
            .scalars()
            .all()
        )
    rng = Random(7)
    queries = [query(rng) for _ in range(TIMES)]

    async def listing(_: int) -> None:
        async with house.database.reading() as session:
            await list_conversations(session, access, box="all", limit=50)

    async def one(place: int) -> None:
        async with house.database.reading() as session:
            rows, _ = await messages_before(session, ids[place % len(ids)], None, 50)
            await show_messages(session, rows, masked=False)

    async def searching(place: int) -> None:
        async with house.database.reading() as session:
            await search_messages(session, access, queries[place], None)

    async def reference(place: int) -> None:
        async with house.database.reading() as session:
            await session.execute(_FIFTY, {"ids": list(ids[place : place + 50])})

    result = {
        "list_ms": await timed(listing, TIMES),
        "conversation_ms": await timed(one, TIMES),
        "search_ms": await timed(searching, TIMES),
        "reference_ms": await timed(reference, TIMES),
    }
    await house.database.close()
    return result


_FIFTY = text("SELECT * FROM conversations WHERE id = ANY(:ids)")
