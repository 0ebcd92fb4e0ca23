"""Routes of cases: beginning them, and moving them on."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import SIGNED_IN, Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.house import House
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Page, Shape
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import MANAGE_STAFF
from zhiyin.modules.procedures.actions.absent import count_held
from zhiyin.modules.procedures.actions.cases import cancel, start_by_hand
from zhiyin.modules.procedures.actions.steps import finish, give_back, keep_form, skip
from zhiyin.modules.procedures.models import Case
from zhiyin.modules.procedures.permissions import RUN, SEE, SKIP
from zhiyin.modules.procedures.queries.cases import (
    CaseQuery,
    access_case,
    list_cases,
    list_startable,
    show_case,
)
from zhiyin.modules.procedures.schemas.cases import (
    CancelCaseIn,
    CaseIn,
    CaseOut,
    CaseRow,
    CaseState,
    FinishIn,
    FormIn,
    HeldOut,
    ReturnIn,
    SkipIn,
    StartableOut,
)
from zhiyin.modules.procedures.schemas.tasks import AboutKind

routes = Routes("cases", "/cases")


StepMove = Callable[[WriteSession, Access, UUID, UUID, Any], Awaitable[Case]]


async def _shown(session: WriteSession, access: Access, case: Case) -> CaseOut:
    await session.flush()
    return await show_case(session, access, case)


async def _moved(
    house: House, access: Access, act: StepMove, case_id: UUID, step_id: UUID, body: Shape
) -> CaseOut:
    """Something done with a step, and the case as it stands after it."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await act(session, access, case_id, step_id, body))


@routes.get(
    "",
    permit=SEE,
    tool=Tool(
        "list_cases",
        Text("查看进行中的流程", "List cases"),
        Text(
            "列出流程的进展：走到哪一步、由谁负责、何时到期；可按对象、流程、状态、超时筛选。",
            "Lists where procedures stand: at which step, who has it, until when; by object,"
            " procedure, state, late ones.",
        ),
    ),
    response_model=Page[CaseRow],
)
async def get_list(
    access: Caller,
    house: CurrentHouse,
    about_kind: AboutKind | None = None,
    about_id: UUID | None = None,
    procedure_id: UUID | None = None,
    state: CaseState | None = None,
    late: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[CaseRow]:
    """One page of cases, newest first: about an object, or all of the caller's scope."""
    about = ObjectRef(about_kind, about_id) if about_kind and about_id else None
    asked = CaseQuery(about, procedure_id, state, late)
    async with house.database.reading() as session:
        items, following = await list_cases(session, access, asked, cursor, limit)
    return Page(items=items, next=following)


@routes.get("/startable", permit=RUN, response_model=list[StartableOut])
async def get_startable(
    about_kind: AboutKind, about_id: UUID, access: Caller, house: CurrentHouse
) -> list[StartableOut]:
    """The procedures that can begin about an object."""
    async with house.database.reading() as session:
        return await list_startable(session, access, ObjectRef(about_kind, about_id))


@routes.get("/held/{staff_id}", permit=SIGNED_IN, response_model=HeldOut)
async def get_held(staff_id: UUID, access: Caller, house: CurrentHouse) -> HeldOut:
    """How many open steps somebody has, which others get while they are away; of others than
    oneself only for whoever manages staff.
    """
    if staff_id != access.id:
        access.check(MANAGE_STAFF)
    async with house.database.reading() as session:
        return HeldOut(steps=await count_held(session, staff_id))


@routes.post(
    "",
    permit=RUN,
    tool=Tool(
        "start_case",
        Text("开始流程", "Begin a procedure"),
        Text(
            "对一个工单、会话或客户开始一个流程。",
            "Begins a procedure about a ticket, a conversation or a customer.",
        ),
    ),
    status=201,
    response_model=CaseOut,
)
async def post(body: CaseIn, access: Caller, house: CurrentHouse) -> CaseOut:
    """Begins a procedure about an object."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await start_by_hand(session, access, body))


@routes.get(
    "/{case_id}",
    permit=SEE,
    tool=Tool(
        "read_case",
        Text("查看一次流程", "Read a case"),
        Text(
            "一次流程的全部步骤、表单、结果和历史。",
            "One case with all its steps, forms, outcomes and history.",
        ),
    ),
    response_model=CaseOut,
)
async def get_one(case_id: UUID, access: Caller, house: CurrentHouse) -> CaseOut:
    """One case with every visit to its steps."""
    async with house.database.reading() as session:
        return await show_case(session, access, await access_case(session, access, case_id))


@routes.post(
    "/{case_id}/steps/{step_id}/finish",
    permit=RUN,
    tool=Tool(
        "finish_step",
        Text("完成一步", "Finish a step"),
        Text(
            "填写表单、勾选检查项，并选择这一步的结果。",
            "Fills in the form, ticks the checklist and chooses the outcome of a step.",
        ),
    ),
    response_model=CaseOut,
)
async def post_finish(
    case_id: UUID, step_id: UUID, body: FinishIn, access: Caller, house: CurrentHouse
) -> CaseOut:
    """Ends a step with an outcome; what follows opens at once."""
    return await _moved(house, access, finish, case_id, step_id, body)


@routes.put("/{case_id}/steps/{step_id}/form", permit=RUN, response_model=CaseOut)
async def put_form(
    case_id: UUID, step_id: UUID, body: FormIn, access: Caller, house: CurrentHouse
) -> CaseOut:
    """Keeps what is filled in so far."""
    return await _moved(house, access, keep_form, case_id, step_id, body)


@routes.post("/{case_id}/steps/{step_id}/skip", permit=SKIP, response_model=CaseOut)
async def post_skip(
    case_id: UUID, step_id: UUID, body: SkipIn, access: Caller, house: CurrentHouse
) -> CaseOut:
    """Leaves a step out, with a reason."""
    return await _moved(house, access, skip, case_id, step_id, body)


@routes.post("/{case_id}/steps/{step_id}/return", permit=RUN, response_model=CaseOut)
async def post_return(
    case_id: UUID, step_id: UUID, body: ReturnIn, access: Caller, house: CurrentHouse
) -> CaseOut:
    """Goes back to a step the case has been at."""
    return await _moved(house, access, give_back, case_id, step_id, body)


@routes.post("/{case_id}/cancel", permit=SKIP, response_model=CaseOut)
async def post_cancel(
    case_id: UUID, body: CancelCaseIn, access: Caller, house: CurrentHouse
) -> CaseOut:
    """Calls a case off with all that is open of it."""
    async with house.database.writing(access.actor) as session:
        case = await cancel(session, access, case_id, body.reason)
        return await _shown(session, access, case)
