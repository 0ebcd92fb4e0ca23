"""Whoever has a task is told of it: given, due, late."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.procedures.events import TaskAssigned, TaskDue, TaskMade, TaskOverdue
from zhiyin.modules.procedures.models import Task
from zhiyin.modules.procedures.rules.tasks import KIND

GIVEN = "procedures.task_given"
DUE = "procedures.task_due"
LATE = "procedures.task_late"
CLIMBED = "procedures.task_climbed"


async def tell_owners(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells people, once for each matter; who gave themselves a task knows, and what is done
    already is no news: a step may have ended by itself.
    """
    told = [one for stored in events for one in _told(stored)]
    query = select(Task.id).where(Task.id.in_({one[2] for one in told}), Task.state == "open")
    live = set((await session.execute(query)).scalars())
    notices = [
        NewNotice(staff_id, kind, f"{kind}:{task_id}:{stage}", ObjectRef(KIND, task_id))
        for staff_id, kind, task_id, stage in told
        if task_id in live
    ]
    await notify(session, notices)


def _told(stored: StoredEvent) -> Iterator[tuple[UUID, str, UUID, str]]:
    event = stored.event
    if isinstance(event, TaskMade) and event.owner_id and event.owner_id != stored.actor.id:
        yield event.owner_id, GIVEN, event.task_id, ""
    elif isinstance(event, TaskAssigned) and event.staff_id != stored.actor.id:
        # Given back and forth, it is news each time.
        yield event.staff_id, GIVEN, event.task_id, str(stored.id) if event.previous_id else ""
    elif isinstance(event, TaskDue) and event.owner_id:
        yield event.owner_id, DUE, event.task_id, event.stage
    elif isinstance(event, TaskOverdue):
        if event.owner_id:
            yield event.owner_id, LATE, event.task_id, str(stored.id)
        if event.coordinator_id and event.coordinator_id != event.owner_id:
            yield event.coordinator_id, CLIMBED, event.task_id, str(stored.id)
