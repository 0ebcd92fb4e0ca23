"""Routes of jobs: what is being worked on, stopping it, trying again, fetching what it made."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import Query
from fastapi.responses import StreamingResponse
from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import SIGNED_IN, Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import file_key
from zhiyin.kernel.house import House
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done, Labels, Page, Shape
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import cancel_job, get_job_file, retry_job
from zhiyin.kernel.jobs.tables import JobRow
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.people.permissions import READ_JOBS

routes = Routes("jobs", "/jobs")
Limit = Annotated[int, Query(ge=1, le=100)]

FAILED = Text(
    "没有完成，已经完成的部分都保留了。可以重试，或请管理员查看服务器日志。",
    "It did not finish. What was done is kept. Try again, or ask your administrator to look "
    "into the server's log.",
)


class JobOut(Shape):
    """A piece of long work, as people see it."""

    id: UUID
    kind: str
    title: Labels
    ref_kind: str | None
    ref_id: UUID | None
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    step: Labels | None
    done: int
    total: int | None
    attempts: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_asked: bool
    can_cancel: bool
    can_retry: bool
    error: Labels | None
    # Until when its file may be fetched; empty when it made none, or for others than who asked.
    file_until: datetime | None


def _show(house: House, access: Access, row: JobRow, asked_by: str) -> JobOut:
    kind = house.jobs.get(row.kind)
    step = kind.steps.get(row.step) if kind else None
    stoppable = row.state == "waiting" or (
        row.state == "running" and bool(kind and kind.can_cancel)
    )
    fetchable = row.file_until and row.file_until > now() and row.asked_by == access.id
    return JobOut(
        id=row.id,
        kind=row.kind,
        title=Labels.of(kind.title if kind else Text(row.kind, row.kind)),
        ref_kind=row.ref_kind,
        ref_id=row.ref_id,
        state=row.state,
        step=Labels.of(step) if step else None,
        done=row.done,
        total=row.total,
        attempts=row.attempts,
        asked_by=asked_by,
        asked_at=row.asked_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        cancel_asked=row.cancel_asked,
        can_cancel=stoppable and not row.cancel_asked,
        can_retry=row.state in ("failed", "cancelled") and kind is not None,
        error=Labels.of(FAILED) if row.state == "failed" else None,
        file_until=row.file_until if fetchable and row.state == "done" else None,
    )


@routes.get("", permit=SIGNED_IN, response_model=Page[JobOut])
async def list_jobs(
    access: Caller,
    house: CurrentHouse,
    whose: Literal["mine", "all"] = "mine",
    about: UUID | None = None,
    cursor: str | None = None,
    limit: Limit = 30,
) -> Page[JobOut]:
    """One's own jobs, newest first; everybody's for those who may see them."""
    query = select(JobRow)
    if not (whose == "all" and access.may(READ_JOBS)):
        query = query.where(JobRow.asked_by == access.id)
    if about is not None:
        query = query.where(JobRow.ref_id == about)
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(JobRow.id < after)
    async with house.database.reading() as session:
        found = await session.execute(query.order_by(JobRow.id.desc()).limit(limit + 1))
        rows = found.scalars().all()
        names = await get_names(session)
    items = [_show(house, access, row, names.staff_name(row.asked_by)) for row in rows[:limit]]
    return Page(items=items, next=encode_cursor(rows[limit - 1].id) if len(rows) > limit else None)


async def _access(session: ReadSession | WriteSession, access: Access, job_id: UUID) -> JobRow:
    """The job, if it is the caller's own or they may see everybody's."""
    row = await session.get(JobRow, job_id)
    if row is None or not (row.asked_by == access.id or access.may(READ_JOBS)):
        raise NotFoundError
    return row


@routes.get("/{job_id}", permit=SIGNED_IN, response_model=JobOut)
async def get_job(job_id: UUID, access: Caller, house: CurrentHouse) -> JobOut:
    """One job."""
    async with house.database.reading() as session:
        row = await _access(session, access, job_id)
        names = await get_names(session)
    return _show(house, access, row, names.staff_name(row.asked_by))


@routes.post("/{job_id}/cancel", permit=SIGNED_IN, response_model=Done)
async def cancel(job_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Stops a job; what it has finished stays."""
    async with house.database.writing(access.actor) as session:
        row = await _access(session, access, job_id)
        kind = house.jobs.get(row.kind)
        if row.state == "running" and kind is not None and not kind.can_cancel:
            raise NotFoundError
        if not await cancel_job(session, job_id):
            raise NotFoundError
        audit(session, "jobs.cancel", ObjectRef("job", job_id), after={"kind": row.kind})
    return Done()


@routes.post("/{job_id}/retry", permit=SIGNED_IN, response_model=Done)
async def retry(job_id: UUID, access: Caller, house: CurrentHouse) -> Done:
    """Starts a job again that failed or was stopped, from where it was."""
    async with house.database.writing(access.actor) as session:
        row = await _access(session, access, job_id)
        if not await retry_job(session, job_id):
            raise NotFoundError
        audit(session, "jobs.retry", ObjectRef("job", job_id), after={"kind": row.kind})
    return Done()


@routes.get("/{job_id}/file", permit=SIGNED_IN, response_class=StreamingResponse)
async def download(job_id: UUID, access: Caller, house: CurrentHouse) -> StreamingResponse:
    """The file a job has made, for whoever asked for it, while it is kept."""
    async with house.database.writing(access.actor) as session:
        file = await get_job_file(session, job_id, access.id, now())
        if file is None:
            raise NotFoundError
        audit(session, "jobs.download", ObjectRef("job", job_id))
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    body = house.files.stream(file_key(file.id))
    return StreamingResponse(body, media_type=file.media_type, headers=headers)
