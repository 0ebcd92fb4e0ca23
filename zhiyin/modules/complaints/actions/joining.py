"""Complaints with something in common are joined into a problem."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.complaints.actions.writing import staff_of
from zhiyin.modules.complaints.errors import HasProblemError
from zhiyin.modules.complaints.events import ProblemChanged
from zhiyin.modules.complaints.models import Complaint, Problem
from zhiyin.modules.complaints.queries.access import access_complaint
from zhiyin.modules.complaints.queries.problems import access_problem, show_problem
from zhiyin.modules.complaints.schemas.problems import ProblemIn, ProblemPatch
from zhiyin.modules.tickets.interface import get_ticket_briefs

REF = "problem"


async def make_problem(session: WriteSession, access: Access, body: ProblemIn) -> Problem:
    """Names what these complaints have in common."""
    await _check_cause(session, body.cause_id)
    seen = [await access_complaint(session, access, one, edit=True) for one in body.complaint_ids]
    row = Problem(
        id=new_id(),
        version=1,
        shop_id=seen[0].shop_id,
        name=body.name,
        note=body.note.strip(),
        state="open",
        cause_id=body.cause_id,
        made_by=staff_of(session),
        made_at=now(),
    )
    session.add(row)
    await session.flush()
    await _join(session, row, body.complaint_ids)
    _tell(session, row, "make_problem", members=[str(one) for one in body.complaint_ids])
    return row


async def add_members(
    session: WriteSession, access: Access, problem_id: UUID, complaint_ids: Sequence[UUID]
) -> Problem:
    """These belong to it, too; those that do already stay."""
    await access_problem(session, access, problem_id)
    for one in complaint_ids:
        await access_complaint(session, access, one, edit=True)
    row = await _hold(session, problem_id)
    row.version += 1
    await _join(session, row, complaint_ids)
    _tell(session, row, "add_members", members=[str(one) for one in complaint_ids])
    return row


async def take_member(
    session: WriteSession, access: Access, problem_id: UUID, complaint_id: UUID
) -> Problem:
    """Takes out one that does not belong to it after all."""
    seen = await access_complaint(session, access, complaint_id, edit=True)
    if seen.problem_id != problem_id:
        raise NotFoundError
    row = await _hold(session, problem_id)
    row.version += 1
    member = await session.get_one(
        Complaint, complaint_id, with_for_update=True, populate_existing=True
    )
    if member.problem_id == problem_id:
        member.problem_id, member.version = None, member.version + 1
        await session.flush()
    _tell(session, row, "take_member", member=str(complaint_id))
    return row


async def change_problem(
    session: WriteSession,
    access: Access,
    problem_id: UUID,
    body: ProblemPatch,
    version: int | None,
) -> Problem:
    """Changes name, state, cause and note of a problem."""
    await _check_cause(session, body.cause_id)
    seen = await access_problem(session, access, problem_id)
    shown = await show_problem(session, access, seen)
    row = await _hold(session, problem_id)
    check_version(row, version, shown.model_dump(mode="json"))
    given = body.model_fields_set
    row.version += 1
    row.name = body.name or row.name
    row.state = body.state or row.state
    if "cause_id" in given:
        row.cause_id = body.cause_id
    if body.note is not None:
        row.note = body.note.strip()
    await session.flush()
    _tell(session, row, "change_problem", state=row.state)
    return row


async def _check_cause(session: WriteSession, cause_id: UUID | None) -> None:
    if cause_id is not None and cause_id not in await get_subjects(session):
        raise NotFoundError


async def _hold(session: WriteSession, problem_id: UUID) -> Problem:
    return await session.get_one(Problem, problem_id, with_for_update=True, populate_existing=True)


async def _join(session: WriteSession, problem: Problem, complaint_ids: Sequence[UUID]) -> None:
    query = select(Complaint).where(Complaint.id.in_(complaint_ids)).order_by(Complaint.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    rows = (await session.execute(locked)).scalars().all()
    briefs = await get_ticket_briefs(session, [row.ticket_id for row in rows])
    for row in rows:
        if row.problem_id is not None and row.problem_id != problem.id:
            raise HasProblemError(ref=briefs[row.ticket_id].ref)
        if row.problem_id is None:
            row.problem_id, row.version = problem.id, row.version + 1
    await session.flush()


def _tell(session: WriteSession, row: Problem, verb: str, **after: object) -> None:
    ref = ObjectRef(REF, row.id)
    audit(session, f"complaints.{verb}", ref, after=after)
    emit(session, ProblemChanged(row.id), ref)
