"""Tasks that nobody owns are given to people of their team who are there.

They wait in dispatch like all work, in a line apart, and are claimed there: two people never get
the same one. Whom to choose is dispatch's ranking, over how many tasks everybody has.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.dispatch.interface import (
    AlreadyTakenError,
    Assignment,
    Candidate,
    NewWork,
    claim,
    enqueue,
    lock_work,
)
from zhiyin.modules.people.interface import get_present
from zhiyin.modules.procedures.actions.tasks import PICKED
from zhiyin.modules.procedures.events import TaskAssigned
from zhiyin.modules.procedures.rules.tasks import KIND, NEED, choose_owners, line_of
from zhiyin.modules.procedures.settings import MOST_GIVEN

BATCH = 100

_ASSIGN = text("""
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb))
            AS a(id uuid, staff_id uuid, reason text)
    ), held AS (
        SELECT t.id, t.owner_id AS previous FROM tasks t JOIN wanted w ON w.id = t.id
        WHERE t.state = 'open' ORDER BY t.id FOR NO KEY UPDATE OF t
    )
    UPDATE tasks t SET owner_id = w.staff_id, assign_reason = w.reason, version = t.version + 1
    FROM wanted w JOIN held h ON h.id = w.id WHERE t.id = w.id
    RETURNING t.id, t.owner_id, h.previous
""")
_ALONE = text("SELECT pg_try_advisory_xact_lock(7413)")
_WAITING = text("""
    SELECT id, team_id FROM tasks WHERE state = 'open' AND owner_id IS NULL
    ORDER BY due_at, id LIMIT :limit
""")
_HELD = text("""
    SELECT owner_id, count(*) AS held FROM tasks
    WHERE state = 'open' AND owner_id = ANY(:ids) GROUP BY owner_id
""")
_LEFT = text("""
    SELECT t.id, t.team_id FROM tasks t JOIN staff s ON s.id = t.owner_id
    WHERE t.state = 'open' AND t.owner_id = ANY(:ids) AND s.state = 'disabled' ORDER BY t.id
""")
_LEAVE = text("""
    UPDATE tasks SET owner_id = NULL, assign_reason = NULL, version = version + 1
    WHERE id = ANY(:ids)
""")


async def apply_assignments(session: WriteSession, assignments: Sequence[Assignment]) -> None:
    """Writes who has them on the tasks. Called by dispatch, in its transaction."""
    rows = [
        {
            "id": one.object_id,
            "staff_id": one.staff_id,
            "reason": None if one.reason == PICKED else one.reason,
        }
        for one in assignments
    ]
    picked = {one.object_id for one in assignments if one.reason == PICKED}
    changed = await session.execute(_ASSIGN, {"rows": msgspec.json.encode(rows).decode()})
    for row in changed:
        told = TaskAssigned(row.id, row.owner_id, row.previous, by_house=row.id not in picked)
        emit(session, told, ObjectRef(KIND, row.id))


async def repeat_giving(database: Database) -> None:
    """The worker's part: a task never waits while somebody has room for it."""
    async with database.writing() as session:
        await give_waiting(session)


async def give_waiting(session: WriteSession) -> int:
    """One round over all teams; one at a time in the house."""
    waiting = (await session.execute(_WAITING, {"limit": BATCH})).all()
    if not waiting or not await session.scalar(_ALONE):
        return 0
    present = await get_present(session)
    most = await get_setting(session, MOST_GIVEN)
    counted = await session.execute(_HELD, {"ids": [one.staff_id for one in present]})
    held: dict[UUID, int] = {row.owner_id: row.held for row in counted}
    candidates = [
        Candidate(one.staff_id, most, 0, one.team_ids, None, one.grade, one.skills)
        for one in present
    ]
    given = choose_owners([(row[0], row[1]) for row in waiting], candidates, held, most)
    await lock_work(session, KIND, [task_id for task_id, _, _ in given])
    done = 0
    for task_id, staff_id, reason in sorted(given):
        if await _unowned(session, task_id):
            try:
                await claim(session, ObjectRef(KIND, task_id), staff_id, reason, strict=False)
            except AlreadyTakenError:
                continue
            done += 1
    return done


_UNOWNED = text("SELECT state = 'open' AND owner_id IS NULL FROM tasks WHERE id = :id")


async def _unowned(session: WriteSession, task_id: UUID) -> bool:
    """Asked under the lock of the work: somebody may have taken it by hand."""
    return bool(await session.scalar(_UNOWNED, {"id": task_id}))


async def leave_tasks(session: WriteSession, staff_ids: Sequence[UUID]) -> None:
    """Tasks of people who no longer work here wait for somebody else of their team."""
    rows = (await session.execute(_LEFT, {"ids": sorted(staff_ids)})).all()
    if not rows:
        return
    ids = [row.id for row in rows]
    works = [
        NewWork(ObjectRef(KIND, row.id), line_of(row.team_id), need=NEED, placed=True)
        for row in rows
    ]
    await enqueue(session, works)
    await session.execute(_LEAVE, {"ids": ids})
