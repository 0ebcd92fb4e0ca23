"""A day with five times the arrivals in fast motion (`zhiyin demo --surge`).

What is usual, the window and the calm time are made small for as long as it lasts, so that the
stages rise and stand down within minutes; afterwards everything is as it was.
"""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.entry.demo.accounts import SHOWN_FILE, TEAM_FILE, read_accounts
from zhiyin.entry.demo.agent import SimulatedAgent
from zhiyin.entry.demo.calling import Caller, CallError
from zhiyin.entry.demo.history import make_cast
from zhiyin.entry.demo.live import Town, read_secret
from zhiyin.entry.demo.load import SEED
from zhiyin.entry.demo.organisation import SHOPPERS
from zhiyin.entry.demo.population import CUSTOMERS
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import Override, put_overrides

Say = Callable[[str], None]
SOURCE = "demo.surge_day"
# The window in which arrivals are counted, and how long it must be calm, in seconds.
VALUES = {"routing.surge_window": 60, "routing.surge_least": 5, "routing.surge_calm": 30}
# So many a minute are usual while it lasts.
USUAL = 4
LEADER = "manager"
LOOK_SECONDS = 3.0
# A killed process leaves nothing behind for longer than this.
LONGEST = timedelta(minutes=30)


@dataclass(frozen=True)
class Phase:
    """A part of the day: for so many seconds, so many visitors a minute."""

    zh: str
    en: str
    seconds: float
    a_minute: int


DAY = (
    Phase("上午，与平时一样", "Morning, as usual", 60, 4),
    Phase("预热，客户渐多", "The sale is near, more come", 75, 11),
    Phase("开抢", "The sale opens", 90, 16),
    Phase("最高峰，五倍以上", "The peak, more than five times", 90, 26),
    Phase("回落", "It calms down", 60, 8),
    Phase("恢复平常", "As usual again", 150, 3),
)

# Rows of their own team, which nobody has: they are found again when all is over.
_OURS = "00000000-0000-0000-0000-0000000000d5"
_USUAL = text(f"""
    INSERT INTO arrival_counts (minute, shop_id, team_id, arrived)
    SELECT date_trunc('minute', now()) - make_interval(weeks => k, mins => m), s.id,
           '{_OURS}', CAST(:usual AS int)
    FROM generate_series(1, 4) k, generate_series(-60, 60) m, (SELECT id FROM shops LIMIT 1) s
    ON CONFLICT (minute, shop_id, team_id) DO UPDATE SET arrived = EXCLUDED.arrived
""")
_AGAIN = text(f"DELETE FROM arrival_counts WHERE team_id = '{_OURS}'")


class NotServedError(RuntimeError):
    """There is no running demo shop to play in."""


@asynccontextmanager
async def small_scale(house: House) -> AsyncIterator[None]:
    """Settings and what is usual in small, until the day is over."""
    try:
        async with house.database.writing() as session:
            await put_overrides(
                session,
                SOURCE,
                [Override(key, value) for key, value in VALUES.items()],
                until=datetime.now(UTC) + LONGEST,
            )
            await session.execute(_AGAIN)
            await session.execute(_USUAL, {"usual": USUAL})
        yield
    finally:
        async with house.database.writing() as session:
            await put_overrides(session, SOURCE, [])
            await session.execute(_AGAIN)


async def _leader(environment: Environment) -> Caller:
    """Somebody who may see the stages."""
    caller = Caller(environment.base_url)
    accounts = read_accounts(environment.data_dir / SHOWN_FILE)
    account = next((one for one in accounts if one.role["en"] == LEADER), None)
    if account is None:
        raise NotServedError
    login = {"email": account.email, "password": account.password}
    try:
        await caller.call("POST", "/api/auth/login", login)
    except CallError as error:
        raise NotServedError from error
    return caller


async def _watch(caller: Caller, say: Say) -> None:
    """Tells every change of the stage."""
    before: str | None = None
    while True:
        with contextlib.suppress(CallError):
            state = await caller.call("GET", "/api/surges/now")
            stage = (state["current"] or {}).get("stage")
            if stage != before:
                say(_line(state, stage))
                before = stage
        await asyncio.sleep(LOOK_SECONDS)


def _line(state: dict[str, Any], stage: str | None) -> str:
    names = {"watch": "关注 Watch", "surge": "高峰 Surge", "severe": "严重高峰 Severe surge"}
    name = names.get(stage or "", "平稳 Calm")
    usual = "–" if state["usual"] is None else f"{state['usual']:.0f}"
    return f"  → {name}: {state['arrivals']} / {usual} ({state['percent'] or 0} %)"


async def _free_agents(
    environment: Environment, caller: Caller, town: Town
) -> list[SimulatedAgent]:
    """The team's people whom nobody plays yet."""
    present = await caller.call("GET", "/api/presence")
    rows = present["items"] if isinstance(present, dict) else present
    there = {one["name"] for one in rows if one["connected"]}
    real = frozenset(one.name for one in read_accounts(environment.data_dir / SHOWN_FILE))
    return [
        SimulatedAgent(environment.base_url, account, town.scripts, Random(), real)
        for account in read_accounts(environment.data_dir / TEAM_FILE)
        if account.name not in there
    ]


async def play(environment: Environment, say: Say, day: tuple[Phase, ...] = DAY) -> None:
    """Plays the day once."""
    caller = await _leader(environment)
    _, people = make_cast(Random(SEED), datetime.now(UTC), CUSTOMERS)
    town = Town(environment.base_url, read_secret(environment), people[len(SHOPPERS) :], Random())
    house = build_house(environment, pool_size=2)
    try:
        async with small_scale(house):
            agents = await _free_agents(environment, caller, town)
            tasks = [asyncio.create_task(agent.work()) for agent in agents]
            tasks.append(asyncio.create_task(_watch(caller, say)))
            try:
                await _visitors(town, say, day)
            finally:
                for task in [*tasks, *town.visits]:
                    task.cancel()
                await asyncio.gather(*tasks, *town.visits, return_exceptions=True)
    finally:
        await house.database.close()


async def _visitors(town: Town, say: Say, day: tuple[Phase, ...]) -> None:
    for phase in day:
        say(f"{phase.zh} · {phase.en} ({phase.a_minute} / min)")
        until = asyncio.get_running_loop().time() + phase.seconds
        while (left := until - asyncio.get_running_loop().time()) > 0:
            town.send_visitor()
            await asyncio.sleep(min(left, 60 / phase.a_minute))


def run(environment: Environment, say: Say) -> None:
    """The command's work; stopped in any way it leaves everything as it was."""
    asyncio.run(_until_stopped(environment, say))


async def _until_stopped(environment: Environment, say: Say) -> None:
    task = asyncio.create_task(play(environment, say))
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
