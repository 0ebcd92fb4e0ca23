"""Uploading and reading files, for staff and for customers: the same checks for both."""

from uuid import UUID

from fastapi import Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.files.store import StoredFile, get_files, save_file
from zhiyin.kernel.house import House
from zhiyin.kernel.http.files import Size, read_upload, send_file
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.schemas.showing import show_file
from zhiyin.modules.conversations.schemas.shown import FileOut

routes = Routes("files", "/files")


async def keep_upload(request: Request, house: House, owner: Actor, prefix: str) -> FileOut:
    """Checks and stores an upload; it is nobody's until a message carries it."""
    name, data = await read_upload(request)
    async with house.database.writing(owner) as session:
        shown = show_file(await save_file(session, owner, name, data), prefix)
    if shown is None:
        raise NotFoundError
    return shown


async def find_file(session: ReadSession, file_id: UUID) -> StoredFile:
    """The file; not found when there is none."""
    file = (await get_files(session, [file_id])).get(file_id)
    if file is None:
        raise NotFoundError
    return file


@routes.post("", permit=SIGNED_IN, status=201, response_model=FileOut)
async def upload(request: Request, access: Caller, house: CurrentHouse) -> FileOut:
    """Uploads a file for a message."""
    return await keep_upload(request, house, access.actor, "/api/files")


@routes.get("/{file_id}", permit=SIGNED_IN, response_class=StreamingResponse)
async def download(
    file_id: UUID, access: Caller, house: CurrentHouse, size: Size = "full"
) -> StreamingResponse:
    """Reads a file of a conversation one may read, or one's own upload."""
    async with house.database.reading() as session:
        file = await find_file(session, file_id)
        if file.ref is not None and file.ref.kind == KIND:
            await access_conversation(session, access, file.ref.id)
        elif file.owner != ("staff", access.id):
            raise NotFoundError
    return send_file(house, file, size)
