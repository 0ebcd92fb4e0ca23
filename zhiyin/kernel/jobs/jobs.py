"""Asking for a job, and what the work itself may use."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, text, update

from zhiyin.kernel.actor import SYSTEM, Actor, ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.files.store import StoredFile, as_stored, keep_bytes, remove_files
from zhiyin.kernel.files.tables import FileRow
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.tables import JobRow

QUEUE = "zhiyin"
TASK = "zhiyin.job"
FILE_REF = "job"
KEPT_DAYS = 30


class JobCancelledError(Exception):
    """Somebody asked to stop; raised where the work reports how far it is."""


@dataclass(frozen=True)
class JobKind:
    """A kind of long work. `run` may be called again after a crash: each chunk it commits must
    leave a state from which it can go on. `steps` names what it is at, for people.
    """

    name: str
    title: Text
    run: Callable[["JobRun"], Awaitable[None]]
    steps: dict[str, Text] = field(default_factory=dict)
    attempts: int = 5
    # Work that must not stop half-way cannot be cancelled once it runs.
    can_cancel: bool = True


# The function's name carries its version, so it stays when the library is renewed; and the web
# process need not import the library to ask for work.
_DEFER = text("""
    SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
        :queue, :task, 0, NULL, NULL, CAST(:args AS jsonb), NULL)::procrastinate_job_to_defer_v1])
""")
_TELL = text("""
    UPDATE jobs SET step = :step, done = :done, total = :total WHERE id = :id
    RETURNING cancel_asked
""")
_CANCEL = text("""
    UPDATE jobs SET cancel_asked = true,
        state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END,
        finished_at = CASE WHEN state = 'waiting' THEN now() END
    WHERE id = :id AND state IN ('waiting', 'running')
    RETURNING state
""")
_RETRY = text("""
    UPDATE jobs SET state = 'waiting', attempts = 0, error = NULL, finished_at = NULL,
        cancel_asked = false
    WHERE id = :id AND state IN ('failed', 'cancelled') RETURNING id
""")


async def ask_job(
    session: WriteSession,
    kind: str,
    args: dict[str, Any] | None = None,
    about: ObjectRef | None = None,
) -> UUID:
    """Asks for work; it starts when this transaction has committed, and never if it does not."""
    if kind not in session.house.jobs:
        raise LookupError(f"no module contributes the job {kind}")
    row = JobRow(
        id=new_id(),
        kind=kind,
        args=args or {},
        ref_kind=about.kind if about else None,
        ref_id=about.id if about else None,
        asked_by=session.actor.id if session.actor.kind == "staff" else None,
    )
    session.add(row)
    await session.flush()
    await defer(session, row.id)
    return row.id


async def defer(session: WriteSession, job_id: UUID) -> None:
    """Puts a job into the queue, on the session's own connection."""
    args = msgspec.json.encode({"job_id": job_id}).decode()
    await session.execute(_DEFER, {"queue": QUEUE, "task": TASK, "args": args})


async def cancel_job(session: WriteSession, job_id: UUID) -> bool:
    """Takes waiting work back at once; running work stops where it next reports."""
    return (await session.execute(_CANCEL, {"id": job_id})).first() is not None


async def retry_job(session: WriteSession, job_id: UUID) -> bool:
    """Starts ended work again, from where it stopped."""
    if (await session.execute(_RETRY, {"id": job_id})).first() is None:
        return False
    await defer(session, job_id)
    return True


@dataclass(frozen=True)
class JobRun:
    """What running work knows and may use."""

    database: Database
    id: UUID
    args: dict[str, Any]
    about: ObjectRef | None
    asked_by: UUID | None

    @property
    def actor(self) -> Actor:
        """In whose name it works."""
        return Actor("staff", self.asked_by) if self.asked_by else SYSTEM

    async def tell(self, step: str = "", done: int = 0, total: int | None = None) -> None:
        """Says how far it is; raises `JobCancelledError` when somebody has asked to stop."""
        values = {"id": self.id, "step": step, "done": done, "total": total}
        async with self.database.writing() as session:
            cancelled = await session.scalar(_TELL, values)
        if cancelled:
            raise JobCancelledError

    async def keep_file(self, name: str, media_type: str, data: bytes, hours: int) -> None:
        """Keeps the file this work has made, for whoever asked, for some hours.

        Made again after a crash it takes the place of the older one.
        """
        async with self.database.writing(self.actor) as session:
            await drop_files(session, [self.id])
            ref = ObjectRef(FILE_REF, self.id)
            await keep_bytes(session, self.actor, ref, name, media_type, data)
            job = await session.get_one(JobRow, self.id)
            job.file_until = now() + timedelta(hours=hours)


async def get_job_file(
    session: ReadSession | WriteSession, job_id: UUID, asked_by: UUID, moment: datetime
) -> StoredFile | None:
    """The file a job has made, while it may be fetched, for whoever asked for it."""
    row = await session.scalar(
        select(FileRow)
        .join(JobRow, JobRow.id == FileRow.ref_id)
        .where(
            FileRow.ref_kind == FILE_REF,
            FileRow.ref_id == job_id,
            JobRow.asked_by == asked_by,
            JobRow.state == "done",
            JobRow.file_until > moment,
        )
    )
    return as_stored(row) if row else None


async def drop_files(session: WriteSession, job_ids: Sequence[UUID]) -> None:
    """Removes what these jobs have made."""
    if not job_ids:
        return
    await session.execute(update(JobRow).where(JobRow.id.in_(job_ids)).values(file_until=None))
    made = select(FileRow.id).where(FileRow.ref_kind == FILE_REF, FileRow.ref_id.in_(job_ids))
    await remove_files(session, list((await session.execute(made)).scalars()))


async def tidy_jobs(database: Database) -> None:
    """Removes files past their time and rows nobody needs any more."""
    async with database.writing() as session:
        ended = now() - timedelta(days=KEPT_DAYS)
        await session.execute(delete(JobRow).where(JobRow.finished_at < ended))
    async with database.writing() as session:
        old = select(JobRow.id).where(JobRow.file_until < now())
        await drop_files(session, list((await session.execute(old.limit(100))).scalars()))
