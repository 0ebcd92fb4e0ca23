"""Routes of procedures: editing, checking, trying, publishing."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.migrating import migrate
from zhiyin.modules.procedures.actions.procedures import (
    make_procedure,
    publish,
    save_draft,
    switch,
)
from zhiyin.modules.procedures.permissions import DRAW, PUBLISH, SEE
from zhiyin.modules.procedures.queries.dry import run_dry
from zhiyin.modules.procedures.queries.offers import check_document, get_offer, show_problems
from zhiyin.modules.procedures.queries.procedures import (
    access_procedure,
    access_version,
    list_procedures,
    list_versions,
    show_procedure,
    show_version,
)
from zhiyin.modules.procedures.schemas.procedures import (
    DryRunIn,
    DryRunOut,
    MigrateIn,
    MigrationOut,
    ProblemOut,
    ProcedureDraftIn,
    ProcedureIn,
    ProcedureLine,
    ProcedureOffer,
    ProcedureOut,
    ProcedureVersionOut,
    PublishIn,
    StateIn,
    VersionLine,
)

routes = Routes("procedures", "/procedures")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get(
    "",
    permit=SEE,
    tool=Tool(
        "list_procedures",
        Text("查看流程", "List procedures"),
        Text(
            "全部标准流程，各有多少个正在进行、多少个超时。",
            "All standard processes, with how many cases of each run and how many are late.",
        ),
    ),
    response_model=list[ProcedureLine],
)
async def get_list(house: CurrentHouse) -> list[ProcedureLine]:
    """All procedures, with how many of their cases run and are late."""
    async with house.database.reading() as session:
        return await list_procedures(session)


@routes.post("", permit=DRAW, status=201, response_model=ProcedureOut)
async def post(body: ProcedureIn, access: Caller, house: CurrentHouse) -> ProcedureOut:
    """Makes a procedure, empty or as a copy."""
    async with house.database.writing(access.actor) as session:
        return await show_procedure(session, access, await make_procedure(session, body))


@routes.get("/offer", permit=SEE, response_model=ProcedureOffer)
async def offer(house: CurrentHouse) -> ProcedureOffer:
    """The actions, conditions, rules and permissions a procedure can be put together from."""
    async with house.database.reading() as session:
        return await get_offer(session)


@routes.post("/check", permit=SEE, response_model=list[ProblemOut])
async def post_check(body: ProcedureDraftIn, house: CurrentHouse) -> list[ProblemOut]:
    """What is wrong with a document; nothing is kept."""
    async with house.database.reading() as session:
        return show_problems(await check_document(session, body.document))


@routes.post("/dry-run", permit=SEE, response_model=DryRunOut)
async def post_dry_run(body: DryRunIn, access: Caller, house: CurrentHouse) -> DryRunOut:
    """Walks through a document with chosen outcomes; nothing happens."""
    async with house.database.reading() as session:
        return await run_dry(session, body, access.id)


@routes.get("/{procedure_id}", permit=SEE, response_model=ProcedureOut)
async def get_one(procedure_id: UUID, access: Caller, house: CurrentHouse) -> ProcedureOut:
    """A procedure with its draft and what is wrong with it."""
    async with house.database.reading() as session:
        return await show_procedure(session, access, await access_procedure(session, procedure_id))


@routes.put("/{procedure_id}/draft", permit=DRAW, response_model=ProcedureOut)
async def put_draft(
    procedure_id: UUID,
    body: ProcedureDraftIn,
    access: Caller,
    house: CurrentHouse,
    version: Version,
) -> ProcedureOut:
    """Keeps a draft; it may have problems."""
    async with house.database.writing(access.actor) as session:
        row = await save_draft(session, access, procedure_id, body.document, version)
        return await show_procedure(session, access, row)


@routes.put("/{procedure_id}/state", permit=DRAW, response_model=ProcedureOut)
async def put_state(
    procedure_id: UUID, body: StateIn, access: Caller, house: CurrentHouse
) -> ProcedureOut:
    """Switches a procedure on or off; cases that run go on."""
    async with house.database.writing(access.actor) as session:
        return await show_procedure(
            session, access, await switch(session, procedure_id, body.state)
        )


@routes.post("/{procedure_id}/publish", permit=PUBLISH, response_model=ProcedureVersionOut)
async def post_publish(
    procedure_id: UUID, body: PublishIn, access: Caller, house: CurrentHouse, version: Version
) -> ProcedureVersionOut:
    """Makes the draft a version that new cases take, if nothing is wrong with it."""
    async with house.database.writing(access.actor) as session:
        made = await publish(session, access, procedure_id, body.note, version)
        return await show_version(session, made)


@routes.get("/{procedure_id}/versions", permit=SEE, response_model=list[VersionLine])
async def get_versions(procedure_id: UUID, house: CurrentHouse) -> list[VersionLine]:
    """The published versions, newest first, with the cases that run on each."""
    async with house.database.reading() as session:
        return await list_versions(session, await access_procedure(session, procedure_id))


@routes.get("/{procedure_id}/versions/{number}", permit=SEE, response_model=ProcedureVersionOut)
async def get_version(procedure_id: UUID, number: int, house: CurrentHouse) -> ProcedureVersionOut:
    """A published version in full."""
    async with house.database.reading() as session:
        return await show_version(session, await access_version(session, procedure_id, number))


@routes.post("/{procedure_id}/migrate", permit=PUBLISH, response_model=MigrationOut)
async def post_migrate(
    procedure_id: UUID, body: MigrateIn, access: Caller, house: CurrentHouse
) -> MigrationOut:
    """Takes running cases from a version to another one, or says what that would do."""
    async with house.database.writing(access.actor) as session:
        return await migrate(session, procedure_id, body)
