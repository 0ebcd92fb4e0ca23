"""Routes of the work on an incident: tasks and notes."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.routing.actions.incidents import book_tasks, note_incident
from zhiyin.modules.routing.permissions import SURGE
from zhiyin.modules.routing.queries.incidents import show_incident
from zhiyin.modules.routing.schemas.incidents import IncidentDetail, NoteIn, TasksIn

routes = Routes("routing", "/incidents")


@routes.post("/{incident_id}/tasks", permit=SURGE, status=201, response_model=IncidentDetail)
async def post_tasks(
    incident_id: UUID, body: TasksIn, access: Caller, house: CurrentHouse
) -> IncidentDetail:
    """Books tasks for the technical and the compensation line."""
    async with house.database.writing(access.actor) as session:
        await book_tasks(session, incident_id, body)
        await session.flush()
        return await show_incident(session, incident_id)


@routes.post("/{incident_id}/notes", permit=SURGE, status=201, response_model=IncidentDetail)
async def post_note(
    incident_id: UUID, body: NoteIn, access: Caller, house: CurrentHouse
) -> IncidentDetail:
    """Adds a line to the history."""
    async with house.database.writing(access.actor) as session:
        await note_incident(session, incident_id, body.text)
        await session.flush()
        return await show_incident(session, incident_id)
