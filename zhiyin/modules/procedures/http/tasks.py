"""Routes of tasks: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.tasks import change, end, make_by_hand, take, take_back
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import EDIT, READ
from zhiyin.modules.procedures.queries.tasks import (
    Box,
    Which,
    access_task,
    get_counts,
    list_tasks,
    show_tasks,
)
from zhiyin.modules.procedures.schemas.tasks import (
    AboutKind,
    ResultIn,
    TaskCounts,
    TaskIn,
    TaskOut,
    TaskPatch,
)

routes = Routes("tasks", "/tasks")
Version = Annotated[int | None, Depends(IfMatch)]


async def _shown(session: WriteSession, access: Access, row: Task) -> TaskOut:
    await session.flush()
    return (await show_tasks(session, access, [row]))[0]


@routes.get(
    "",
    permit=READ,
    tool=Tool(
        "list_tasks",
        Text("查看待办", "List tasks"),
        Text(
            "按到期时间列出待办：我的、团队未领取的或全部；可按客户、会话筛选。",
            "Lists tasks by when they are due: one's own, unowned ones of one's teams, or all;"
            " can be narrowed to a customer or conversation.",
        ),
    ),
    response_model=Page[TaskOut],
)
async def get_list(
    access: Caller,
    house: CurrentHouse,
    box: Box = "mine",
    state: Which = "open",
    about_kind: AboutKind | None = None,
    about_id: UUID | None = None,
    customer_id: UUID | None = None,
    team_id: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[TaskOut]:
    """One page of tasks: open ones by when they are due, ended ones latest first."""
    about = (about_kind, about_id) if about_kind and about_id else None
    async with house.database.reading() as session:
        items, following = await list_tasks(
            session,
            access,
            box=box,
            which=state,
            about=about,
            customer_id=customer_id,
            team_id=team_id,
            cursor=cursor,
            limit=limit,
        )
    return Page(items=items, next=following)


@routes.get("/counts", permit=READ, response_model=TaskCounts)
async def counts(access: Caller, house: CurrentHouse) -> TaskCounts:
    """How many tasks wait for the caller, counted up to 100."""
    async with house.database.reading() as session:
        return await get_counts(session, access)


@routes.post(
    "",
    permit=EDIT,
    tool=Tool(
        "make_task",
        Text("新建待办", "Make a task"),
        Text(
            "给同事（owner_id）或团队（team_id）新建待办；about 指向会话或客户。",
            "Makes a task for a colleague (owner_id) or a team (team_id); `about` names a"
            " conversation or customer.",
        ),
    ),
    status=201,
    response_model=TaskOut,
)
async def post(body: TaskIn, access: Caller, house: CurrentHouse) -> TaskOut:
    """Makes a task for somebody or for a team, about something or nothing."""
    async with house.database.writing(access.actor) as session:
        task_id = await make_by_hand(session, access, body)
        return await _shown(session, access, await session.get_one(Task, task_id))


@routes.get(
    "/{task_id}",
    permit=READ,
    tool=Tool(
        "read_task",
        Text("查看一项待办", "Read a task"),
        Text("一项待办的全部内容。", "One task in full."),
    ),
    response_model=TaskOut,
)
async def get_one(task_id: UUID, access: Caller, house: CurrentHouse) -> TaskOut:
    """One task."""
    async with house.database.reading() as session:
        return (await show_tasks(session, access, [await access_task(session, access, task_id)]))[0]


@routes.patch(
    "/{task_id}",
    permit=EDIT,
    tool=Tool(
        "edit_task",
        Text("修改待办", "Edit a task"),
        Text(
            "修改标题、内容、到期时间、团队或负责人。",
            "Changes title, text, due moment, team or owner.",
        ),
    ),
    response_model=TaskOut,
)
async def patch(
    task_id: UUID, body: TaskPatch, access: Caller, house: CurrentHouse, version: Version
) -> TaskOut:
    """Changes words, due moment, team or owner."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await change(session, access, task_id, body, version))


@routes.post(
    "/{task_id}/take",
    permit=EDIT,
    tool=Tool(
        "take_task",
        Text("领取待办", "Take a task"),
        Text("领取一项无人负责的待办。", "Takes a task that nobody has."),
    ),
    response_model=TaskOut,
)
async def post_take(task_id: UUID, access: Caller, house: CurrentHouse) -> TaskOut:
    """Takes a task that nobody has."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await take(session, access, task_id))


@routes.post(
    "/{task_id}/done",
    permit=EDIT,
    tool=Tool(
        "finish_task",
        Text("完成待办", "Finish a task"),
        Text("标记完成，并写下结果。", "Says that a task is done, and what came of it."),
    ),
    response_model=TaskOut,
)
async def post_done(task_id: UUID, body: ResultIn, access: Caller, house: CurrentHouse) -> TaskOut:
    """Says that a task is done, and what came of it."""
    async with house.database.writing(access.actor) as session:
        row = await end(session, access, task_id, "done", body.result)
        return await _shown(session, access, row)


@routes.post(
    "/{task_id}/cancel",
    permit=EDIT,
    tool=Tool(
        "cancel_task",
        Text("取消待办", "Cancel a task"),
        Text("标记不用再做，并写下原因。", "Says that a task needs no doing any more, and why."),
    ),
    response_model=TaskOut,
)
async def post_cancel(
    task_id: UUID, body: ResultIn, access: Caller, house: CurrentHouse
) -> TaskOut:
    """Says that a task needs no doing any more, and why."""
    async with house.database.writing(access.actor) as session:
        row = await end(session, access, task_id, "cancelled", body.result)
        return await _shown(session, access, row)


@routes.post("/{task_id}/take-back", permit=EDIT, response_model=TaskOut)
async def post_take_back(task_id: UUID, access: Caller, house: CurrentHouse) -> TaskOut:
    """Undoes an end within half a minute."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await take_back(session, access, task_id))
