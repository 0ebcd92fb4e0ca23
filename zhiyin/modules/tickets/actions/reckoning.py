"""Formulas of tickets are reckoned anew when one of them is new or other than it was."""

import asyncio
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.fields.formulas import BadFormulaError, read_formula, with_reckoned
from zhiyin.kernel.jobs.jobs import JobRun, ask_job
from zhiyin.modules.catalogue.events import FormulaChanged
from zhiyin.modules.catalogue.interface import KEPT_SECONDS, get_fields
from zhiyin.modules.tickets.actions.writing import write_values
from zhiyin.modules.tickets.models import Ticket, TicketValue
from zhiyin.modules.tickets.rules import KIND

RECKON = "tickets.reckon"
PIECE = 200
FIRST = UUID(int=0)
SETTLED_SECONDS = KEPT_SECONDS + 0.5


async def hear_formulas(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Asks for the values of formulas that are other than they were."""
    told = [cast(FormulaChanged, stored.event) for stored in events]
    for code in sorted({one.code for one in told if one.kind == KIND}):
        await ask_job(session, RECKON, {"code": code})


async def reckon_all(run: JobRun) -> None:
    """Goes through the tickets that a formula can be reckoned of, and those that have a value of
    it; done again it changes nothing.
    """
    code: str = run.args["code"]
    # Every process may reckon by the older formula as long as it holds the definitions it has read.
    await asyncio.sleep(SETTLED_SECONDS)
    after, done = FIRST, 0
    while True:
        await run.tell("rows", done)
        async with run.database.writing() as session:
            ids = await _piece(session, code, after)
            query = select(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.id)
            fields = await get_fields(session, KIND)
            for row in (await session.execute(query.with_for_update())).scalars():
                values = with_reckoned(fields, row.fields)
                if values != row.fields:
                    row.fields = values
                    await session.flush()
                    await write_values(session, row)
        if not ids:
            return
        after, done = ids[-1], done + len(ids)


async def _piece(session: WriteSession, code: str, after: UUID) -> list[UUID]:
    fields = await get_fields(session, KIND)
    written = next((one.formula for one in fields if one.code == code), "")
    try:
        codes = {code, *read_formula(written, fields).fields}
    except BadFormulaError:
        codes = {code}
    query = select(TicketValue.ticket_id).where(
        TicketValue.field.in_(codes), TicketValue.ticket_id > after
    )
    query = query.distinct().order_by(TicketValue.ticket_id).limit(PIECE)
    return list((await session.execute(query)).scalars())
