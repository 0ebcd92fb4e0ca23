"""Reads of problems, and of complaints that are alike."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import distinct, func, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.complaints.models import Complaint, Problem
from zhiyin.modules.complaints.queries.lists import show_rows
from zhiyin.modules.complaints.rules import ALIKE_FROM, ALIKE_WITHIN, Likeness, Matter, alike
from zhiyin.modules.complaints.schemas.complaints import AlikeOut, ComplaintProblem
from zhiyin.modules.complaints.schemas.problems import ProblemBrief, ProblemFigures, ProblemState
from zhiyin.modules.remedies.interface import given
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import readable_tickets

AnySession = ReadSession | WriteSession
MOST_COMPARED = 400
MOST_ALIKE = 10
MOST_LISTED = 200
CURRENCY = "CNY"


async def get_problem_briefs(
    session: AnySession, ids: Sequence[UUID] | None, state: ProblemState | None = None
) -> dict[UUID, ProblemBrief]:
    """Problems with how many complaints and customers they have; without ids the newest ones."""
    query = (
        select(
            Problem,
            func.count(Complaint.id).label("complaints"),
            func.count(distinct(Complaint.customer_id)).label("customers"),
        )
        .outerjoin(Complaint, Complaint.problem_id == Problem.id)
        .group_by(Problem.id)
        .order_by(Problem.id.desc())
        .limit(MOST_LISTED)
    )
    if ids is not None:
        query = query.where(Problem.id.in_(ids))
    if state is not None:
        query = query.where(Problem.state == state)
    return {
        row.id: ProblemBrief(
            id=row.id,
            name=row.name,
            state=row.state,
            shop_id=row.shop_id,
            cause_id=row.cause_id,
            complaints=complaints,
            customers=customers,
        )
        for row, complaints, customers in await session.execute(query)
    }


async def list_problems(
    session: AnySession, access: Access, state: ProblemState | None
) -> list[ProblemBrief]:
    """The newest problems that the caller sees a complaint of."""
    found = await get_problem_briefs(session, None, state)
    seen = select(distinct(Complaint.problem_id)).where(
        Complaint.problem_id.in_(list(found)),
        Complaint.ticket_id.in_(await readable_tickets(session, access)),
    )
    mine = set((await session.execute(seen)).scalars())
    return [one for one in found.values() if one.id in mine]


async def access_problem(session: AnySession, access: Access, problem_id: UUID) -> Problem:
    """A problem the caller sees a complaint of; not found otherwise."""
    row = await session.get(Problem, problem_id, populate_existing=True)
    if row is None:
        raise NotFoundError
    seen = select(Complaint.id).where(
        Complaint.problem_id == problem_id,
        Complaint.ticket_id.in_(await readable_tickets(session, access)),
    )
    if await session.scalar(seen.limit(1)) is None:
        raise NotFoundError
    return row


async def show_problem(session: AnySession, access: Access, row: Problem) -> ComplaintProblem:
    """A problem with its figures, and those of its complaints the caller may see."""
    members = await get_members(session, row.id)
    readable = await readable_tickets(session, access)
    query = readable.where(readable.selected_columns.id.in_([one.ticket_id for one in members]))
    seen = set((await session.execute(query)).scalars())
    paid = await given(session, [ObjectRef(TICKET, one.ticket_id) for one in members])
    figures = ProblemFigures(
        complaints=len(members),
        customers=len({one.customer_id for one in members if one.customer_id}),
        open=sum(one.closed_at is None for one in members),
        compensation=sum(sums.get(CURRENCY, 0) for sums in paid.values()),
    )
    return ComplaintProblem(
        id=row.id,
        name=row.name,
        note=row.note,
        state=row.state,
        shop_id=row.shop_id,
        cause_id=row.cause_id,
        made_at=row.made_at,
        members=await show_rows(session, access, [one for one in members if one.ticket_id in seen]),
        figures=figures,
        version=row.version,
    )


async def get_members(session: AnySession, problem_id: UUID) -> list[Complaint]:
    """The complaints of a problem, newest first."""
    query = select(Complaint).where(Complaint.problem_id == problem_id)
    newest = query.order_by(Complaint.id.desc()).execution_options(populate_existing=True)
    return list((await session.execute(newest)).scalars())


def matter_of(row: Complaint) -> Matter:
    """What a complaint is about."""
    return Matter(row.words, row.subject_id, row.cause_id, row.products)


async def find_alike(session: AnySession, access: Access, row: Complaint) -> list[AlikeOut]:
    """Complaints of the shop from two weeks before and after that may be about the same."""
    query = select(Complaint).where(
        Complaint.shop_id == row.shop_id,
        Complaint.id != row.id,
        Complaint.filed_at.between(row.filed_at - ALIKE_WITHIN, row.filed_at + ALIKE_WITHIN),
        Complaint.ticket_id.in_(await readable_tickets(session, access)),
    )
    others = (
        await session.execute(query.order_by(Complaint.id.desc()).limit(MOST_COMPARED))
    ).scalars()
    mine = matter_of(row)
    scored: list[tuple[Likeness, Complaint]] = [
        (alike(mine, matter_of(other)), other) for other in others
    ]
    near = [one for one in scored if one[0].score >= ALIKE_FROM]
    near.sort(key=lambda one: -one[0].score)
    shown = await show_rows(session, access, [other for _, other in near[:MOST_ALIKE]])
    return [
        AlikeOut(
            complaint=complaint, score=found.score, why=[Labels.of(said) for said in found.why]
        )
        for (found, _), complaint in zip(near, shown, strict=False)
    ]
