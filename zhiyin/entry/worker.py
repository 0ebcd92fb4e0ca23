"""The worker process: timers, left-over events, readers, mail, chores."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable

import structlog

from zhiyin.entry.building import build_house
from zhiyin.kernel.audit.audit import seal
from zhiyin.kernel.bin.bin import purge_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.environment import get_environment
from zhiyin.kernel.events.runner import ReaderRunner, add_partitions
from zhiyin.kernel.house import House
from zhiyin.kernel.http.keyed import sweep_request_keys
from zhiyin.kernel.jobs.jobs import tidy_jobs
from zhiyin.kernel.jobs.runner import JobRunner
from zhiyin.kernel.logs import configure_logs
from zhiyin.kernel.mail.outbox import MailSender
from zhiyin.kernel.timers.timers import TimerRunner

log = structlog.get_logger(__name__)

# Few connections: everything here is a short batch.
POOL = 4
IDLE = 0.5


async def repeat(name: str, every: float, work: Callable[[], Awaitable[object]]) -> None:
    """Does `work` for ever; a failure is logged and the next try comes at its time."""
    failing = False
    while True:
        try:
            again = await work()
            failing = False
        except Exception as error:
            again = None
            if not failing:
                log.exception("chore_failed", chore=name, error=str(error)[:200])
            failing = True
        # Work that found something looks again at once.
        await asyncio.sleep(0 if isinstance(again, int) and again > 0 else every)


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
            repeat(chore.name, chore.every / environment.pace, _chore(house, chore.run))
            for chore in module.chores
        ]
    await asyncio.gather(*loops)


def _chore(house: House, work: Callable[..., Awaitable[None]]) -> Callable[[], Awaitable[object]]:
    async def once() -> None:
        await work(house.database)

    return once


async def serve() -> None:
    """Runs until told to stop, then lets what runs finish."""
    environment = get_environment()
    configure_logs(environment.log_format, environment.log_level)
    house = build_house(environment, pool_size=POOL)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    work = asyncio.create_task(run(house))
    await asyncio.wait(
        {work, asyncio.create_task(stopping.wait())}, return_when=asyncio.FIRST_COMPLETED
    )
    work.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await work
    await house.hub.stop()
    await house.thinking.close()
    await house.database.close()


def main() -> None:
    """The process."""
    asyncio.run(serve())


if __name__ == "__main__":
    main()
