"""Files that stand in fields of tickets."""

from uuid import UUID

from fastapi.responses import StreamingResponse

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import get_files
from zhiyin.kernel.http.files import Size, send_file
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.tickets.permissions import READ
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.rules import KIND

routes = Routes("tickets", "/tickets")


@routes.get("/{ticket_id}/files/{file_id}", permit=READ, response_class=StreamingResponse)
async def get_file(
    ticket_id: UUID, file_id: UUID, access: Caller, house: CurrentHouse, size: Size = "full"
) -> StreamingResponse:
    """Reads a file of a ticket one may see; uploads go to `/api/files`."""
    async with house.database.reading() as session:
        await access_ticket(session, access, ticket_id)
        file = (await get_files(session, [file_id])).get(file_id)
        if file is None or file.ref != ObjectRef(KIND, ticket_id):
            raise NotFoundError
    return send_file(house, file, size)
