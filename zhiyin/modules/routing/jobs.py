"""Long work of incidents: looking through what is open, telling everybody concerned."""

from uuid import UUID

from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobCancelledError, JobKind, JobRun
from zhiyin.modules.conversations.interface import list_open_ids
from zhiyin.modules.routing.actions.affected import find_affected, get_untold, tell_customers
from zhiyin.modules.routing.actions.incidents import SEARCH, TELL, note_told, stop_sending
from zhiyin.modules.routing.models import Incident
from zhiyin.modules.routing.queries.affected import CHUNK, Watched, watched

STEPS = {
    "looking": Text("查找受影响的会话", "Finding conversations"),
    "telling": Text("告知客户", "Telling customers"),
}


async def _incident(run: JobRun) -> Watched | None:
    """As it is now; `None` when it is closed."""
    if run.about is None:
        raise NotFoundError
    async with run.database.reading() as session:
        row = await session.get(Incident, run.about.id)
        return watched(row) if row is not None and row.closed_at is None else None


async def _look(run: JobRun, incident: Watched) -> None:
    async with run.database.reading() as session:
        ids = await list_open_ids(session)
    for at in range(0, len(ids), CHUNK):
        await run.tell("looking", at, len(ids))
        async with run.database.writing(run.actor) as session:
            await find_affected(session, [incident], ids[at : at + CHUNK])


async def search(run: JobRun) -> None:
    """Looks through every open conversation."""
    incident = await _incident(run)
    if incident is not None:
        await _look(run, incident)


async def tell(run: JobRun) -> None:
    """Tells everybody concerned, in pieces; once each, however often it runs."""
    incident = await _incident(run)
    if incident is None:
        return
    try:
        await _look(run, incident)
        await _tell(run)
    except JobCancelledError:
        async with run.database.writing(run.actor) as session:
            await stop_sending(session, incident.id)
        raise
    async with run.database.writing(run.actor) as session:
        await note_told(session, incident.id, int(run.args["number"]))


async def _tell(run: JobRun) -> None:
    after, seen = UUID(int=0), 0
    while True:
        await run.tell("telling", seen)
        incident = await _incident(run)
        # Stopped, closed, or other words by now.
        if incident is None or not incident.sending:
            return
        if incident.script_number != run.args["number"]:
            return
        async with run.database.writing(run.actor) as session:
            ids = await get_untold(session, incident, after)
            if not ids:
                return
            await tell_customers(session, incident, ids)
        seen, after = seen + len(ids), ids[-1]


JOBS = (
    JobKind(SEARCH, Text("查找受影响的会话", "Find conversations concerned"), search, STEPS),
    JobKind(TELL, Text("发送安抚话术", "Send the calming words"), tell, STEPS),
)
