"""Tasks: made, changed, taken, finished, cancelled, taken back.

Clocks are locked first, then dispatch's rows, then the task, then its timers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import insert, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.dispatch.interface import (
    NewWork,
    claim,
    enqueue,
    lock_work,
    release,
)
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.procedures.actions.reminding import forget_reminders, remind
from zhiyin.modules.procedures.errors import (
    NotYourTaskError,
    TaskEndedError,
    TaskTakenError,
    TooLateToUndoError,
)
from zhiyin.modules.procedures.events import (
    TaskAssigned,
    TaskCancelled,
    TaskChanged,
    TaskDone,
    TaskMade,
    TaskReopened,
)
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.permissions import EDIT, may_edit
from zhiyin.modules.procedures.queries.cases import refuse_step
from zhiyin.modules.procedures.queries.tasks import access_task, get_led, show_tasks
from zhiyin.modules.procedures.rules.tasks import (
    BY_HAND,
    KIND,
    NEED,
    line_of,
    may_undo,
    stored_words,
)
from zhiyin.modules.procedures.schemas.tasks import TaskIn, TaskPatch
from zhiyin.modules.servicelevels.interface import (
    Move,
    MoveOf,
    NewClocks,
    move_clocks,
    start_clocks,
)

PICKED = "picked"
FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class NewTask:
    """A task to make; what the product says of it is in every language, what a person wrote is not.
    With `promised` a follow-up clock runs until it is done.
    """

    title: str | Text
    due_at: datetime
    origin: str
    text: str | Text = ""
    about: ObjectRef | None = None
    customer_id: UUID | None = None
    shop_id: UUID | None = None
    team_id: UUID | None = None
    owner_id: UUID | None = None
    key: str | None = None
    promised: bool = False
    # How it came to its owner, where a rule said so.
    assign_reason: str | None = None


def _ref(task_id: UUID) -> ObjectRef:
    return ObjectRef(KIND, task_id)


def _work(row: Any) -> NewWork:
    return NewWork(_ref(row.id), line_of(row.team_id), need=NEED, placed=True)


async def make_tasks(session: WriteSession, wanted: Sequence[NewTask]) -> list[UUID]:
    """Makes tasks; one whose key is known is left as it is. Answers the ids of the new ones.

    What nobody owns is given to somebody of its team who is there.
    """
    known = await _hold_keys(session, wanted)
    fresh = {one.key or str(place): one for place, one in enumerate(wanted) if one.key not in known}
    new = [(new_id(), one) for one in fresh.values()]
    if not new:
        return []
    await _promise(session, new)
    await enqueue(
        session,
        [
            NewWork(_ref(task_id), line_of(one.team_id), need=NEED, placed=True)
            for task_id, one in new
            if one.owner_id is None
        ],
    )
    await session.execute(
        insert(Task).values([_row(session, task_id, one) for task_id, one in new])
    )
    await remind(session, [(task_id, one.team_id, one.due_at) for task_id, one in new])
    for task_id, one in new:
        _tell_made(session, task_id, one)
    return [task_id for task_id, _ in new]


def _tell_made(session: WriteSession, task_id: UUID, one: NewTask) -> None:
    kind, about = (one.about.kind, one.about.id) if one.about else (None, None)
    audit(session, "procedures.make_task", _ref(task_id), after={"origin": one.origin})
    told = TaskMade(task_id, one.origin, one.owner_id, one.team_id, kind, about)
    emit(session, told, _ref(task_id), *([one.about] if one.about else []))
    if one.owner_id is not None:
        emit(session, TaskAssigned(task_id, one.owner_id, None, by_house=False), _ref(task_id))


@dataclass(frozen=True)
class EndedTask:
    """A task that ends because what it stands for has ended."""

    task_id: UUID
    state: Literal["done", "cancelled"]
    result: Text


_END = text("""
    UPDATE tasks t SET state = e.state, result = e.results ->> 'zh-CN', ended_at = :at,
        labels = coalesce(t.labels, '{}') || jsonb_build_object('result', e.results),
        ended_by = :by, version = t.version + 1
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS e(id uuid, state text, results jsonb)
    WHERE t.id = e.id AND t.state = 'open'
    RETURNING t.id, t.state, t.origin, t.about_kind, t.about_id
