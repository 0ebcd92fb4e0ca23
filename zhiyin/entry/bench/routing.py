"""`zhiyin bench routing`: how fast work is given out, and how long customers wait for it."""

import asyncio
import json
import time
from collections.abc import Sequence
from random import Random
from statistics import mean
from typing import Annotated, Any
from uuid import UUID

import psycopg
import typer

from zhiyin.entry.bench.routing_day import (
    Choose,
    Day,
    Floor,
    longest_idle,
    make_arrivals,
    make_people,
    ours,
    round_robin,
)
from zhiyin.entry.bench.stand import Stand, machine, say, standing
from zhiyin.entry.building import build_house
from zhiyin.kernel.contracts.module import WorkKind
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.environment import Environment
from zhiyin.modules.dispatch.interface import run_rounds

SEED = 20261122
DAYS = 4
HOURS = 11.0
TEAM = 48
SLOTS = 3
LOAD = 0.85
SKILLS = 8
FEW = 2_000


def run(
    agents: Annotated[int, typer.Option(help="Agents of the throughput part.")] = 2_000,
    waiting: Annotated[int, typer.Option(help="Items that wait there.")] = 20_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Assignments per second with many waiting, and a day's waits beside other ways to choose."""
    with standing(1) as stand:
        few = _throughput(stand, agents, FEW, quiet=as_json)
        many = _throughput(stand, agents, waiting, quiet=as_json)
        result = {
            "agents": agents,
            "waiting": waiting,
            "assign_per_s": round(many),
            "growth": round(few / many, 3),
            **_days(quiet=as_json),
            **machine(stand.database_url),
        }
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))


_AGENTS = """
    INSERT INTO staff (id, email, name, capacity)
    SELECT md5('agent' || n)::uuid, 'a' || n || '@load.example', 'A' || n, 5
    FROM generate_series(1, %(agents)s::int) n ON CONFLICT DO NOTHING
"""
_PLACES = """
    INSERT INTO team_members (team_id, staff_id)
    SELECT t.id, s.id FROM teams t, staff s WHERE s.email LIKE '%%@load.example'
    ON CONFLICT DO NOTHING
"""
_PRESENT = """
    INSERT INTO presence (staff_id, status, lease_until)
    SELECT id, 'online', now() + interval '1 day' FROM staff WHERE email LIKE '%%@load.example'
    ON CONFLICT DO NOTHING
"""
_SKILLS = """
    INSERT INTO skills (id, code, name)
    SELECT md5('skill' || n)::uuid, 'skill' || n, '{"zh-CN": "技能", "en": "Skill"}'
    FROM generate_series(1, %(skills)s::int) n ON CONFLICT DO NOTHING
"""
_CAN = """
    INSERT INTO staff_skills (staff_id, skill_id, level)
    SELECT s.id, k.id, 3 FROM staff s, skills k
    WHERE s.email LIKE '%%@load.example'
      AND (hashtext(s.id::text || k.id::text) & 3) = 0
    ON CONFLICT DO NOTHING
"""
_LANES = """
    INSERT INTO lanes (id, queue_id, signature, need)
    SELECT md5('lane' || k.code)::uuid, t.id, 'chat|-|anyone|' || k.id || ':1',
           jsonb_build_object('channel', 'chat', 'tier', null, 'who', 'anyone',
                              'skills', jsonb_build_array(jsonb_build_array(k.id, 1)))
    FROM skills k, teams t ON CONFLICT DO NOTHING
"""
_WAITING = """
    INSERT INTO work_items (id, kind, object_id, queue_id, lane_id, queued_at, rank_at)
    SELECT gen_random_uuid(), 'bench', gen_random_uuid(), l.queue_id, l.id,
           now() - n * interval '10 ms', now() - n * interval '10 ms'
    FROM generate_series(1, %(waiting)s::int) n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place FROM lanes
          WHERE signature LIKE 'chat|-|anyone|_%%') l
      ON l.place = 1 + n %% %(skills)s::int
"""


