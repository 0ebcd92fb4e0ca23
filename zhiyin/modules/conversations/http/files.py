"""Uploading and reading files, for staff and for customers: the same checks for both."""

from collections.abc import AsyncIterator
from typing import Literal
from urllib.parse import quote, unquote
from uuid import UUID

from fastapi import Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError, TooLargeError
from zhiyin.kernel.files.store import (
    MAX_FILE,
    StoredFile,
    file_key,
    get_files,
    save_file,
)
from zhiyin.kernel.house import House
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.conversations.queries.lists import access_conversation
from zhiyin.modules.conversations.rules import KIND
from zhiyin.modules.conversations.schemas.showing import show_file
from zhiyin.modules.conversations.schemas.shown import FileOut

routes = Routes("files", "/files")
Size = Literal["full", "thumb"]
# Shown in the page; everything else is only offered for saving.
INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp")


async def read_upload(request: Request) -> tuple[str, bytes]:
    """Name and bytes of an upload: a form's `file`, or the plain body with `X-File-Name`.

    Stops reading as soon as it is too large.
    """
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_FILE + 10_000:
        raise TooLargeError(limit=f"{MAX_FILE // 1024 // 1024} MB")
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=4) as form:
            file = form.get("file")
            if file is None or isinstance(file, str):
                raise NotFoundError
            return file.filename or "file", await file.read()
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > MAX_FILE:
            raise TooLargeError(limit=f"{MAX_FILE // 1024 // 1024} MB")
    return unquote(request.headers.get("x-file-name", "file")), bytes(data)


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


def send_file(house: House, file: StoredFile, size: Size) -> StreamingResponse:
    """A file with headers under which no browser runs it."""
    thumb = size == "thumb" and file.has_thumb
    media_type = "image/webp" if thumb else file.media_type
    manner = "inline" if media_type in INLINE else "attachment"
    headers = {
        "content-disposition": f"{manner}; filename*=UTF-8''{quote(file.name)}",
        "cache-control": "private, max-age=86400, immutable",
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "cross-origin",
    }
    body: AsyncIterator[bytes] = house.files.stream(file_key(file.id, "thumb" if thumb else "full"))
    return StreamingResponse(body, media_type=media_type, headers=headers)


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
