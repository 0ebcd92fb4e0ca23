"""Reads of tasks, already limited to what the caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.people.interface import get_coordinated, get_names
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import may_edit, readable
from zhiyin.modules.procedures.rules.tasks import words_of
from zhiyin.modules.procedures.schemas.tasks import AboutOut, TaskCounts, TaskOut

Box = Literal["mine", "team", "all"]
Which = Literal["open", "overdue", "done"]
MOST = 100
CUSTOMER = "customer"


async def get_led(session: ReadSession | WriteSession, access: Access) -> frozenset[UUID]:
    """The teams the caller coordinates: what climbs to them they may see and work on."""
    return frozenset(await get_coordinated(session, access.id))


async def access_task(session: ReadSession | WriteSession, access: Access, task_id: UUID) -> Task:
    """The task, if the caller may see it; not found otherwise."""
    led = await get_led(session, access)
    query = select(Task).where(Task.id == task_id, readable(access, led))
    row: Task | None = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError
    return row


async def get_faces(
    session: ReadSession | WriteSession, access: Access | None, rows: Sequence[Task]
) -> dict[tuple[str, UUID], Face]:
    """What these tasks are about, as far as the caller may see it, and their customers."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        if row.about_kind and row.about_id:
            wanted.setdefault(row.about_kind, set()).add(row.about_id)
        if row.customer_id:
            wanted.setdefault(CUSTOMER, set()).add(row.customer_id)
    found: dict[tuple[str, UUID], Face] = {}
    for name, ids in wanted.items():
        kind = session.house.object_kinds.get(name)
        if kind is not None:
            faces = await kind.look(session, access, sorted(ids))
            found |= {(name, one): face for one, face in faces.items()}
    return found


async def show_tasks(
    session: ReadSession | WriteSession, access: Access, rows: Sequence[Task]
) -> list[TaskOut]:
    """Tasks as people see them."""
    names = await get_names(session)
    faces = await get_faces(session, access, rows)
    led = await get_led(session, access)
    moment = now()
    return [
        TaskOut(
            id=row.id,
            title=words_of(row, "title", access.language),
            text=words_of(row, "text", access.language),
            state=row.state,
            due_at=row.due_at,
            overdue=row.state == "open" and row.due_at < moment,
            owner_id=row.owner_id,
            owner_name=names.staff_name(row.owner_id) or None,
            team_id=row.team_id,
            team_name=names.team_name(row.team_id) or None,
            assign_reason=row.assign_reason,
            about=_about(row, faces),
            customer_id=row.customer_id,
            origin=row.origin,
            made_by=row.made_by,
            made_by_name=names.staff_name(row.made_by) or None,
            made_at=row.made_at,
            result=words_of(row, "result", access.language),
            ended_at=row.ended_at,
            ended_by_name=names.staff_name(row.ended_by) or None,
            may_edit=may_edit(access, row, led),
            version=row.version,
        )
        for row in rows
    ]


def _about(row: Task, faces: dict[tuple[str, UUID], Face]) -> AboutOut | None:
    if row.about_kind is None or row.about_id is None:
        return None
    face = faces.get((row.about_kind, row.about_id))
    if face is None and row.customer_id is not None:
        # Whoever has something to do for a customer reaches their file, if not the conversation.
        face = faces.get((CUSTOMER, row.customer_id))
    return AboutOut(
        kind=row.about_kind,
        id=row.about_id,
        title=face.title if face else None,
        path=face.path if face else None,
    )


async def list_tasks(
    session: ReadSession,
    access: Access,
    *,
    box: Box,
    which: Which,
    about: tuple[str, UUID] | None = None,
    customer_id: UUID | None = None,
    team_id: UUID | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[TaskOut], str | None]:
    """One page of tasks: open ones by when they are due, ended ones latest first."""
    led = await get_led(session, access)
    query = select(Task).where(readable(access, led), *_chosen(access, box, which, led))
    if about is not None:
        query = query.where(Task.about_kind == about[0], Task.about_id == about[1])
    if customer_id is not None:
        query = query.where(Task.customer_id == customer_id)
    if team_id is not None:
        query = query.where(Task.team_id == team_id)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    at: Any = Task.ended_at if which == "done" else Task.due_at
    place = func.row(at, Task.id)
    if after is not None:
        query = query.where(
            place < func.row(*after) if which == "done" else place > func.row(*after)
        )
    order = (at.desc(), Task.id.desc()) if which == "done" else (at, Task.id)
    rows = (await session.execute(query.order_by(*order).limit(limit + 1))).scalars().all()
    page = rows[:limit]
    following = None
    if len(rows) > limit:
        last = page[-1]
        following = encode_cursor((last.ended_at if which == "done" else last.due_at, last.id))
    return await show_tasks(session, access, page), following


def _chosen(
    access: Access, box: Box, which: Which, led: frozenset[UUID]
) -> list[ColumnElement[bool]]:
    conditions = [Task.state != "open"] if which == "done" else [Task.state == "open"]
    if which == "overdue":
        conditions.append(Task.due_at < func.now())
    if box == "mine":
        conditions.append(Task.owner_id == access.id)
    if box == "team":
        conditions.append(Task.team_id.in_(access.team_ids | led))
    return conditions


async def get_counts(session: ReadSession, access: Access) -> TaskCounts:
    """How many tasks wait, counted up to 100 each."""
    mine = (Task.owner_id == access.id) & (Task.state == "open")
    unowned = Task.owner_id.is_(None) & (Task.state == "open") & Task.team_id.in_(access.team_ids)
    late = mine & (Task.due_at < func.now())
    found = [
        await session.scalar(
            select(func.count()).select_from(select(Task.id).where(one).limit(MOST).subquery())
        )
        for one in (mine, late, unowned)
    ]
    return TaskCounts(mine=found[0] or 0, overdue=found[1] or 0, unowned=found[2] or 0)
