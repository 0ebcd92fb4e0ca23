"""Files over HTTP: reading an upload, sending a stored one; who may is asked before."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from typing import Literal
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import StreamingResponse

from zhiyin.kernel.errors.problems import NotFoundError, TooLargeError
from zhiyin.kernel.files.store import MAX_FILE, StoredFile, file_key
from zhiyin.kernel.house import House

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


def send_table(name: str, text: Iterable[str] | AsyncIterable[str]) -> StreamingResponse:
    """A table (CSV) to be saved under this plain name."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    return StreamingResponse(text, media_type="text/csv; charset=utf-8", headers=headers)
