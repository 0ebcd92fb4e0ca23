"""Routes of problems that several complaints share."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.complaints.actions.joining import (
    add_members,
    change_problem,
    make_problem,
    take_member,
)
from zhiyin.modules.complaints.models import Problem
from zhiyin.modules.complaints.permissions import FILE, GRADE, SEE
from zhiyin.modules.complaints.queries.problems import (
    access_problem,
    list_problems,
    show_problem,
)
from zhiyin.modules.complaints.schemas.complaints import ComplaintProblem
from zhiyin.modules.complaints.schemas.problems import (
    MembersIn,
    ProblemBrief,
    ProblemIn,
    ProblemPatch,
    ProblemState,
)

routes = Routes("complaints", "/complaints/problems")
Version = Annotated[int | None, Depends(IfMatch)]


async def _shown(session: WriteSession, access: Access, row: Problem) -> ComplaintProblem:
    await session.flush()
    return await show_problem(session, access, row)


@routes.get("", permit=SEE, response_model=list[ProblemBrief])
async def get_list(
    access: Caller, house: CurrentHouse, state: ProblemState | None = None
) -> list[ProblemBrief]:
    """The newest problems, with how many complaints and customers they have."""
    async with house.database.reading() as session:
        return await list_problems(session, access, state)


@routes.post("", permit=FILE, status=201, response_model=ComplaintProblem)
async def post(body: ProblemIn, access: Caller, house: CurrentHouse) -> ComplaintProblem:
    """Joins complaints into a problem."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await make_problem(session, access, body))


@routes.get("/{problem_id}", permit=SEE, response_model=ComplaintProblem)
async def get_one(problem_id: UUID, access: Caller, house: CurrentHouse) -> ComplaintProblem:
    """A problem with its complaints and figures."""
    async with house.database.reading() as session:
        row = await access_problem(session, access, problem_id)
        return await show_problem(session, access, row)


@routes.patch("/{problem_id}", permit=GRADE, response_model=ComplaintProblem)
async def patch(
    problem_id: UUID, body: ProblemPatch, access: Caller, house: CurrentHouse, version: Version
) -> ComplaintProblem:
    """Changes name, state, cause and note."""
    async with house.database.writing(access.actor) as session:
        row = await change_problem(session, access, problem_id, body, version)
        return await _shown(session, access, row)


@routes.post("/{problem_id}/members", permit=FILE, response_model=ComplaintProblem)
async def post_members(
    problem_id: UUID, body: MembersIn, access: Caller, house: CurrentHouse
) -> ComplaintProblem:
    """Adds complaints to a problem."""
    async with house.database.writing(access.actor) as session:
        row = await add_members(session, access, problem_id, body.complaint_ids)
        return await _shown(session, access, row)


@routes.delete("/{problem_id}/members/{complaint_id}", permit=FILE)
async def delete_member(
    problem_id: UUID, complaint_id: UUID, access: Caller, house: CurrentHouse
) -> None:
    """Takes a complaint out of a problem."""
    async with house.database.writing(access.actor) as session:
        await take_member(session, access, problem_id, complaint_id)
