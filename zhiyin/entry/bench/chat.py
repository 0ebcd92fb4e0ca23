"""`zhiyin bench chat`: durable messages per second through the whole product, beside the limit."""

import json
import subprocess
from statistics import median
from typing import Annotated, Any
from uuid import UUID

import psycopg
import typer

from zhiyin.entry.bench.chat_crash import measure_crashes
from zhiyin.entry.bench.chat_parts import load, look_back, make_visitors, order
from zhiyin.entry.bench.chat_understanding import catch_up, load_and_look
from zhiyin.entry.bench.stand import (
    Stand,
    machine,
    percentiles,
    run_aside,
    say,
    standing,
)
from zhiyin.kernel.db.ids import new_id

ROUNDS = 3
LIGHT_PER_SECOND = 10.0
PGBENCH = r"""
\set n random(1, 2000000000)
INSERT INTO bench_rows (client, n, body) VALUES (:client_id, :n, 'words words words words words');
"""


def run(
    visitors: Annotated[int, typer.Option(help="How many visitors write at once.")] = 50,
    seconds: Annotated[int, typer.Option(help="How long they write.")] = 15,
    crash: Annotated[bool, typer.Option(help="Kill web, database and Redis meanwhile.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Messages per second acknowledged after their commit, and how soon the agent has them."""
    with standing(max(1, -(-visitors // 80))) as stand:
        result = measure_crashes(stand, visitors, seconds, quiet=as_json) if crash else None
        if result is None:
            result = _measure(stand, visitors, seconds, quiet=as_json)
        result = {"visitors": visitors, "seconds": seconds} | result | machine(stand.database_url)
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))


def _measure(stand: Stand, visitors: int, seconds: int, *, quiet: bool) -> dict[str, Any]:
    port = stand.start_web()
    stand.start_worker()
    tokens = make_visitors(stand, visitors, port)
    say("warming up", quiet=quiet)
    warm = load(stand, order(stand, tokens, [port], seconds=2, base=0))
    rows = _limit_rows(stand, visitors)
    part = max(2, seconds // ROUNDS)
    chats, limits, seen, base = [], [], [warm], 10_000
    for place in range(ROUNDS):
        say(f"round {place + 1} of {ROUNDS}: the product", quiet=quiet)
        chat = load(stand, order(stand, tokens, [port], seconds=part, base=base))
        base += 10_000
        chats.append(chat)
        seen.append(chat)
        say(f"round {place + 1} of {ROUNDS}: the limit", quiet=quiet)
        limits.append(
            run_aside(
                "zhiyin.entry.bench.chat_limit",
                {"url": stand.database_url, "conversations": rows, "seconds": part},
                stand.environment(),
            )
        )
    say("understanding what was said", quiet=quiet)
    stand.start_inference()
    understood_per_s = catch_up(stand)
    say("light load", quiet=quiet)
    pause = len(tokens) / LIGHT_PER_SECOND
    little = order(stand, tokens, [port], seconds=max(4, part), base=base, pause=pause)
    light, lags = load_and_look(stand, little)
    seen.append(light)
    chat = sorted(chats, key=lambda one: one["acked"] / one["seconds"])[ROUNDS // 2]
    limit = sorted(limits, key=lambda one: one["per_s"])[ROUNDS // 2]
    acked = chat["acked"] / chat["seconds"]
    say("pgbench", quiet=quiet)
    return {
        "acked_per_s": round(acked),
        "ack_ms": percentiles(chat["ack_seconds"], 50, 95, 99),
        "delivered_ms": percentiles(chat["delivered_seconds"], 50, 95, 99),
        "light_delivered_ms": percentiles(light["delivered_seconds"], 50, 95, 99),
        **look_back(stand, seen),
        "understood_per_s": understood_per_s,
        "understanding_lag_s": lags,
        "limit_per_s": round(median([one["per_s"] for one in limits])),
        "limit_ms": percentiles(limit["seconds"], 50, 95, 99),
        "pgbench_per_s": _pgbench(stand, visitors, part),
        "ratio": round(acked / limit["per_s"], 3),
    }


def _limit_rows(stand: Stand, count: int) -> list[str]:
    """Closed conversations of their own for the limit's connections."""
    with psycopg.connect(stand.database_url) as connection:
        ids: list[UUID] = [new_id() for _ in range(count)]
        connection.cursor().executemany(
            "INSERT INTO conversations (id, state, channel_account_id, thread_key, shop_id,"
            " customer_id, customer_card)"
            " SELECT %s, 'closed', channel_account_id, %s, shop_id, customer_id, '{}'"
            " FROM conversations LIMIT 1",
            [(one, f"limit:{one}") for one in ids],
        )
    return [str(one) for one in ids]


def _pgbench(stand: Stand, clients: int, seconds: int) -> int:
    script = stand.folder / "pgbench.sql"
    script.write_text(PGBENCH, encoding="utf-8")
    with psycopg.connect(stand.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench_rows (client int, n int, body text)")
    command = [
        str(stand.postgres.bin("pgbench")),
        "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds),
        "-f", str(script), stand.database_url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("tps = "):
            return round(float(line.split()[2]))
    return 0
