"""Asking for tables of tickets to be taken in (导入): read, checked, taken, taken back."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.kernel.files.store import attached_files, keep_bytes, remove_files
from zhiyin.kernel.files.tables import FileRow
from zhiyin.kernel.jobs.jobs import ask_job
from zhiyin.kernel.text.cells import plain_cell
from zhiyin.kernel.text.sheets import table_rows
from zhiyin.modules.conversations.interface import SEE_PERSONAL
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.tickets.actions.exporting import CHECK, TAKE, UNDO, seen_by
from zhiyin.modules.tickets.errors import (
    BadColumnsError,
    EmptyTableError,
    ImportBusyError,
    ImportOverError,
    NotCheckedError,
    NotUndoableError,
    TooManyRowsError,
)
from zhiyin.modules.tickets.import_rows import MOST_ROWS, PARTS, guess_parts, is_cut
from zhiyin.modules.tickets.models import TicketImport, TicketImportRow
from zhiyin.modules.tickets.permissions import EDIT, IMPORT, READ
from zhiyin.modules.tickets.queries.imports import (
    UNDO_WITHIN,
    access_import,
    is_busy,
    may_undo,
    takeable,
)
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.schemas.imports import MOST_COLUMNS, TicketImportIn
from zhiyin.modules.tickets.words import BY_FIELD

FILE = "ticket_import"
EDIT_CUSTOMERS = "customers.edit"
SAMPLES = 3
LONGEST_SAMPLE = 80
KEPT_HOURS = 24

Cells = tuple[int, list[str]]
Table = tuple[list[str], list[Cells]]


def read_table(name: str, data: bytes) -> Table:
    """The titles of a table, and its rows with their numbers; refuses none and too many."""
    lines = iter(enumerate(table_rows(name, data), 1))
    titles = next((list(cells)[:MOST_COLUMNS] for _, cells in lines), [])
    rows = list(
        islice(
            (
                (number, list(cells)[: len(titles)])
                for number, cells in lines
                if any(cell.strip() for cell in cells) and not is_cut(cells)
            ),
            MOST_ROWS + 1,
        )
    )
    if len(rows) > MOST_ROWS:
        raise TooManyRowsError(most=f"{MOST_ROWS:,}")
    if not rows or not any(title.strip() for title in titles):
        raise EmptyTableError
    return titles, rows


async def begin_import(
    session: WriteSession, access: Access, name: str, data: bytes, table: Table
) -> TicketImport:
    """Says what the columns of a table seem to mean; it is kept for a day."""
    titles, rows = table
    parts = guess_parts(titles, await takeable(session))
    columns = [
        {"title": plain_cell(title)[:200], "part": part, "samples": _samples(rows, at)}
        for at, (title, part) in enumerate(zip(titles, parts, strict=True))
    ]
    row = TicketImport(
        id=new_id(), file_name=name[:200], columns=columns, total=len(rows), by=access.id, at=now()
    )
    session.add(row)
    await session.flush()
    ref = ObjectRef(FILE, row.id)
    await keep_bytes(session, session.actor, ref, name[:200], "application/octet-stream", data)
    return row


def _samples(rows: Sequence[Cells], column: int) -> list[str]:
    said = (plain_cell(cells[column]) for _, cells in rows if column < len(cells))
    return [one[:LONGEST_SAMPLE] for one in islice((one for one in said if one), SAMPLES)]


async def ask_check(
    session: WriteSession, access: Access, import_id: UUID, body: TicketImportIn
) -> UUID:
    """Asks what taking a table in would do, with the columns as they are said to be."""
    row = await _hold(session, access, import_id)
    if row.stage not in ("read", "check"):
        raise ImportOverError
    await kept_file(session, row.id)
    await _check_columns(session, access, row, body)
    row.columns = [
        {**column, "part": part} for column, part in zip(row.columns, body.parts, strict=True)
    ]
    row.asked = body.model_dump(mode="json", exclude={"parts"})
    return await _ask(session, access, row, "check", CHECK)


async def _check_columns(
    session: WriteSession, access: Access, row: TicketImport, body: TicketImportIn
) -> None:
    fields = {f"{BY_FIELD}{one.code}" for one in await takeable(session)}
    named = [part for part in body.parts if part is not None]
    known = all(part in PARTS or part in fields for part in named)
    if not known or len(set(named)) < len(named) or len(body.parts) != len(row.columns):
        raise BadColumnsError
    if body.type_id is not None:
        await access_type(session, body.type_id)
    shops = await get_shops(session)
    if body.shop_id is not None and not (body.shop_id in shops and access.reaches(body.shop_id)):
        raise NotFoundError


async def ask_take(session: WriteSession, access: Access, import_id: UUID) -> UUID:
    """Asks for a table to be taken in as it was checked."""
    access.check(EDIT)
    row = await _hold(session, access, import_id)
    if row.stage in ("take", "undo"):
        raise ImportOverError
    if row.stage != "check" or row.done < row.total:
        raise NotCheckedError
    await kept_file(session, row.id)
    after = {"file": row.file_name, "rows": row.total}
    audit(session, "tickets.take_import", ObjectRef(FILE, row.id), after=after)
    return await _ask(session, access, row, "take", TAKE)


async def ask_undo(session: WriteSession, access: Access, import_id: UUID) -> UUID:
    """Asks for everything an import did to be taken back."""
    access.check(EDIT)
    row = await _hold(session, access, import_id)
    if not may_undo(row, now()):
        raise NotUndoableError
    audit(session, "tickets.undo_import", ObjectRef(FILE, row.id), after={"file": row.file_name})
    return await _ask(session, access, row, "undo", UNDO)


async def _hold(session: WriteSession, access: Access, import_id: UUID) -> TicketImport:
    row = await access_import(session, access, import_id, lock=True)
    if row.by != access.actor.id and access.scope(IMPORT) != "all":
        raise NotAllowedError
    if await is_busy(session, row):
        raise ImportBusyError
    return row


async def _ask(
    session: WriteSession, access: Access, row: TicketImport, stage: str, kind: str
) -> UUID:
    seen = seen_by(access, READ.name, EDIT.name, SEE_PERSONAL, EDIT_CUSTOMERS)
    args: dict[str, Any] = {"seen": seen, "import": str(row.id)}
    row.stage = stage
    if stage != "undo":
        row.done = row.made = row.changed = row.same = row.wrong = 0
        await session.execute(delete(TicketImportRow).where(TicketImportRow.import_id == row.id))
    row.job_id = await ask_job(session, kind, args, ObjectRef(FILE, row.id))
    await session.flush()
    return row.job_id


async def kept_file(session: WriteSession, import_id: UUID) -> UUID:
    """The table itself, while it is kept."""
    found = await attached_files(session, FILE, [import_id])
    if not found:
        raise ImportOverError
    return found[0]


async def drop_file(session: WriteSession, import_id: UUID) -> None:
    """The table has been taken in and is kept no longer."""
    await remove_files(session, await attached_files(session, FILE, [import_id]))


# What is on its way is read already; what waits would bring back what is to be forgotten.
_FORGET = text("""
    UPDATE ticket_imports SET columns = (
        SELECT coalesce(jsonb_agg(c || '{"samples": []}' ORDER BY place), '[]')
        FROM jsonb_array_elements(columns) WITH ORDINALITY AS held(c, place))
    WHERE columns @? '$[*].samples[*]'
