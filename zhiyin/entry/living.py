"""How processes that serve no requests live: loops until told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

import structlog

from zhiyin.entry.building import build_house
from zhiyin.kernel.ending import end
from zhiyin.kernel.environment import get_environment
from zhiyin.kernel.house import House
from zhiyin.kernel.logs import configure_logs
from zhiyin.kernel.thinking.contract import ThinkingUnavailable

log = structlog.get_logger(__name__)

IDLE = 0.5
# How soon is tried again what needs the inference process while that is away.
AWAY_SECONDS = 15.0


async def repeat(name: str, every: float, work: Callable[[], Awaitable[object]]) -> None:
    """Does `work` for ever; a failure is logged and the next try comes at its time. What the
    inference process is needed for comes again soon while that is away.
    """
    failing = False
    while True:
        pause = every
        try:
            again = await work()
            failing = False
        except ThinkingUnavailable:
            again, pause = None, min(every, AWAY_SECONDS)
        except Exception as error:
            again = None
            if not failing:
                log.exception("chore_failed", chore=name, error=str(error)[:200])
            failing = True
        # Work that found something looks again at once.
        await asyncio.sleep(0 if isinstance(again, int) and again > 0 else pause)


async def live(run: Callable[[House], Awaitable[None]], *, pool_size: int) -> None:
    """Builds the house and runs until told to stop, then lets what runs finish."""
    environment = get_environment()
    configure_logs(environment.log_format, environment.log_level)
    house = build_house(environment, pool_size=pool_size)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    work = asyncio.ensure_future(run(house))
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    await end(work)
    await house.hub.stop()
    await house.thinking.close()
    await house.database.close()
