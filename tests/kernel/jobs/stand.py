"""A worker with kinds of jobs of the test's own: `python -m tests.kernel.jobs.stand`.

Run as a process it can be killed as a power cut would.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.environment import Environment, get_environment, sqlalchemy_url
from zhiyin.kernel.files.store import FileStore
from zhiyin.kernel.house import House
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.kernel.jobs.runner import JobRunner
from zhiyin.kernel.live.bus import LocalBus
from zhiyin.kernel.live.hub import Hub

PIECES = 40


async def count(run: JobRun) -> None:
    """Counts to forty in pieces, each committed: a later try goes on where it stopped."""
    done = 0
    while done < PIECES:
        async with run.database.writing() as session:
            done = int(
                await session.scalar(
                    text("INSERT INTO pieces SELECT count(*) + 1 FROM pieces RETURNING n")
                )
                or 0
            )
        await run.tell("counting", done, PIECES)
        await asyncio.sleep(float(run.args.get("pause", 0)))


async def stumble(run: JobRun) -> None:
    """Fails until it is tried for the third time."""
    async with run.database.writing() as session:
        tries = await session.scalar(text("INSERT INTO tries DEFAULT VALUES RETURNING n"))
    if tries is None or tries < int(run.args["until"]):
        raise RuntimeError("not yet")


KINDS = (
    JobKind("test.count", Text("数数", "Counting"), count, {"counting": Text("数", "Counting")}),
    JobKind("test.stumble", Text("跌倒", "Stumbling"), stumble, attempts=3),
)


def make_house(environment: Environment) -> House:
    """A house that knows these kinds only."""
    assert environment.database_url is not None
    return House(
        environment=environment,
        database=Database(sqlalchemy_url(environment.database_url)),
        hub=Hub(LocalBus()),
        keyring=KeyRing.open(environment.keyring_path),
        files=FileStore(environment.files_dir),
        modules=(Module("test", Text("测试", "Test"), jobs=KINDS),),
    )


async def run_worker(house: House) -> None:
    """What the worker process does about jobs, and nothing else."""
    runner = JobRunner(house)

    async def look() -> None:
        while True:
            await runner.take_up()
            await asyncio.sleep(0.2)

    await asyncio.gather(runner.work(), look())


@asynccontextmanager
async def house_with_worker(url: str, folder: Path, *, worker: bool = True) -> AsyncIterator[House]:
    """A house in this process, with a worker beside it if wanted."""
    house = make_house(Environment(database_url=url, data_dir=folder))
    async with house.database.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS pieces (n int PRIMARY KEY)"))
        await connection.execute(text("CREATE TABLE IF NOT EXISTS tries (n serial PRIMARY KEY)"))
    task = asyncio.create_task(run_worker(house)) if worker else None
    try:
        yield house
    finally:
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await house.database.close()


if __name__ == "__main__":
    asyncio.run(run_worker(make_house(get_environment())))
