"""Routes of complaints: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.complaints.actions.filing import file_complaint
from zhiyin.modules.complaints.actions.following import answer_by_staff
from zhiyin.modules.complaints.actions.grading import set_level
from zhiyin.modules.complaints.actions.looking import look
from zhiyin.modules.complaints.actions.reading import read_feeling
from zhiyin.modules.complaints.actions.solving import calm, change, learn, solve
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.permissions import FILE, GRADE, OFFER, SEE
from zhiyin.modules.complaints.queries.access import access_complaint, access_of_ticket
from zhiyin.modules.complaints.queries.lists import list_complaints
from zhiyin.modules.complaints.queries.problems import find_alike
from zhiyin.modules.complaints.queries.showing import show_complaint
from zhiyin.modules.complaints.schemas.complaints import (
    AlikeOut,
    ComplaintIn,
    ComplaintOut,
    ComplaintPatch,
    ComplaintQuery,
    ComplaintRow,
    LessonIn,
    LevelIn,
    LookIn,
    LookOut,
)
from zhiyin.modules.complaints.schemas.offers import FollowUpIn

routes = Routes("complaints", "/complaints")
Version = Annotated[int | None, Depends(IfMatch)]


async def shown(session: WriteSession, access: Access, row: Complaint) -> ComplaintOut:
    """A complaint as it is now, for whoever has just changed it."""
    await session.flush()
    return await show_complaint(session, access, row)


@routes.get(
    "",
    permit=SEE,
    tool=Tool(
        "list_complaints",
        Text("查看投诉", "List complaints"),
        Text(
            "列出投诉：级别、所处阶段、时限；可按级别、阶段、店铺、原因、商品、逾期筛选。",
            "Lists complaints with level, stage and limits; by level, stage, shop, cause, product,"
            " late ones.",
        ),
    ),
    response_model=Page[ComplaintRow],
)
async def get_list(
    access: Caller, house: CurrentHouse, asked: Annotated[ComplaintQuery, Query()]
) -> Page[ComplaintRow]:
    """One page of complaints: newest first, or the gravest that are not over first."""
    async with house.database.reading() as session:
        items, following = await list_complaints(session, access, asked)
    return Page(items=items, next=following)


@routes.post("/look", permit=FILE, response_model=LookOut)
async def post_look(body: LookIn, access: Caller, house: CurrentHouse) -> LookOut:
    """What the intake sheet begins with: words, a level with its reasons, calm-first words."""
    return await look(house, access, body)


@routes.post(
    "",
    permit=FILE,
    tool=Tool(
        "file_complaint",
        Text("登记投诉", "File a complaint"),
        Text(
            "登记一个投诉：建工单、定级，并开始投诉流程。",
            "Files a complaint: a ticket, a level with its reasons, and the procedure.",
        ),
    ),
    status=201,
    response_model=ComplaintOut,
)
async def post(body: ComplaintIn, access: Caller, house: CurrentHouse) -> ComplaintOut:
    """Files a complaint: ticket, level and procedure at once."""
    felt = await read_feeling(house, body.words)
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await file_complaint(session, access, body, felt))


@routes.get("/of/{ticket_id}", permit=SEE, response_model=ComplaintOut)
async def get_of_ticket(ticket_id: UUID, access: Caller, house: CurrentHouse) -> ComplaintOut:
    """The complaint beside a ticket."""
    async with house.database.reading() as session:
        row = await access_of_ticket(session, access, ticket_id)
        return await show_complaint(session, access, row)


@routes.get("/{complaint_id}", permit=SEE, response_model=ComplaintOut)
async def get_one(complaint_id: UUID, access: Caller, house: CurrentHouse) -> ComplaintOut:
    """One complaint in full."""
    async with house.database.reading() as session:
        row = await access_complaint(session, access, complaint_id)
        return await show_complaint(session, access, row)


@routes.patch("/{complaint_id}", permit=FILE, response_model=ComplaintOut)
async def patch(
    complaint_id: UUID,
    body: ComplaintPatch,
    access: Caller,
    house: CurrentHouse,
    version: Version,
) -> ComplaintOut:
    """Changes wish, cause and products."""
    async with house.database.writing(access.actor) as session:
        row = await change(session, access, complaint_id, body, version)
        return await shown(session, access, row)


@routes.put("/{complaint_id}/level", permit=GRADE, response_model=ComplaintOut)
async def put_level(
    complaint_id: UUID, body: LevelIn, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Sets the level by hand, with a reason; rules leave it alone from then on."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await set_level(session, access, complaint_id, body))


@routes.post("/{complaint_id}/calm", permit=FILE, response_model=ComplaintOut)
async def post_calm(complaint_id: UUID, access: Caller, house: CurrentHouse) -> ComplaintOut:
    """Notes that the customer is calmed."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await calm(session, access, complaint_id))


@routes.post("/{complaint_id}/solved", permit=OFFER, response_model=ComplaintOut)
async def post_solved(complaint_id: UUID, access: Caller, house: CurrentHouse) -> ComplaintOut:
    """Notes that what was agreed on is carried out; the customer is asked some days later."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await solve(session, access, complaint_id))


@routes.post("/{complaint_id}/follow-up", permit=FILE, response_model=ComplaintOut)
async def post_follow_up(
    complaint_id: UUID, body: FollowUpIn, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Writes down what the customer said when somebody asked whether all is well."""
    async with house.database.writing(access.actor) as session:
        row = await answer_by_staff(session, access, complaint_id, body)
        return await shown(session, access, row)


@routes.put("/{complaint_id}/lesson", permit=FILE, response_model=ComplaintOut)
async def put_lesson(
    complaint_id: UUID, body: LessonIn, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Writes down what is to be learned from it."""
    async with house.database.writing(access.actor) as session:
        return await shown(session, access, await learn(session, access, complaint_id, body))


@routes.get("/{complaint_id}/alike", permit=SEE, response_model=list[AlikeOut])
async def get_alike(complaint_id: UUID, access: Caller, house: CurrentHouse) -> list[AlikeOut]:
    """Complaints from two weeks before and after that may be about the same."""
    async with house.database.reading() as session:
        row = await access_complaint(session, access, complaint_id)
        return await find_alike(session, access, row)
