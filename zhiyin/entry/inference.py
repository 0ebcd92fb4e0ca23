"""The inference process: models and indexes of the modules, and the questions asked of them.

The only process that imports learning libraries. It takes the events of the lane `thinking`, so
that nothing else ever waits for what a model makes of them.
"""

import asyncio
import contextlib
import signal

import structlog
from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.entry.worker import IDLE, repeat
from zhiyin.kernel.environment import get_environment
from zhiyin.kernel.house import House
from zhiyin.kernel.logs import configure_logs
from zhiyin.kernel.thinking.contract import Thinker, load_thinker
from zhiyin.kernel.thinking.serving import Server
from zhiyin.kernel.thinking.wire import inference_secret

log = structlog.get_logger(__name__)

# Few connections: one follows the events, the others read what has changed.
POOL = 3
LAG_EVERY = 2.0

_LAG = text("""
    SELECT coalesce(extract(epoch FROM now() - min(event_at)), 0) FROM event_todo
    WHERE lane = 'thinking' AND parked_at IS NULL
""")


async def run(house: House) -> None:
    """Thinks until cancelled."""
    paths = [module.thinking for module in house.modules if module.thinking is not None]
    thinkers = [load_thinker(path, house) for path in paths]
    server = Server(thinkers, inference_secret(house.keyring))

    async def sweep() -> int:
        return await house.runner.sweep(("thinking",))

    async def look_behind() -> None:
        async with house.database.reading() as session:
            server.lag_s = float(await session.scalar(_LAG) or 0.0)

    environment = house.environment
    async with server.listening(environment.data_dir, environment.inference_url):
        await asyncio.gather(
            repeat("thinking_events", IDLE, sweep),
            repeat("thinking_lag", LAG_EVERY, look_behind),
            *(_live(thinker) for thinker in thinkers),
        )


async def _live(thinker: Thinker) -> None:
    """A thinker that fails begins again; the others go on."""
    while True:
        try:
            await thinker.run()
            return
        except Exception as error:
            log.exception("thinker_failed", thinker=thinker.state().name, error=str(error)[:200])
            await asyncio.sleep(2.0)


async def serve() -> None:
    """Runs until told to stop."""
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
    await house.database.close()


def main() -> None:
    """The process."""
    asyncio.run(serve())


if __name__ == "__main__":
    main()