""")


async def swap_tasks(
    session: WriteSession, wanted: Sequence[tuple[UUID, NewTask]], ended: Sequence[EndedTask]
) -> None:
    """Ends tasks and makes others in one go: what dispatch keeps of them all is locked before any
    of them. Who calls sees to it that nobody else makes or ends the same ones, and has people
    reminded once everything else is locked.
    """
    waiting = [task_id for task_id, one in wanted if one.owner_id is None]
    teams = {task_id: one.team_id for task_id, one in wanted}
    await enqueue(
        session,
        [
            NewWork(_ref(one), line_of(teams[one]), need=NEED, placed=True)
            for one in sorted(waiting)
        ],
    )
    await release(session, [_ref(one.task_id) for one in ended])
    if wanted:
        rows = [_row(session, task_id, one) for task_id, one in wanted]
        await session.execute(insert(Task).values(rows))
    for task_id, one in wanted:
        _tell_made(session, task_id, one)
    if ended:
        await _end_all(session, ended)


async def _end_all(session: WriteSession, ended: Sequence[EndedTask]) -> None:
    by = session.actor.id if session.actor.kind == "staff" else None
    rows = [
        {"id": one.task_id, "state": one.state, "results": one.result.as_json()} for one in ended
    ]
    values = {"rows": msgspec.json.encode(rows).decode(), "at": now(), "by": by}
    for row in await session.execute(_END, values):
        audit(session, f"procedures.{row.state}_task", _ref(row.id), after={"state": row.state})
        about = [ObjectRef(row.about_kind, row.about_id)] if row.about_kind else []
        if row.state == "done":
            done = TaskDone(row.id, row.origin, by, row.about_kind, row.about_id)
            emit(session, done, _ref(row.id), *about)
        else:
            emit(session, TaskCancelled(row.id, row.origin), _ref(row.id), *about)


# Who asks for the same task waits here, before anything is locked: the work comes before the task.
_ALONE = text("""
    SELECT pg_advisory_xact_lock(7414, hashtext(k.key))
    FROM unnest(CAST(:keys AS text[])) AS k(key)