def _throughput(stand: Stand, agents: int, waiting: int, *, quiet: bool) -> float:
    """Assignments per second of rounds in one process, until nobody has a slot or nothing waits."""
    say(f"{agents} agents, {waiting} waiting", quiet=quiet)
    values = {"agents": agents, "waiting": waiting, "skills": SKILLS}
    with psycopg.connect(stand.database_url, autocommit=True) as connection:
        connection.execute("DELETE FROM work_items")
        connection.execute("UPDATE loads SET used = 0")
        connection.execute("INSERT INTO queues (id) SELECT id FROM teams ON CONFLICT DO NOTHING")
        for statement in (_AGENTS, _PLACES, _PRESENT, _SKILLS, _CAN, _LANES, _WAITING):
            connection.execute(statement, values)
        connection.execute("VACUUM ANALYZE work_items")
        row = connection.execute("SELECT id FROM teams").fetchone()
        assert row is not None
    seconds = asyncio.run(_give_all(stand, row[0]))
    with psycopg.connect(stand.database_url) as connection:
        done = connection.execute(
            "SELECT count(*), count(DISTINCT object_id) FROM work_items WHERE state = 'assigned'"
        ).fetchone()
        over = connection.execute(
            "SELECT count(*) FROM loads l JOIN staff s ON s.id = l.staff_id WHERE used > capacity"
        ).fetchone()
    assert done is not None
    assert over is not None
    if over[0] or done[0] != done[1] or not done[0]:
        raise RuntimeError("work was given twice, or above the slots, or not at all")
    return float(done[0] / seconds)


async def _apply(_: WriteSession, __: Sequence[Any]) -> None:
    """The bench's work has no rows of its own."""


async def _give_all(stand: Stand, queue_id: UUID) -> float:
    environment = Environment(data_dir=stand.folder, database_url=stand.postgres.url)
    house = build_house(environment, pool_size=2)
    house.work_kinds["bench"] = WorkKind("bench", _apply)
    begun = time.perf_counter()
    await _rounds(house.database, queue_id)
    seconds = time.perf_counter() - begun
    await house.runner.settle()
    await house.database.close()
    return seconds


async def _rounds(database: Database, queue_id: UUID) -> None:
    while await run_rounds(database, [queue_id]):
        pass


def _days(*, quiet: bool) -> dict[str, Any]:
    """The same days under every way of choosing; figures are means over the days."""
    ways: dict[str, tuple[Choose, bool]] = {}
    found: dict[str, list[Day]] = {}
    for day in range(DAYS):
        say(f"day {day + 1} of {DAYS}", quiet=quiet)
        rng = Random(SEED + day)
        people = make_people(rng, TEAM, SLOTS)
        arrivals = make_arrivals(rng, TEAM, SLOTS, LOAD, HOURS)
        ways = {
            "ours": (ours(), False),
            "round_robin": (round_robin(), False),
            "longest_idle": (longest_idle(), False),
            "push": (round_robin(), True),
        }
        for name, (choose, push) in ways.items():
            found.setdefault(name, []).append(Floor(people, choose, push=push).play(arrivals))
        everything = frozenset(range(SKILLS))
        for person in people:
            person.skills = everything
        pooled = Floor(people, longest_idle()).play(arrivals)
        found.setdefault("pooled", []).append(pooled)
    p95 = {name: mean(day.p95() for day in days) for name, days in found.items()}
    return {
        "team": TEAM,
        "slots": SLOTS,
        "load": LOAD,
        "p95_wait_s": {name: round(value, 1) for name, value in p95.items()},
        "p95_wait_vs_round_robin": round(p95["ours"] / p95["round_robin"], 3),
        "p95_wait_vs_longest_idle": round(p95["ours"] / p95["longest_idle"], 3),
        "p95_wait_vs_push": round(p95["ours"] / p95["push"], 3),
        "within_30s": round(mean(day.within(30) for day in found["ours"]), 3),
        "occupancy_spread": {
            name: round(mean(day.spread() for day in days), 3) for name, days in found.items()
        },
        "pooled_bound": round(p95["pooled"] / p95["ours"], 3),
    }
