"""`zhiyin bench tickets`: views and full text over tickets, small house and large."""

import asyncio
import json
import time
from random import Random
from typing import Annotated, Any

import typer
from sqlalchemy import text

from zhiyin.entry.bench.filling import query
from zhiyin.entry.bench.stand import Stand, machine, say, standing, timed
from zhiyin.entry.bench.tickets_filling import CAUSES, fill_tickets
from zhiyin.entry.building import build_house
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House
from zhiyin.modules.tickets.interface import NewTicket, TicketQuery, list_tickets, make_tickets

FEW = 10_000
LIVE = 5_000
TIMES = 300
MADE = 200


def run(
    tickets: Annotated[int, typer.Option(help="How many are stored at last.")] = 1_000_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Milliseconds inside the server for the first page of a view and of a search; their growth."""
    with standing(1) as stand:
        results: dict[int, dict[str, Any]] = {}
        for stored in sorted({FEW, tickets}):
            say(f"storing {stored} tickets", quiet=as_json)
            begun = time.perf_counter()
            fill_tickets(stand.database_url, stored, live=min(LIVE, stored // 2))
            filled = round(time.perf_counter() - begun, 1)
            say("reading", quiet=as_json)
            results[stored] = asyncio.run(_measure(stand)) | {"filled_s": filled}
        few, many = results[min(results)], results[max(results)]
        growth = {
            key: round(many[key]["p95"] / few[key]["p95"], 2) for key in ("view_ms", "search_ms")
        }
        answer = {"tickets": tickets, **many, "growth": growth, **machine(stand.database_url)}
    print(json.dumps(answer) if as_json else json.dumps(answer, indent=2))


def _views(rng: Random, people: list[Any], types: list[Any]) -> list[TicketQuery]:
    """Views as people keep them, two of five over custom fields, of other people each time."""
    live = ["open", "waiting"]
    low = rng.randrange(100_000)
    asked: list[dict[str, Any]] = [
        {"state": live, "owner_id": [rng.choice(people)], "sort": "due"},
        {"state": live, "type_id": [rng.choice(types)], "priority": [4, 5], "sort": "changed"},
        {"state": ["solved"], "tag": ["加急"], "owner_id": [rng.choice(people)]},
        {
            "field": [f"cause:c{rng.randrange(CAUSES)}", f"amount:{low}..{low + 100_000}"],
            "type_id": [rng.choice(types)],
            "sort": "newest",
        },
        {
            "state": live,
            "field": [f"cause:c{rng.randrange(CAUSES)}"],
            "sort": "-field:amount",
        },
    ]
    return [TicketQuery.model_validate(one) for one in asked]


async def _measure(stand: Stand) -> dict[str, Any]:
    environment = Environment(data_dir=stand.folder, database_url=stand.database_url)
    house = build_house(environment, pool_size=2)
    everything: dict[str, Any] = dict.fromkeys(house.permissions, "all")
    access = Access(Actor("staff", stand.agents[0].staff_id), scopes=everything)
    async with house.database.reading() as session:
        people = list((await session.execute(_PEOPLE)).scalars())
        types = list((await session.execute(_TYPES)).scalars())
        ids = list((await session.execute(_IDS)).scalars())
        shop_id = await session.scalar(_SHOP)
    rng = Random(7)
    views = [view for _ in range(TIMES // 5 + 1) for view in _views(rng, people, types)]
    queries = [TicketQuery(q=query(rng)) for _ in range(TIMES)]

    async def viewing(place: int) -> None:
        async with house.database.reading() as session:
            await list_tickets(session, access, views[place])

    async def searching(place: int) -> None:
        async with house.database.reading() as session:
            await list_tickets(session, access, queries[place])

    async def reference(place: int) -> None:
        async with house.database.reading() as session:
            await session.execute(_FIFTY, {"ids": ids[place : place + 50]})

    result = {
        "view_ms": await timed(viewing, TIMES),
        "search_ms": await timed(searching, TIMES),
        "reference_ms": await timed(reference, TIMES),
        "create_per_s": await _created(house, access, types, shop_id),
    }
    await house.database.close()
    return result


_PEOPLE = text("SELECT id FROM staff WHERE email LIKE 'filled%' ORDER BY id")
_TYPES = text("SELECT id FROM ticket_types ORDER BY code")
_IDS = text("SELECT id FROM tickets ORDER BY id LIMIT 450")
_SHOP = text("SELECT id FROM shops LIMIT 1")
_FIFTY = text("SELECT * FROM tickets WHERE id = ANY(:ids)")


async def _created(house: House, access: Access, types: list[Any], shop_id: Any) -> float:
    """How many tickets one caller makes in a second, one after the other, each committed."""
    begun = time.perf_counter()
    for place in range(MADE):
        values = {"amount": 100 + place, "cause": "c1"}
        one = NewTicket(types[0], f"补发第 {place} 件", shop_id, "bench", fields=values)
        async with house.database.writing(access.actor) as session:
            await make_tickets(session, [one])
    return round(MADE / (time.perf_counter() - begun), 1)
