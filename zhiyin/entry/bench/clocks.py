"""`zhiyin bench clocks`: a hundred thousand promises coming due, and how late each is noticed."""

import json
import time
from typing import Annotated, Any

import psycopg
import typer

from zhiyin.entry.bench.stand import Stand, machine, percentiles, say, standing

SPREAD_SECONDS = 60
BURST = 5_000
# Until the first is due: the worker is up and the watcher looks.
LEAD_SECONDS = 10
PATIENCE_SECONDS = 120
LOOK_EVERY = 0.02

# Terms as a policy gives them, to objects nobody else knows; the warning has gone out before.
_FILL = """
    INSERT INTO clocks (id, kind, ref_kind, ref_id, shop_id, seconds, warn_at, business_hours,
                        pauses, on_breach, started_at, due_at, warns_at, warned_at)
    SELECT gen_random_uuid(), 'first_answer', 'conversation', gen_random_uuid(),
           (SELECT id FROM shops), 180, 70, false, false, ARRAY['notify'], due - interval '180 s',
           due, due - interval '54 s', due - interval '54 s'
    FROM (
        SELECT %(start)s + make_interval(secs => %(spread)s * n / %(count)s) AS due
        FROM generate_series(1, %(count)s) AS s(n)
    ) due
"""
_TIMERS = """
    INSERT INTO timers (id, kind, ref_kind, ref_id, due_at)
    SELECT gen_random_uuid(), 'servicelevels.clock', ref_kind, ref_id, due_at FROM clocks
"""
_BREACHED = """
    SELECT e.id, extract(epoch FROM k.due_at) FROM events e
    JOIN clocks k ON k.id = (e.payload ->> 'clock_id')::uuid
    WHERE e.kind = 'servicelevels.ClockBreached' AND e.id > %(after)s ORDER BY e.id
"""


def run(
    clocks: Annotated[int, typer.Option(help="How many come due over a minute.")] = 100_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """How late deadlines are noticed: spread over a minute, then thousands in one second."""
    with standing(1) as stand:
        say(f"{clocks} promises over {SPREAD_SECONDS} s", quiet=as_json)
        spread = _measure(stand, clocks, SPREAD_SECONDS)
        say(f"{BURST} promises in one second", quiet=as_json)
        burst = _measure(stand, BURST, 1)
        result = {
            "clocks": clocks,
            "lateness_ms": percentiles(spread, 50, 99),
            "burst_lateness_ms": percentiles(burst, 99),
            "missed": clocks + BURST - len(spread) - len(burst),
            **machine(stand.database_url),
        }
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))


def _measure(stand: Stand, count: int, spread: int) -> list[float]:
    """Seconds from each deadline until its breach is committed for everybody to see."""
    with psycopg.connect(stand.database_url, autocommit=True) as connection:
        connection.execute("TRUNCATE clocks, timers")
        last = connection.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()
        start = connection.execute(
            "SELECT now() + make_interval(secs => %s)", (LEAD_SECONDS + count / 20_000,)
        ).fetchone()
        assert last is not None
        assert start is not None
        values = {"start": start[0], "spread": spread, "count": count}
        connection.execute(_FILL, values)
        connection.execute(_TIMERS)
        connection.execute("ANALYZE clocks, timers")
        stand.start_worker()
        try:
            return _watch(connection, count, last[0], start[0].timestamp() + spread)
        finally:
            if stand.worker is not None:
                stand.worker.stop()


def _watch(connection: Any, count: int, after: int, last_due: float) -> list[float]:
    late: list[float] = []
    while len(late) < count and time.time() < last_due + PATIENCE_SECONDS:
        rows = connection.execute(_BREACHED, {"after": after}).fetchall()
        seen = time.time()
        late += [seen - float(due) for _, due in rows]
        after = rows[-1][0] if rows else after
        time.sleep(LOOK_EVERY)
    return late
