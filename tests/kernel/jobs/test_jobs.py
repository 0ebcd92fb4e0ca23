"""Long work is done once, whole, visibly, whatever dies meanwhile."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.kernel.jobs.stand import PIECES, house_with_worker, make_house
from tests.servers.patience import PATIENCE
from zhiyin.kernel.ending import end
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.house import House
from zhiyin.kernel.jobs.jobs import (
    JobRun,
    ask_job,
    cancel_job,
    get_job_file,
    retry_job,
    tidy_jobs,
)
from zhiyin.kernel.jobs.runner import JobRunner
from zhiyin.kernel.jobs.tables import JobRow

NOBODY = UUID(int=0)


async def _ask(house: House, kind: str, **args: Any) -> UUID:
    async with house.database.writing() as session:
        return await ask_job(session, kind, args)


async def _ask_and_fail(house: House) -> None:
    async with house.database.writing() as session:
        await ask_job(session, "test.count")
        raise ZeroDivisionError


async def _see(house: House, job_id: UUID) -> JobRow:
    async with house.database.reading() as session:
        return await session.get_one(JobRow, job_id)


async def _until(house: House, job_id: UUID, *states: str, done: int = 0) -> JobRow:
    for _ in range(2400):
        row = await _see(house, job_id)
        if row.state in states and row.done >= done:
            return row
        await asyncio.sleep(0.05)
    raise AssertionError(f"{row.state} {row.done}, not {states}")


def _pieces(url: str, table: str = "pieces") -> list[int]:
    with psycopg.connect(url) as connection:
        return [n for (n,) in connection.execute(f"SELECT n FROM {table} ORDER BY n".encode())]


@contextmanager
def _process(url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"ZHIYIN_DATABASE_URL": url, "ZHIYIN_DATA_DIR": str(folder)}
    process = subprocess.Popen([sys.executable, "-m", "tests.kernel.jobs.stand"], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def test_a_job_is_done_and_says_how_far_it_is(database_url: str, tmp_path: Path) -> None:
    async with house_with_worker(database_url, tmp_path) as house:
        job_id = await _ask(house, "test.count")
        row = await _until(house, job_id, "done")
    assert (row.done, row.total, row.step, row.attempts) == (PIECES, PIECES, "counting", 1)
    assert _pieces(database_url) == list(range(1, PIECES + 1))


async def test_a_job_that_was_asked_for_in_vain_never_runs(
    database_url: str, tmp_path: Path
) -> None:
    async with house_with_worker(database_url, tmp_path) as house:
        with pytest.raises(ZeroDivisionError):
            await _ask_and_fail(house)
        assert (await _until(house, await _ask(house, "test.stumble", until=0), "done")).done == 0
    assert _pieces(database_url) == []


@pytest.mark.whole
async def test_a_worker_is_killed_and_another_goes_on_where_it_was(
    database_url: str, tmp_path: Path
) -> None:
    async with house_with_worker(database_url, tmp_path, worker=False) as house:
        with _process(database_url, tmp_path) as first:
            job_id = await _ask(house, "test.count", pause=0.1)
            await _until(house, job_id, "running", done=3)
            first.send_signal(signal.SIGKILL)
            first.wait()
        assert (await _see(house, job_id)).state == "running"
        with _process(database_url, tmp_path):
            row = await _until(house, job_id, "done")
    assert row.attempts == 2
    assert _pieces(database_url) == list(range(1, PIECES + 1))


@pytest.mark.whole
async def test_two_workers_never_do_the_same_job_at_once(database_url: str, tmp_path: Path) -> None:
    async with house_with_worker(database_url, tmp_path, worker=False) as house:
        with _process(database_url, tmp_path), _process(database_url, tmp_path):
            jobs = [await _ask(house, "test.stumble", until=0) for _ in range(12)]
            rows = [await _until(house, one, "done") for one in jobs]
    assert {row.attempts for row in rows} == {1}
    assert len(_pieces(database_url, "tries")) == 12


async def test_a_job_that_fails_is_tried_again_and_then_says_so(
    database_url: str, tmp_path: Path
) -> None:
    async with house_with_worker(database_url, tmp_path) as house:
        row = await _until(house, await _ask(house, "test.stumble", until=2), "done")
        assert row.attempts == 2
        hopeless = await _ask(house, "test.stumble", until=99)
        row = await _until(house, hopeless, "failed")
        assert (row.attempts, row.error) == (3, "RuntimeError")
        async with house.database.writing() as session:
            assert await retry_job(session, hopeless)
        await _until(house, hopeless, "waiting", "running")
        assert (await _until(house, hopeless, "failed")).attempts == 3


async def test_running_work_stops_when_asked_and_waiting_work_never_starts(
    database_url: str, tmp_path: Path
) -> None:
    async with house_with_worker(database_url, tmp_path, worker=False) as house:
        waiting = await _ask(house, "test.count")
        async with house.database.writing() as session:
            assert await cancel_job(session, waiting)
        assert (await _see(house, waiting)).state == "cancelled"
        with _process(database_url, tmp_path):
            job_id = await _ask(house, "test.count", pause=0.1)
            await _until(house, job_id, "running", done=2)
            async with house.database.writing() as session:
                assert await cancel_job(session, job_id)
            row = await _until(house, job_id, "cancelled")
        assert 2 <= row.done < PIECES
        async with house.database.writing() as session:
            assert not await cancel_job(session, job_id)
    assert len(_pieces(database_url)) == row.done


async def test_work_the_queue_has_lost_is_queued_again(database_url: str, tmp_path: Path) -> None:
    async with house_with_worker(database_url, tmp_path, worker=False) as house:
        job_id = await _ask(house, "test.count")
        with psycopg.connect(database_url) as connection:
            connection.execute("DELETE FROM procrastinate_jobs")
        with _process(database_url, tmp_path):
            await _until(house, job_id, "done")


async def test_a_file_is_kept_for_its_hours_and_for_who_asked(
    database_url: str, tmp_path: Path
) -> None:
    async with house_with_worker(database_url, tmp_path, worker=False) as house:
        job_id = await _ask(house, "test.count")
        with psycopg.connect(database_url) as connection:
            connection.execute("UPDATE jobs SET asked_by = %s, state = 'done'", [NOBODY])
        async with house.database.reading() as session:
            row = await session.get_one(JobRow, job_id)
        run = _run_of(house, row)
        await run.keep_file("a.zip", "application/zip", b"first", 24)
        await run.keep_file("a.zip", "application/zip", b"again", 24)
        moment = (await _see(house, job_id)).file_until
        assert moment is not None
        async with house.database.reading() as session:
            early, late = moment.replace(year=moment.year - 1), moment
            kept = await get_job_file(session, job_id, NOBODY, early)
            assert kept is not None
            assert kept.size == 5
            assert await get_job_file(session, job_id, NOBODY, late) is None
            assert await get_job_file(session, job_id, job_id, early) is None
        with psycopg.connect(database_url) as connection:
            connection.execute("UPDATE jobs SET file_until = now() - interval '1 second'")
        await tidy_jobs(house.database)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def _run_of(house: House, row: JobRow) -> JobRun:
    return JobRun(house.database, row.id, row.args, None, row.asked_by)


async def test_told_to_end_while_it_connects_it_leaves_nothing_that_goes_on(tmp_path: Path) -> None:
    """A process ends with its loop, and that cancels what is left once and waits for it."""
    reached = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    before = asyncio.all_tasks()
    url = f"postgresql://nobody@127.0.0.1:{port}/nothing"
    house = make_house(Environment(database_url=url, data_dir=tmp_path))
    work = asyncio.create_task(JobRunner(house).work())
    async with server:
        await asyncio.wait_for(reached.wait(), PATIENCE)
        await end(work)
        left = asyncio.all_tasks() - before
        for one in left:
            one.cancel()
        _, going_on = await asyncio.wait(
            {*left, asyncio.create_task(asyncio.sleep(0))}, timeout=PATIENCE
        )
        assert not going_on