""")


async def forget_imports(session: WriteSession) -> None:
    """Removes what tables say and what is told of rows: they may name who is to be forgotten."""
    await session.execute(_FORGET)
    wordy = (TicketImportRow.name != "") | (TicketImportRow.remarks != [])
    await session.execute(update(TicketImportRow).where(wordy).values(name="", remarks=[]))


async def drop_waiting(session: WriteSession) -> None:
    """Removes the tables themselves that nobody has taken in yet."""
    waiting = select(FileRow.id).where(FileRow.ref_kind == FILE)
    await remove_files(session, list((await session.execute(waiting)).scalars()))


async def tidy_imports(database: Database) -> None:
    """Removes tables that nobody took in, and what was told of rows once nothing can be undone."""
    late = now() - timedelta(hours=KEPT_HOURS)
    unused = TicketImport.stage.in_(("read", "check")) & (TicketImport.at < late)
    async with database.writing() as session:
        over = select(TicketImport.id).where(unused | (TicketImport.at < now() - UNDO_WITHIN))
        ids = (await session.execute(over.order_by(TicketImport.id).with_for_update())).scalars()
        told = TicketImportRow.import_id.in_(ids.all())
        await session.execute(delete(TicketImportRow).where(told))
    async with database.writing() as session:
        await session.execute(delete(TicketImport).where(unused))
    async with database.writing() as session:
        old = select(FileRow.id).where(FileRow.ref_kind == FILE, FileRow.made_at < late)
        await remove_files(session, list((await session.execute(old.limit(100))).scalars()))
