"""Keeping files: bytes in a local folder or an S3-compatible store, the rest in our table."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import delete, select, update

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, TooLargeError
from zhiyin.kernel.files.sniffing import sniff
from zhiyin.kernel.files.tables import FileRow

MAX_FILE = 20 * 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    """What a message or article shows of a file."""

    id: UUID
    name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    has_thumb: bool
    ref: ObjectRef | None
    owner: tuple[str, UUID]


class FileStore:
    """Puts and gets bytes."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        if url:
            self._store: ObjectStore = from_url(url)
        else:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._store = LocalStore(prefix=str(folder))

    async def put(self, key: str, data: bytes) -> None:
        """Stores bytes under a key of our own making."""
        await obstore.put_async(self._store, key, data)

    async def remove(self, key: str) -> None:
        """Removes bytes; those that are gone already do not matter."""
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes in pieces; not found when they are gone."""
        try:
            answer = await obstore.get_async(self._store, key)
        except (FileNotFoundError, BaseError) as error:
            raise NotFoundError from error
        async for piece in answer.stream():
            yield bytes(piece)


def file_key(file_id: UUID, size: str = "full") -> str:
    """Where a file's bytes lie; spread over folders."""
    return f"{file_id.hex[-2:]}/{file_id.hex}.{size}"


async def save_file(session: WriteSession, owner: Actor, name: str, data: bytes) -> StoredFile:
    """Checks, stores and registers a file. It belongs to nobody's conversation until attached."""
    if len(data) > MAX_FILE:
        raise TooLargeError(limit=f"{MAX_FILE // 1024 // 1024} MB")
    found = await asyncio.to_thread(sniff, name, data)
    row = FileRow(
        id=new_id(),
        owner_kind=owner.kind,
        owner_id=owner.id,
        name=found.name,
        media_type=found.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).digest(),
        width=found.width,
        height=found.height,
        has_thumb=found.thumb is not None,
    )
    store = session.house.files
    await store.put(file_key(row.id), data)
    if found.thumb is not None:
        await store.put(file_key(row.id, "thumb"), found.thumb)
    session.add(row)
    return as_stored(row)


async def keep_bytes(
    session: WriteSession, owner: Actor, ref: ObjectRef, name: str, media_type: str, data: bytes
) -> UUID:
    """Keeps what the house itself has made or is to read, tied to an object; it is not sniffed, so
    it is never shown to anybody but as a file to save.
    """
    row = FileRow(
        id=new_id(),
        owner_kind=owner.kind,
        owner_id=owner.id or ref.id,
        ref_kind=ref.kind,
        ref_id=ref.id,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).digest(),
    )
    await session.house.files.put(file_key(row.id), data)
    session.add(row)
    return row.id


async def read_whole(store: FileStore, file_id: UUID) -> bytes:
    """All bytes of a file; not found when they are gone."""
    return b"".join([piece async for piece in store.stream(file_key(file_id))])


async def get_files(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, StoredFile]:
    """The files with these ids, unchecked: the caller decides who may see them."""
    if not ids:
        return {}
    rows = (await session.execute(select(FileRow).where(FileRow.id.in_(ids)))).scalars()
    return {row.id: as_stored(row) for row in rows}


async def attached_files(
    session: ReadSession | WriteSession, kind: str, ids: Sequence[UUID]
) -> list[UUID]:
    """The files tied to these objects."""
    query = select(FileRow.id).where(FileRow.ref_kind == kind, FileRow.ref_id.in_(ids))
    return list((await session.execute(query)).scalars())


async def attach_file(session: WriteSession, file_id: UUID, owner: Actor, ref: ObjectRef) -> bool:
    """Ties a file to the object whose readers may read it; only its owner can, and only once."""
    done = await session.execute(
        update(FileRow)
        .where(
            FileRow.id == file_id,
            FileRow.owner_kind == owner.kind,
            FileRow.owner_id == owner.id,
            (FileRow.ref_id.is_(None)) | (FileRow.ref_id == ref.id),
        )
        .values(ref_kind=ref.kind, ref_id=ref.id)
        .returning(FileRow.id)
    )
    return done.first() is not None


async def remove_files(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Removes files for good; nothing may refer to them any more.

    The bytes go first: a file without bytes can be removed again, bytes without a row are lost.
    """
    for file_id in ids:
        await session.house.files.remove(file_key(file_id))
        await session.house.files.remove(file_key(file_id, "thumb"))
    await session.execute(delete(FileRow).where(FileRow.id.in_(ids)))


def as_stored(row: FileRow) -> StoredFile:
    """The row as a frozen record."""
    ref = ObjectRef(row.ref_kind, row.ref_id) if row.ref_kind and row.ref_id else None
    return StoredFile(
        row.id,
        row.name,
        row.media_type,
        row.size,
        row.width,
        row.height,
        row.has_thumb,
        ref,
        (row.owner_kind, row.owner_id),
    )
