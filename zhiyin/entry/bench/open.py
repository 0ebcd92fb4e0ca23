"""`zhiyin bench open`: visitors opening new conversations until somebody has them."""

import json
import time
from typing import Annotated, Any

import psycopg
import typer

from zhiyin.entry.bench.chat_parts import make_visitors
from zhiyin.entry.bench.filling import fill_conversations
from zhiyin.entry.bench.stand import Stand, machine, percentiles, run_aside, say, standing

AGENTS = 40
FEW = 2_000
AT_ONCE = 100
OPENINGS = 3_000


def run(
    conversations: Annotated[int, typer.Option(help="How many are stored at last.")] = 200_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """New conversations per second until assigned, with few and with many stored."""
    with standing(AGENTS, capacity=100) as stand:
        port = stand.start_web()
        stand.start_worker()
        _open(stand, port, 300)
        results = {}
        for stored in sorted({FEW, conversations}):
            say(f"storing {stored} conversations", quiet=as_json)
            fill_conversations(stand.database_url, stored, messages=1)
            say(f"opening {OPENINGS} conversations", quiet=as_json)
            results[stored] = _open(stand, port, OPENINGS)
        few, many = results[min(results)], results[max(results)]
        result = {
            "conversations": conversations,
            "opened_per_s": round(many["per_s"]),
            "opened_per_s_few": round(few["per_s"]),
            "cpu_ms": many["cpu_ms"],
            "per_s_and_core": round(1000 / sum(many["cpu_ms"].values())),
            "assigned_ms": percentiles(many["seconds"], 50, 95, 99),
            "growth": round(few["per_s"] / many["per_s"], 3),
            "unassigned": many["unassigned"],
            **machine(stand.database_url),
        }
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))


def _open(stand: Stand, port: int, count: int) -> dict[str, Any]:
    """Opens `count` conversations and waits until each has somebody; then closes them all."""
    tokens = make_visitors(stand, count, port)
    result = run_aside(
        "zhiyin.entry.bench.open_load",
        {"port": port, "tokens": tokens, "at_once": AT_ONCE, "processes": stand.processes()},
        stand.environment(),
    )
    with psycopg.connect(stand.database_url, autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM conversations WHERE state = 'queued'"
        ).fetchone()
        # Straight in the database: closing is not what is measured, free slots are needed.
        connection.execute(
            "UPDATE conversations SET state = 'closed', closed_at = now() WHERE state <> 'closed'"
        )
        connection.execute("UPDATE work_items SET state = 'done' WHERE state <> 'done'")
        connection.execute("UPDATE loads SET used = 0")
        connection.execute("DELETE FROM timers")
    time.sleep(1)
    return {**result, "unassigned": row[0] if row else 0}
