"""Steps of whoever is away go to who stands in for them, else to who the procedure finds next."""

from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.modules.people.interface import get_standings
from zhiyin.modules.procedures.actions.timing import AWAY, move_soon
from zhiyin.modules.procedures.models import CaseStep, Task
from zhiyin.modules.procedures.rules.tasks import STEP

_HELD = (CaseStep.state == "open", Task.state == "open")


async def repeat_standing_in(database: Database) -> None:
    """The worker's part: an absence may begin while nobody is there to say so."""
    async with database.writing() as session:
        await stand_in(session)


async def stand_in(session: WriteSession) -> None:
    """Has the steps of everybody who is away now go to others."""
    owners = select(Task.owner_id).where(Task.state == "open", Task.origin == STEP).distinct()
    found = (await session.execute(owners)).scalars()
    standings = await get_standings(session, {one for one in found if one is not None})
    away = [one for one, standing in standings.items() if not standing.here]
    if away:
        query = select(CaseStep.id, CaseStep.case_id).join(Task, Task.id == CaseStep.task_id)
        rows = await session.execute(query.where(*_HELD, Task.owner_id.in_(away)))
        move_soon(session, AWAY, [(row.id, row.case_id) for row in rows])


async def count_held(session: ReadSession, staff_id: UUID) -> int:
    """How many open steps somebody has."""
    query = select(func.count()).select_from(CaseStep).join(Task, Task.id == CaseStep.task_id)
    return await session.scalar(query.where(*_HELD, Task.owner_id == staff_id)) or 0
