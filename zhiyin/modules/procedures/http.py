"""Routes of tasks: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.modules.procedures.actions.tasks import change, end, make_by_hand, take, take_back
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import EDIT, READ
from zhiyin.modules.procedures.queries import (
    Box,
    Which,
    access_task,
    get_counts,
    list_tasks,
    show_tasks,
)
from zhiyin.modules.procedures.schemas import (
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


@routes.get("", permit=READ, response_model=Page[TaskOut])
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


@routes.post("", permit=EDIT, status=201, response_model=TaskOut)
async def post(body: TaskIn, access: Caller, house: CurrentHouse) -> TaskOut:
    """Makes a task for somebody or for a team, about something or nothing."""
    async with house.database.writing(access.actor) as session:
        task_id = await make_by_hand(session, access, body)
        return await _shown(session, access, await session.get_one(Task, task_id))


@routes.get("/{task_id}", permit=READ, response_model=TaskOut)
async def get_one(task_id: UUID, access: Caller, house: CurrentHouse) -> TaskOut:
    """One task."""
    async with house.database.reading() as session:
        return (await show_tasks(session, access, [await access_task(session, access, task_id)]))[0]


@routes.patch("/{task_id}", permit=EDIT, response_model=TaskOut)
async def patch(
    task_id: UUID, body: TaskPatch, access: Caller, house: CurrentHouse, version: Version
) -> TaskOut:
    """Changes words, due moment, team or owner."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await change(session, access, task_id, body, version))


@routes.post("/{task_id}/take", permit=EDIT, response_model=TaskOut)
async def post_take(task_id: UUID, access: Caller, house: CurrentHouse) -> TaskOut:
    """Takes a task that nobody has."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await take(session, access, task_id))


@routes.post("/{task_id}/done", permit=EDIT, response_model=TaskOut)
async def post_done(task_id: UUID, body: ResultIn, access: Caller, house: CurrentHouse) -> TaskOut:
    """Says that a task is done, and what came of it."""
    async with house.database.writing(access.actor) as session:
        row = await end(session, access, task_id, "done", body.result)
        return await _shown(session, access, row)


@routes.post("/{task_id}/cancel", permit=EDIT, response_model=TaskOut)
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
