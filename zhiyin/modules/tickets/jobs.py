"""Long work on tickets: tables of them, and formulas reckoned anew."""

import asyncio
from collections.abc import Sequence

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.jobs.jobs import JobKind, JobRun
from zhiyin.kernel.text.sheets import CSV, XLSX, write_csv, write_xlsx
from zhiyin.modules.tickets.actions.exporting import (
    EXPORT,
    KEPT_HOURS,
    access_in,
    drop_asked,
    read_asked,
)
from zhiyin.modules.tickets.actions.reckoning import RECKON, reckon_all
from zhiyin.modules.tickets.queries.exporting import Sheet, fill_rows, plan_sheet
from zhiyin.modules.tickets.queries.lists import MOST, count_tickets, find_tickets
from zhiyin.modules.tickets.schemas.tickets import TicketQuery
from zhiyin.modules.tickets.schemas.transfer import TicketExportIn

MOST_EXPORTED = 50_000
CUT = Text(
    "只导出了前 {most} 张，请缩小筛选范围。",
    "Only the first {most} are exported. Please narrow the filter.",
)
STEPS = {
    "rows": Text("逐张处理", "Ticket by ticket"),
    "packing": Text("生成表格", "Making the table"),
}


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


JOBS = (
    JobKind(EXPORT, Text("导出工单", "Export tickets"), export, STEPS),
    JobKind(RECKON, Text("计算工单公式", "Reckon formulas of tickets"), reckon_all, STEPS),
)
