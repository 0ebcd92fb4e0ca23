"""Routes of macros, of what can be chosen, and of what was done to an object."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.automation.actions.macros import (
    drop_macro,
    edit_macro,
    make_macro,
    use_macro,
)
from zhiyin.modules.automation.permissions import USE
from zhiyin.modules.automation.queries.macros import list_macros, show_macro
from zhiyin.modules.automation.queries.offers import get_offer
from zhiyin.modules.automation.queries.runs import get_run, list_about, show_runs
from zhiyin.modules.automation.schemas import (
    AutomationOffer,
    AutomationRunOut,
    MacroIn,
    MacroOut,
    MacroUse,
)

macros = Routes("automation", "/automation/macros")
routes = Routes("automation", "/automation")
Version = Annotated[int | None, Depends(IfMatch)]
Kind = Annotated[str, Query(max_length=80)]


@macros.get("", permit=USE, response_model=list[MacroOut])
async def get_macros(
    access: Caller, house: CurrentHouse, about: Kind | None = None
) -> list[MacroOut]:
    """The macros one is offered: one's own, those of one's teams, those for everybody."""
    async with house.database.reading() as session:
        return await list_macros(session, access, about)


@macros.post("", permit=USE, status=201, response_model=MacroOut)
async def post_macro(body: MacroIn, access: Caller, house: CurrentHouse) -> MacroOut:
    """Keeps a macro; for others only whoever manages automation."""
    async with house.database.writing(access.actor) as session:
        return await show_macro(session, access, await make_macro(session, access, body))


@macros.put("/{macro_id}", permit=USE, response_model=MacroOut)
async def put_macro(
    macro_id: UUID, body: MacroIn, version: Version, access: Caller, house: CurrentHouse
) -> MacroOut:
    """Changes a macro, or for whom it is."""
    async with house.database.writing(access.actor) as session:
        row = await edit_macro(session, access, macro_id, body, version)
        return await show_macro(session, access, row)


@macros.delete("/{macro_id}", permit=USE)
async def delete_macro(macro_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a macro away."""
    async with house.database.writing(access.actor) as session:
        await drop_macro(session, access, macro_id)


@macros.post("/{macro_id}/use", permit=USE, response_model=AutomationRunOut)
async def post_use(
    macro_id: UUID, body: MacroUse, access: Caller, house: CurrentHouse
) -> AutomationRunOut:
    """Carries a macro out with one's own rights: all of its actions, or none."""
    async with house.database.writing(access.actor) as session:
        run = await use_macro(session, access, macro_id, body)
        return (await show_runs(session, access, [run]))[0]


@routes.get("/offer", permit=USE, response_model=AutomationOffer)
async def get_offered(access: Caller, house: CurrentHouse) -> AutomationOffer:
    """What rules and macros can be put together from."""
    async with house.database.reading() as session:
        return await get_offer(session, access)


@routes.get("/runs", permit=SIGNED_IN, response_model=list[AutomationRunOut])
async def get_runs_about(
    about_kind: Kind, about_id: UUID, access: Caller, house: CurrentHouse
) -> list[AutomationRunOut]:
    """Why something happened to an object one may see: what rules and macros did, newest first."""
    async with house.database.reading() as session:
        return await list_about(session, access, ObjectRef(about_kind, about_id))


@routes.get("/runs/{run_id}", permit=SIGNED_IN, response_model=AutomationRunOut)
async def get_one_run(run_id: UUID, access: Caller, house: CurrentHouse) -> AutomationRunOut:
    """One run, of an object one may see."""
    async with house.database.reading() as session:
        return await get_run(session, access, run_id)
