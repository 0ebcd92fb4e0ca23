"""The worker process: timers, left-over events, readers, mail, chores."""

import asyncio
from collections.abc import Awaitable, Callable

import uvloop

from zhiyin.entry.living import IDLE, live, repeat
from zhiyin.kernel.audit.audit import seal
from zhiyin.kernel.bin.bin import purge_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.ending import together
from zhiyin.kernel.events.runner import ReaderRunner, add_partitions
from zhiyin.kernel.house import House
from zhiyin.kernel.http.keyed import sweep_request_keys
from zhiyin.kernel.jobs.jobs import tidy_jobs
from zhiyin.kernel.jobs.runner import JobRunner
from zhiyin.kernel.mail.outbox import MailSender
from zhiyin.kernel.timers.timers import TimerRunner

# Few connections: everything here is a short batch, and each stays warm.
POOL = 3
# Quickened by `ZHIYIN_PACE`, chores still leave one another their turn.
SOONEST = 0.25


async def run(house: House) -> None:
    """Runs every loop until cancelled."""
    await house.hub.start()
    timers = TimerRunner(house.database, house.timers)
    readers = ReaderRunner(house.database, house.registry)
    environment = house.environment
    jobs = JobRunner(house)
    mail = MailSender(house.database, environment.smtp_url, environment.mail_from)

    async def fire() -> int:
        fired = await timers.fire_due()
        await asyncio.sleep(await timers.next_due() if not fired else 0)
        return fired

    async def sweep() -> int:
        swept = await house.runner.sweep(("now", "later"))
        await house.runner.settle()
        return swept

    async def partitions() -> None:
        async with house.database.writing() as session:
            await add_partitions(session, now())

    async def seal_audit() -> int:
        async with house.database.writing() as session:
            return await seal(session)

    async def forget_keys() -> None:
        async with house.database.writing() as session:
            await sweep_request_keys(session)

    loops = [
        repeat("audit", 5.0, seal_audit),
        repeat("timers", 0.05, fire),
        repeat("events", IDLE, sweep),
        repeat("readers", IDLE, readers.run_all),
        repeat("mail", 1.0, mail.send_due),
        repeat("partitions", 3600.0, partitions),
        repeat("request_keys", 3600.0, forget_keys),
        repeat("jobs", 1.0, jobs.work),
        repeat("jobs_left", 2.0, jobs.take_up),
        repeat("bin", 3600.0, _chore(house, purge_bin)),
        repeat("jobs_tidy", 600.0, _chore(house, tidy_jobs)),
    ]
    for module in house.modules:
        loops += [
            repeat(chore.name, _pause(chore.every, environment.pace), _chore(house, chore.run))
            for chore in module.chores
        ]
    await together(*loops)


def _pause(every: float, pace: float) -> float:
    return max(every / pace, min(every, SOONEST))


def _chore(house: House, work: Callable[..., Awaitable[None]]) -> Callable[[], Awaitable[object]]:
    async def once() -> None:
        await work(house.database)

    return once


def main() -> None:
    """The process."""
    uvloop.run(live(run, pool_size=POOL))


if __name__ == "__main__":
    main()
