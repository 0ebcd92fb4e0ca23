"""Routes of tables of tickets that are taken in."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from zhiyin.kernel.http.files import read_upload
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import JobAsked, Page
from zhiyin.modules.tickets.actions.importing import (
    ask_check,
    ask_take,
    ask_undo,
    begin_import,
    read_table,
)
from zhiyin.modules.tickets.permissions import IMPORT
from zhiyin.modules.tickets.queries.imports import (
    access_import,
    list_imports,
    list_parts,
    list_rows,
    show_import,
)
from zhiyin.modules.tickets.schemas.imports import (
    ImportRowOut,
    ImportRowsQuery,
    PartName,
    TicketImportIn,
    TicketImportOut,
)

routes = Routes("tickets", "/tickets")


@routes.get("/imports", permit=IMPORT, response_model=list[TicketImportOut])
async def get_imports(access: Caller, house: CurrentHouse) -> list[TicketImportOut]:
    """The latest imports: one's own, in the widest scope everybody's."""
    async with house.database.reading() as session:
        return await list_imports(session, access)


@routes.get("/imports/parts", permit=IMPORT, response_model=list[PartName])
async def get_parts(house: CurrentHouse) -> list[PartName]:
    """What a column of a table can mean."""
    async with house.database.reading() as session:
        return await list_parts(session)


@routes.post("/imports", permit=IMPORT, status=201, response_model=TicketImportOut)
async def post_import(request: Request, access: Caller, house: CurrentHouse) -> TicketImportOut:
    """Uploads a table of tickets (CSV or XLSX, at most 10,000 rows) and answers what its columns
    seem to mean. Nothing is taken in yet: check it, then take it.
    """
    name, data = await read_upload(request)
    table = await asyncio.to_thread(read_table, name, data)
    async with house.database.writing(access.actor) as session:
        row = await begin_import(session, access, name, data, table)
        return await show_import(session, access, row)


@routes.get("/imports/{import_id}", permit=IMPORT, response_model=TicketImportOut)
async def get_one_import(import_id: UUID, access: Caller, house: CurrentHouse) -> TicketImportOut:
    """How far an import is, and what came of it."""
    async with house.database.reading() as session:
        row = await access_import(session, access, import_id)
        return await show_import(session, access, row)


@routes.get("/imports/{import_id}/rows", permit=IMPORT, response_model=Page[ImportRowOut])
async def get_rows(
    import_id: UUID,
    access: Caller,
    house: CurrentHouse,
    asked: Annotated[ImportRowsQuery, Query()],
) -> Page[ImportRowOut]:
    """What becomes of the rows of a table, or became of them, in their order."""
    async with house.database.reading() as session:
        items, following = await list_rows(session, access, import_id, asked)
    return Page(items=items, next=following)


@routes.post("/imports/{import_id}/check", permit=IMPORT, status=202, response_model=JobAsked)
async def post_check(
    import_id: UUID, body: TicketImportIn, access: Caller, house: CurrentHouse
) -> JobAsked:
    """Asks what taking the table in would do, row by row."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_check(session, access, import_id, body))


@routes.post("/imports/{import_id}/take", permit=IMPORT, status=202, response_model=JobAsked)
async def post_take(import_id: UUID, access: Caller, house: CurrentHouse) -> JobAsked:
    """Takes the table in as it was checked; tickets of rows that are wrong stay as they are."""
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_take(session, access, import_id))


@routes.post("/imports/{import_id}/undo", permit=IMPORT, status=202, response_model=JobAsked)
async def post_undo(import_id: UUID, access: Caller, house: CurrentHouse) -> JobAsked:
    """Takes back within 30 days what the import did: tickets it made go, those it changed stand as
    before. What somebody has worked on since stays.
    """
    async with house.database.writing(access.actor) as session:
        return JobAsked(job_id=await ask_undo(session, access, import_id))
