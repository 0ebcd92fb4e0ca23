"""Long work on tickets: tables of them that leave and come, and formulas reckoned anew."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.files.store import read_whole
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.kernel.text.sheets import CSV, XLSX, write_csv, write_xlsx
from zhiyin.modules.tickets.actions.exporting import (
    CHECK,
    EXPORT,
    KEPT_HOURS,
    TAKE,
    UNDO,
    access_in,
    drop_asked,
    read_asked,
)
from zhiyin.modules.tickets.actions.importing import drop_file, kept_file, read_table
from zhiyin.modules.tickets.actions.reckoning import RECKON, reckon_all
from zhiyin.modules.tickets.actions.taking import (
    PASSES,
    come_alone,
    get_terms,
    look_at,
    meet,
    names_contacts,
    take_piece,
    undo_piece,
)
from zhiyin.modules.tickets.errors import ImportOverError
from zhiyin.modules.tickets.import_rows import Row, read_row
from zhiyin.modules.tickets.models import TicketImport
from zhiyin.modules.tickets.queries.exporting import Sheet, fill_rows, plan_sheet
from zhiyin.modules.tickets.queries.imports import report_rows, told_rows
from zhiyin.modules.tickets.queries.lists import MOST, count_tickets, find_tickets
from zhiyin.modules.tickets.queries.planning import repeated_in
from zhiyin.modules.tickets.queries.planning_around import Terms
from zhiyin.modules.tickets.rules import IMPORT_CHANGED, IMPORTED
from zhiyin.modules.tickets.schemas.tickets import TicketQuery
from zhiyin.modules.tickets.schemas.transfer import TicketExportIn
from zhiyin.modules.tickets.words import CUT, MOST_EXPORTED

STEPS = {
    "reading": Text("读取", "Reading"),
    "rows": Text("逐张处理", "Ticket by ticket"),
    "packing": Text("生成表格", "Making the table"),
}
# Rows of one transaction: short, so that nobody waits for it.
PIECE = 50
REPORT_WIDTHS = (8, 22, 30, 14, 70)


async def export(run: JobRun) -> None:
    """Makes a table of tickets for whoever asked."""
    asked = await read_asked(run.database, run.id)
    if asked is None:
        return
    access = access_in(run.actor, run.args["seen"])
    async with run.database.reading() as session:
        sheet = await plan_sheet(session, access, asked.columns, asked.time_zone)
    rows = await gather(run, access, asked, sheet)
    await run.tell("packing", len(rows) - 1, len(rows) - 1)
    if asked.format == "csv":
        name, media_type, data = "tickets.csv", CSV, await asyncio.to_thread(write_csv, rows)
    else:
        name, media_type = "tickets.xlsx", XLSX
        data = await asyncio.to_thread(write_xlsx, rows, sheet.widths)
    await run.keep_file(name, media_type, data, KEPT_HOURS)
    async with run.database.writing(run.actor) as session:
        await drop_asked(session, run.id)


async def gather(
    run: JobRun, access: Access, asked: TicketExportIn, sheet: Sheet
) -> list[Sequence[str]]:
    """The rows, the titles first; each page reads for itself and is brief."""
    query = TicketQuery(**asked.asked.model_dump(), limit=MOST)
    async with run.database.reading() as session:
        total = await count_tickets(session, access, query, MOST_EXPORTED)
    rows: list[Sequence[str]] = [sheet.titles]
    while True:
        await run.tell("rows", len(rows) - 1, total)
        async with run.database.reading() as session:
            found, following = await find_tickets(session, access, query)
            rows += await fill_rows(session, access, sheet, found)
        done = len(rows) - 1
        if following is None and done <= MOST_EXPORTED:
            return rows
        if done >= MOST_EXPORTED:
            cut = CUT.say(access.language, most=MOST_EXPORTED)
            return [*rows[: MOST_EXPORTED + 1], [cut]]
        query = query.model_copy(update={"cursor": following})


@dataclass(frozen=True)
class Table:
    """A table as it was read: its rows, which numbers stand twice, and what holds for all."""

    terms: Terms
    rows: list[Row]
    # Of them those nothing was said of yet.
    left: list[Row]
    repeated: set[int]


async def check(run: JobRun) -> None:
    """Says row by row what taking a table in would do."""
    await _go_through(run, write=False)


async def take(run: JobRun) -> None:
    """Takes a table in; taken up again it goes on where it was."""
    await _go_through(run, write=True)
    async with run.database.writing(run.actor) as session:
        await drop_file(session, UUID(run.args["import"]))


async def _go_through(run: JobRun, *, write: bool) -> None:
    access = access_in(run.actor, run.args["seen"])
    await run.tell("reading")
    table = await _read(run, access)
    if table is None:
        return
    total = len(table.rows)
    done = total - len(table.left)
    for begin in range(0, len(table.left), PIECE):
        await run.tell("rows", done + begin, total)
        piece = table.left[begin : begin + PIECE]
        if not await (_take if write else _look_at)(run, table, piece):
            return
    await _report(run, access)


async def _look_at(run: JobRun, table: Table, piece: list[Row]) -> bool:
    async with run.database.writing(run.actor) as session:
        row = await _mine(session, run)
        if row is not None:
            await look_at(session, table.terms, row, piece, table.repeated)
    return row is not None


async def _take(run: JobRun, table: Table, piece: list[Row]) -> bool:
    """Customers first, then the tickets that are new, then those that change. A row whose ticket
    somebody made or removed meanwhile is looked at once more.
    """
    if names_contacts(piece):
        async with run.database.writing(run.actor) as session:
            await meet(session, table.terms, piece, table.repeated)
    for only in cycle(PASSES):
        async with run.database.writing(run.actor) as session:
            await come_alone(session)
            row = await _mine(session, run)
            if row is None:
                return False
            over = await take_piece(session, table.terms, row, piece, table.repeated, only)
        piece = [one for one in piece if one.number not in over]
        if not piece:
            break
    return True


async def _mine(session: WriteSession, run: JobRun) -> TicketImport | None:
    """The import, locked, while this job is the one that was asked for last."""
    import_id = UUID(run.args["import"])
    row = await session.get(TicketImport, import_id, with_for_update=True)
    return row if row is not None and row.job_id == run.id else None


async def _read(run: JobRun, access: Access) -> Table | None:
    """The table, while it is kept and this is the job that goes through it."""
    async with run.database.writing(run.actor) as session:
        row = await _mine(session, run)
        if row is None or row.asked is None:
            return None
        try:
            file_id = await kept_file(session, row.id)
        except ImportOverError:
            return None
        terms = await get_terms(session, access, row.asked)
        name, parts = row.file_name, [one["part"] for one in row.columns]
        over = await told_rows(session, row.id)
    data = await read_whole(run.database.house.files, file_id)
    _, lines = await asyncio.to_thread(read_table, name, data)
    rows = [read_row(number, cells, parts, terms.names) for number, cells in lines]
    left = [row for row in rows if row.number not in over]
    return Table(terms, rows, left, repeated_in(rows))


async def _report(run: JobRun, access: Access) -> None:
    """What became of every row, as a table for whoever asked."""
    await run.tell("packing")
    async with run.database.reading() as session:
        rows = await report_rows(session, access, UUID(run.args["import"]))
    data = await asyncio.to_thread(write_xlsx, rows, REPORT_WIDTHS)
    await run.keep_file("ticket-import.xlsx", XLSX, data, KEPT_HOURS)


async def undo(run: JobRun) -> None:
    """Takes back what an import did, ticket by ticket; done again it finds what is left."""
    access = access_in(run.actor, run.args["seen"])
    for verb in (IMPORT_CHANGED, IMPORTED):
        after: UUID | None = UUID(int=0)
        while after is not None:
            async with run.database.writing(run.actor) as session:
                row = await _mine(session, run)
                if row is None:
                    return
                after = await undo_piece(session, access, row, verb, after, PIECE)
                back, total = row.back, row.made + row.changed
            await run.tell("rows", min(back, total), total)


JOBS = (
    JobKind(EXPORT, Text("导出工单", "Export tickets"), export, STEPS),
    JobKind(CHECK, Text("检查要导入的工单", "Check tickets to import"), check, STEPS),
    JobKind(TAKE, Text("导入工单", "Import tickets"), take, STEPS),
    JobKind(UNDO, Text("撤销导入工单", "Undo an import of tickets"), undo, STEPS),
    JobKind(RECKON, Text("计算工单公式", "Reckon formulas of tickets"), reckon_all, STEPS),
)
