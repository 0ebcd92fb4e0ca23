"""The worker's part: taking jobs from the queue, running them, taking up what was left lying.

Procrastinate hands out; a job's own advisory lock says that somebody is alive and at it. A worker
that is killed loses the lock with its connection, so its work is taken up by another in seconds.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import structlog
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job
from sqlalchemy import Row, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.environment import libpq_url
from zhiyin.kernel.house import House
from zhiyin.kernel.jobs.jobs import QUEUE, TASK, JobCancelledError, JobKind, JobRun, defer

log = structlog.get_logger(__name__)

AT_ONCE = 2
BUSY_SECONDS = 5
LONGEST_WAIT = 600

_BEGIN = text("""
    UPDATE jobs SET state = 'running', attempts = attempts + 1, error = NULL,
        started_at = coalesce(started_at, now())
    WHERE id = :id AND state IN ('waiting', 'running')
    RETURNING id, kind, args, ref_kind, ref_id, asked_by, attempts, cancel_asked
""")
_END = text("""
    UPDATE jobs SET state = :state, error = :error,
        done = CASE WHEN :state = 'done' THEN coalesce(total, done) ELSE done END,
        finished_at = CASE WHEN :state <> 'waiting' THEN now() END
    WHERE id = :id
""")
# Running, but nobody holds its lock; or handed to a worker that has not been heard of.
_LEFT = text("""
    SELECT q.id AS queue_id, j.id FROM jobs j
    JOIN procrastinate_jobs q ON q.status = 'doing' AND (q.args ->> 'job_id')::uuid = j.id
    WHERE j.state = 'running' OR (j.state = 'waiting' AND NOT EXISTS (
        SELECT FROM procrastinate_workers w
        WHERE w.id = q.worker_id AND w.last_heartbeat > now() - interval '30 seconds'))
    ORDER BY j.id
""")
_TRY_LOCK = text("SELECT pg_try_advisory_lock(:key)")
_TRY_LOCK_HERE = text("SELECT pg_try_advisory_xact_lock(:key)")
_UNLOCK = text("SELECT pg_advisory_unlock(:key)")
# Looked at once more: who held the lock may have ended in between.
_AGAIN = text("""
    WITH left_so AS (
        SELECT q.id FROM procrastinate_jobs q
        JOIN jobs j ON j.id = (q.args ->> 'job_id')::uuid AND j.state IN ('waiting', 'running')
        WHERE q.id = :id AND q.status = 'doing' FOR UPDATE OF q)
    SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM left_so
""")
_UNQUEUED = text("""
    SELECT j.id FROM jobs j
    WHERE j.state IN ('waiting', 'running') AND NOT EXISTS (
        SELECT FROM procrastinate_jobs q
        WHERE q.status IN ('todo', 'doing') AND (q.args ->> 'job_id')::uuid = j.id)
    ORDER BY j.id FOR UPDATE OF j SKIP LOCKED
""")


class LaterError(Exception):
    """Not now; the queue hands it out again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class WhenAsked(BaseRetryStrategy):
    """Hands a job out again when it asks for that; everything else is decided by `JobRunner`."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When, if at all."""
        if isinstance(exception, LaterError):
            return RetryDecision(retry_in={"seconds": exception.seconds})
        return None


def lock_key(job_id: UUID) -> int:
    """The advisory lock of a job: the random half of its id."""
    return int.from_bytes(job_id.bytes[8:], "big", signed=True)


class JobRunner:
    """Runs the jobs of all modules."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.database = house.database
        url = libpq_url(house.database.url)
        self.app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=AT_ONCE + 1))
        self.app.task(name=TASK, queue=QUEUE, retry=WhenAsked())(self._take)

    async def work(self) -> None:
        """Takes jobs until cancelled."""
        try:
            await self.app.open_async()
            await self.app.run_worker_async(
                queues=[QUEUE],
                concurrency=AT_ONCE,
                install_signal_handlers=False,
                delete_jobs="always",
                shutdown_graceful_timeout=1.0,
            )
        finally:
            # Cancelled while it opens, the pool would be left with workers of its own, and those
            # take a cancellation for a failure to connect and go on.
            await self.app.close_async()

    async def _take(self, job_id: str) -> None:
        async with self._held(UUID(job_id)) as held:
            if not held:
                raise LaterError(BUSY_SECONDS)
            async with self.database.writing() as session:
                row = (await session.execute(_BEGIN, {"id": UUID(job_id)})).first()
            if row is not None:
                await self._run(row)

    @asynccontextmanager
    async def _held(self, job_id: UUID) -> AsyncIterator[bool]:
        """Holds the job's lock on a connection of its own; answers whether it was free."""
        key = {"key": lock_key(job_id)}
        async with self.database.engine.connect() as plain:
            connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
            held = bool(await connection.scalar(_TRY_LOCK, key))
            try:
                yield held
            finally:
                if held:
                    await connection.execute(_UNLOCK, key)

    async def _run(self, row: Row[tuple[object, ...]]) -> None:
        kind = self.house.jobs.get(row.kind)
        if kind is None:  # its module is switched off
            await self._end(row.id, "failed", "unknown_kind")
            return
        about = ObjectRef(row.ref_kind, row.ref_id) if row.ref_kind else None
        run = JobRun(self.database, row.id, row.args, about, row.asked_by)
        try:
            if row.cancel_asked and kind.can_cancel:
                raise JobCancelledError
            await kind.run(run)
        except JobCancelledError:
            await self._end(row.id, "cancelled")
        except Exception as error:
            await self._fail(row, kind, error)
        else:
            await self._end(row.id, "done")

    async def _fail(self, row: Row[tuple[object, ...]], kind: JobKind, error: Exception) -> None:
        final = row.attempts >= kind.attempts
        log.error("job_failed", job=kind.name, job_id=str(row.id), final=final, exc_info=error)
        await self._end(row.id, "failed" if final else "waiting", type(error).__name__)
        if not final:
            raise LaterError(min(LONGEST_WAIT, 2**row.attempts)) from error

    async def _end(self, job_id: UUID, state: str, error: str | None = None) -> None:
        async with self.database.writing() as session:
            await session.execute(_END, {"id": job_id, "state": state, "error": error})

    async def take_up(self) -> None:
        """Puts work back into the queue whose worker is gone, or that the queue has lost."""
        async with self.database.writing() as session:
            for row in (await session.execute(_LEFT)).all():
                if await session.scalar(_TRY_LOCK_HERE, {"key": lock_key(row.id)}):
                    await session.execute(_AGAIN, {"id": row.queue_id})
            for job_id in (await session.execute(_UNQUEUED)).scalars().all():
                await defer(session, job_id)
