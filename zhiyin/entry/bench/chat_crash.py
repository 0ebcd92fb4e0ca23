"""`zhiyin bench chat --crash`: what is acknowledged survives the death of anything.

Web processes and PostgreSQL are killed with SIGKILL and Redis is stopped and started while
visitors write through two web processes. In the end every acknowledged message is stored once, in
the order of its conversation.
"""

import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle
from typing import Any

from zhiyin.entry.bench.chat_parts import LOAD, look_back, make_visitors, order
from zhiyin.entry.bench.redis_server import RedisServer, running_redis
from zhiyin.entry.bench.stand import Aside, Stand, percentiles, say, wait_until_healthy

GAP = 2.5
"""Seconds between two faults: long enough for everybody to be back and writing."""


def measure_crashes(stand: Stand, visitors: int, seconds: int, *, quiet: bool) -> dict[str, Any]:
    """Loads two web processes and lets parts of the house die meanwhile."""
    with ExitStack() as stack:
        program = shutil.which("redis-server")
        redis = stack.enter_context(running_redis(program)) if program else None
        if redis is None:
            say("no redis-server here: one web process, no faults of the bus", quiet=quiet)
        bus = {"ZHIYIN_REDIS_URL": redis.url} if redis else {}
        ports = [stand.start_web(**bus) for _ in range(2 if redis else 1)]
        stand.start_worker(**bus)
        tokens = make_visitors(stand, visitors, ports[0])
        wanted = order(stand, tokens, ports, seconds=seconds, settle=4.0)
        chat = Aside(LOAD, wanted, stand.environment())
        faults = _faults(stand, ports, redis, time.monotonic() + seconds, quiet=quiet)
        seen = chat.result()
    return {
        "acked_per_s": round(seen["acked"] / seen["seconds"]),
        "ack_ms": percentiles(seen["ack_seconds"], 50, 95, 99),
        "delivered_ms": percentiles(seen["delivered_seconds"], 50, 95, 99),
        **look_back(stand, [seen]),
        "refused_and_said_again": seen["refused"],
        "crashes": sum(faults.values()),
        "faults": faults,
    }


def _faults(
    stand: Stand, ports: list[int], redis: RedisServer | None, until: float, *, quiet: bool
) -> dict[str, int]:
    """One fault after the other until the time is over; answers how many of each kind."""
    kinds: dict[str, Callable[[int], None]] = {
        "web": lambda turn: _kill_web(stand, ports, turn % len(ports)),
        "postgres": lambda _: _kill_postgres(stand),
    }
    if redis is not None:
        kinds["redis"] = lambda _: _restart_redis(redis)
    done = dict.fromkeys(kinds, 0)
    for kind in cycle(kinds):
        if time.monotonic() + GAP > until:
            return done
        time.sleep(GAP)
        say(f"{kind} dies", quiet=quiet)
        kinds[kind](done[kind])
        done[kind] += 1
    return done


def _kill_web(stand: Stand, ports: list[int], place: int) -> None:
    stand.webs[place].kill()
    stand.webs[place].start()
    wait_until_healthy(ports[place])


def _kill_postgres(stand: Stand) -> None:
    pid = stand.postgres.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while not stand.postgres.restart_if_dead():
        time.sleep(0.02)


def _restart_redis(redis: RedisServer) -> None:
    redis.stop()
    time.sleep(1.0)
    redis.start()
