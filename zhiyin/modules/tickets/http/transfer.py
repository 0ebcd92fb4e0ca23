"""Routes of tickets that leave as a table."""

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import JobAsked
from zhiyin.modules.tickets.actions.exporting import ask_export
from zhiyin.modules.tickets.permissions import EXPORT
from zhiyin.modules.tickets.schemas.transfer import TicketExportIn

routes = Routes("tickets", "/tickets")


@routes.post("/export", permit=EXPORT, status=202, response_model=JobAsked)
async def post_export(body: TicketExportIn, access: Caller, house: CurrentHouse) -> JobAsked:
    """Asks for tickets as a table (XLSX or CSV), fetched from the job when it is done."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_export(session, access, body))
