"""The inference process: models and indexes of the modules, and the questions asked of them.

The only process that imports learning libraries. It takes the events of the lane `thinking`, so
that nothing else ever waits for what a model makes of them.
"""

import asyncio
import os

import structlog
from sqlalchemy import text

from zhiyin.entry.living import IDLE, live, repeat
from zhiyin.kernel.ending import together
from zhiyin.kernel.house import House
from zhiyin.kernel.thinking.contract import Thinker, load_thinker
from zhiyin.kernel.thinking.memory import hold_little
from zhiyin.kernel.thinking.serving import Server
from zhiyin.kernel.thinking.wire import inference_secret

log = structlog.get_logger(__name__)

# Few connections: one follows the events, the other reads what has changed.
POOL = 2
LAG_EVERY = 2.0

_LAG = text("""
    SELECT coalesce(extract(epoch FROM now() - min(event_at)), 0) FROM event_todo
    WHERE lane = 'thinking' AND parked_at IS NULL
""")


async def run(house: House) -> None:
    """Thinks until cancelled."""
    # Threads of the numeric library, one a core, would only get in the way of other processes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    hold_little()
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
        await together(
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


def main() -> None:
    """The process."""
    asyncio.run(live(run, pool_size=POOL))


if __name__ == "__main__":
    main()