""")
_KNOWN = text("SELECT key FROM tasks WHERE key = ANY(:keys)")


async def _hold_keys(session: WriteSession, wanted: Sequence[NewTask]) -> set[str | None]:
    """The keys among these that have a task already."""
    keys = sorted({one.key for one in wanted if one.key is not None})
    if not keys:
        return set()
    await session.execute(_ALONE, {"keys": keys})
    return set((await session.execute(_KNOWN, {"keys": keys})).scalars())


def _row(session: WriteSession, task_id: UUID, one: NewTask) -> dict[str, Any]:
    return {
        "id": task_id,
        **stored_words(title=one.title, text=one.text),
        "due_at": one.due_at,
        "about_kind": one.about.kind if one.about else None,
        "about_id": one.about.id if one.about else None,
        "customer_id": one.customer_id,
        "shop_id": one.shop_id,
        "team_id": one.team_id,
        "owner_id": one.owner_id,
        "assign_reason": one.assign_reason,
        "origin": one.origin,
        "key": one.key,
        "made_by": session.actor.id if session.actor.kind == "staff" else None,
    }


async def _promise(session: WriteSession, made: Sequence[tuple[UUID, NewTask]]) -> None:
    clocks = [
        NewClocks(
            _ref(task_id), now(), one.shop_id, one.team_id, (FOLLOW_UP,), {"shop": one.shop_id}
        )
        for task_id, one in made
        if one.promised and one.shop_id is not None
    ]
    if clocks:
        await start_clocks(session, clocks)


async def make_by_hand(session: WriteSession, access: Access, body: TaskIn) -> UUID:
    """Makes a task somebody asked for, about something they can see."""
    people, teams = ([one] if one else [] for one in (body.owner_id, body.team_id))
    if not await are_known(session, staff_ids=people, team_ids=teams):
        raise NotFoundError
    about, face = None, None
    if body.about is not None:
        about = ObjectRef(body.about.kind, body.about.id)
        kind = session.house.object_kinds.get(about.kind)
        face = (await kind.look(session, access, [about.id])).get(about.id) if kind else None
        if face is None:
            raise NotFoundError
    team_id = body.team_id or (face.team_id if face else None) or min(access.team_ids, default=None)
    task = NewTask(
        body.title,
        body.due_at,
        BY_HAND,
        body.text,
        about,
        face.customer_id if face else None,
        face.shop_id if face else None,
        team_id,
        body.owner_id,
    )
    return (await make_tasks(session, [task]))[0]


async def _held(
    session: WriteSession, access: Access, task_id: UUID, state: Literal["open", "ended"] = "open"
) -> Task:
    """The task, locked, if the caller may work on it and it is in this state."""
    access.check(EDIT)
    await access_task(session, access, task_id)
    row = await session.get_one(Task, task_id, with_for_update=True, populate_existing=True)
    led = await get_led(session, access)
    if not may_edit(access, row, led) and row.ended_by != access.id:
        raise NotYourTaskError
    if (row.state == "open") != (state == "open"):
        raise TaskEndedError
    return row


async def take(session: WriteSession, access: Access, task_id: UUID) -> Task:
    """Takes a task that nobody has."""
    access.check(EDIT)
    await access_task(session, access, task_id)
    await lock_work(session, KIND, [task_id])
    row = await session.get_one(Task, task_id, populate_existing=True)
    if row.state != "open":
        raise TaskEndedError
    if row.owner_id is not None:
        raise TaskTakenError
    await claim(session, _ref(task_id), access.id, PICKED, strict=False)
    return await session.get_one(Task, task_id, populate_existing=True)


async def change(
    session: WriteSession, access: Access, task_id: UUID, body: TaskPatch, version: int | None
) -> Task:
    """Changes words, due moment, team or owner of an open task."""
    given = body.model_fields_set
    people = [body.owner_id] if body.owner_id else []
    teams = [body.team_id] if body.team_id else []
    if not await are_known(session, staff_ids=people, team_ids=teams):
        raise NotFoundError
    seen = await access_task(session, access, task_id)
    if given - {"owner_id", "team_id"}:
        await refuse_step(session, access, seen)
    moved = bool(given & {"owner_id", "team_id"})
    owner_id = body.owner_id if "owner_id" in given else seen.owner_id
    team_id = body.team_id if "team_id" in given else seen.team_id
    if moved and seen.state == "open":
        # Where it waits is changed before the task is locked.
        if owner_id is None:
            work = NewWork(_ref(task_id), line_of(team_id), need=NEED, placed=True)
            await enqueue(session, [work])
        else:
            await release(session, [_ref(task_id)])
    row = await _held(session, access, task_id)
    check_version(
        row, version, (await show_tasks(session, access, [row]))[0].model_dump(mode="json")
    )
    before = {"due_at": row.due_at.isoformat(), "owner_id": row.owner_id, "team_id": row.team_id}
    previous = row.owner_id
    for part in ("title", "text"):
        # What a person writes instead is said as they wrote it.
        if (words := getattr(body, part)) is not None:
            setattr(row, part, words)
            left = {key: one for key, one in (row.labels or {}).items() if key != part}
            row.labels = left or None
    if body.due_at is not None:
        row.due_at = body.due_at
    row.team_id = team_id
    if moved and owner_id != previous:
        row.owner_id, row.assign_reason = owner_id, None
    after = {"due_at": row.due_at.isoformat(), "owner_id": row.owner_id, "team_id": row.team_id}
    audit(session, "procedures.change_task", _ref(task_id), before=before, after=after)
    await session.flush()
    if body.due_at is not None or "team_id" in given:
        await remind(session, [(row.id, row.team_id, row.due_at)])
    if row.owner_id is not None and row.owner_id != previous:
        emit(session, TaskAssigned(row.id, row.owner_id, previous, by_house=False), _ref(row.id))
    else:
        emit(session, TaskChanged(row.id), _ref(row.id))
    return row


async def end(
    session: WriteSession,
    access: Access,
    task_id: UUID,
    state: Literal["done", "cancelled"],
    result: str,
) -> Task:
    """Ends a task: done, with what came of it, or cancelled."""
    await refuse_step(session, access, await access_task(session, access, task_id))
    verb: Literal["meet", "end"] = "meet" if state == "done" else "end"
    await move_clocks(session, [MoveOf(_ref(task_id), Move(verb, now(), frozenset({FOLLOW_UP})))])
    await release(session, [_ref(task_id)])
    row = await _held(session, access, task_id)
    row.state, row.result, row.ended_at, row.ended_by = state, result, now(), access.id
    row.version += 1
    audit(session, f"procedures.{state}_task", _ref(task_id), after={"state": state})
    await session.flush()
    await forget_reminders(session, [task_id])
    about = [ObjectRef(row.about_kind, row.about_id)] if row.about_kind and row.about_id else []
    if state == "done":
        done = TaskDone(row.id, row.origin, access.id, row.about_kind, row.about_id)
        emit(session, done, _ref(row.id), *about)
    else:
        emit(session, TaskCancelled(row.id, row.origin), _ref(row.id), *about)
    return row


async def take_back(session: WriteSession, access: Access, task_id: UUID) -> Task:
    """Undoes an end within half a minute: the task is open again, with who had it."""
    seen = await access_task(session, access, task_id)
    await refuse_step(session, access, seen)
    if seen.state == "open":
        raise TaskEndedError
    if seen.ended_at is None or not may_undo(seen.ended_at, now()):
        raise TooLateToUndoError
    if seen.owner_id is None:
        await enqueue(session, [_work(seen)])
    row = await _held(session, access, task_id, "ended")
    row.state, row.result, row.ended_at, row.ended_by = "open", "", None, None
    row.version += 1
    audit(session, "procedures.take_back_task", _ref(task_id), after={"state": "open"})
    await session.flush()
    await remind(session, [(row.id, row.team_id, row.due_at)])
    emit(session, TaskReopened(row.id), _ref(row.id))
    return row
