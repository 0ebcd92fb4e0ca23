"""Putting things into the bin, bringing them back, and letting them go after 30 days."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.bin import BinKind
from zhiyin.kernel.db.base import WithBin
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError

log = structlog.get_logger(__name__)

REST = timedelta(days=30)
MOST = 200


class Binned(msgspec.Struct, frozen=True):
    """A thing in the bin."""

    kind: BinKind
    id: UUID
    name: dict[str, str]
    deleted_at: datetime
    deleted_by: UUID | None


def put_in_bin(session: WriteSession, row: WithBin) -> None:
    """Deletes a row for people; it can be brought back for 30 days."""
    row.deleted_at = now()
    row.deleted_by = session.actor.id


async def list_bin(session: ReadSession, access: Access, kinds: Iterable[BinKind]) -> list[Binned]:
    """What rests of these kinds and is the caller's to bring back, deleted last first."""
    found: list[Binned] = []
    for kind in kinds:
        model: Any = kind.model
        query = select(model).where(model.deleted_at > now() - REST)
        rows = await session.execute(query.order_by(model.deleted_at.desc()).limit(MOST))
        found += [
            Binned(kind, row.id, kind.name(row), row.deleted_at, row.deleted_by)
            for row in rows.scalars()
            if kind.may_touch(access, row)
        ]
    return sorted(found, key=lambda one: one.deleted_at, reverse=True)


async def bring_back(session: WriteSession, access: Access, kind: BinKind, object_id: UUID) -> None:
    """Takes a row out of the bin; not found when its time is over or it is somebody else's."""
    model: Any = kind.model
    row = await session.get(model, object_id, with_for_update=True)
    if row is None or row.deleted_at is None or row.deleted_at <= now() - REST:
        raise NotFoundError
    if not kind.may_touch(access, row):
        raise NotFoundError
    row.deleted_at = row.deleted_by = None
    await kind.restored(session, row)
    audit(session, f"bin.restore_{kind.kind}", ObjectRef(kind.kind, object_id))


async def purge_bin(database: Database) -> None:
    """Lets go what has rested long enough. What history still names stays hidden for good."""
    for kind in database.house.bin.values():
        model: Any = kind.model
        async with database.reading() as session:
            query = select(model.id).where(model.deleted_at <= now() - REST)
            ids = (await session.execute(query.order_by(model.id).limit(MOST))).scalars().all()
        for object_id in ids:
            try:
                await _purge(database, kind, object_id)
            except IntegrityError:
                log.debug("bin_kept", kind=kind.kind, id=str(object_id))


async def _purge(database: Database, kind: BinKind, object_id: UUID) -> None:
    model: Any = kind.model
    async with database.writing() as session:
        row = await session.get(model, object_id, with_for_update=True)
        if row is not None and row.deleted_at is not None and row.deleted_at <= now() - REST:
            await kind.purging(session, row)
            audit(session, f"bin.purge_{kind.kind}", ObjectRef(kind.kind, object_id))
            await session.delete(row)
