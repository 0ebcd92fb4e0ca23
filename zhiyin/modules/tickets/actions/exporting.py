"""Asking for tickets as a table (导出)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.files.store import attached_files, keep_bytes, read_whole, remove_files
from zhiyin.kernel.files.tables import FileRow
from zhiyin.kernel.jobs.jobs import ask_job, drop_files
from zhiyin.kernel.jobs.tables import JobRow
from zhiyin.modules.conversations.interface import SEE_PERSONAL
from zhiyin.modules.tickets.permissions import READ
from zhiyin.modules.tickets.schemas.transfer import TicketExportIn

EXPORT = "tickets.export"
# The jobs of an import, which tell of its rows in a table of their own.
CHECK, TAKE, UNDO = "tickets.import_check", "tickets.import", "tickets.import_undo"
REPORTED = (CHECK, TAKE, UNDO)
# What was asked for lies in a file until it is made: words people look for have no place in a job.
ASKED = "ticket_export"
KEPT_HOURS = 24


async def ask_export(session: WriteSession, access: Access, body: TicketExportIn) -> UUID:
    """Asks for a table of tickets, as far as the caller may see them now."""
    seen = seen_by(access, READ.name, SEE_PERSONAL)
    job_id = await ask_job(session, EXPORT, {"seen": seen})
    ref = ObjectRef(ASKED, job_id)
    data = body.model_dump_json(exclude_defaults=True).encode()
    await keep_bytes(session, session.actor, ref, "asked.json", "application/json", data)
    after = {"format": body.format, "columns": list(body.columns)}
    audit(session, EXPORT, ObjectRef("job", job_id), after=after)
    return job_id


def seen_by(access: Access, *permissions: str) -> dict[str, Any]:
    """What the caller may of these, for a job that knows no caller; never more than they may."""
    scopes = {name: access.scopes[name] for name in permissions if name in access.scopes}
    only = access.only_shops
    held: dict[str, Any] = msgspec.to_builtins(
        {
            "scopes": scopes,
            "teams": sorted(access.team_ids),
            "shops": sorted(access.shop_ids),
            "only": None if only is None else sorted(only),
            "language": access.language,
        }
    )
    return held


def access_in(actor: Actor, seen: dict[str, Any]) -> Access:
    """The caller as they were when they asked."""
    only = seen["only"]
    return Access(
        actor,
        language=seen["language"],
        scopes=seen["scopes"],
        team_ids=frozenset(UUID(one) for one in seen["teams"]),
        shop_ids=frozenset(UUID(one) for one in seen["shops"]),
        only_shops=None if only is None else frozenset(UUID(one) for one in only),
    )


async def read_asked(database: Database, job_id: UUID) -> TicketExportIn | None:
    """What was asked for, while it is there."""
    async with database.reading() as session:
        files = await attached_files(session, ASKED, [job_id])
    if not files:
        return None
    return TicketExportIn.model_validate_json(await read_whole(database.house.files, files[0]))


async def drop_asked(session: WriteSession, job_id: UUID) -> None:
    """Forgets what was asked for, once it is made."""
    await remove_files(session, await attached_files(session, ASKED, [job_id]))


async def drop_exports(session: WriteSession) -> None:
    """Removes tables that wait to be fetched: they may name somebody who is to be forgotten."""
    made = select(JobRow.id).where(
        JobRow.kind.in_((EXPORT, *REPORTED)), JobRow.file_until.is_not(None)
    )
    await drop_files(session, list((await session.execute(made)).scalars()))


async def tidy_exports(database: Database) -> None:
    """Removes what was asked for and never made."""
    async with database.writing() as session:
        old = select(FileRow.id).where(
            FileRow.ref_kind == ASKED, FileRow.made_at < now() - timedelta(hours=KEPT_HOURS)
        )
        await remove_files(session, list((await session.execute(old.limit(100))).scalars()))
