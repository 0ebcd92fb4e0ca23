"""Routes of surges."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.routing.actions.surging import declare, put_plan, stand_down
from zhiyin.modules.routing.permissions import MANAGE, SURGE
from zhiyin.modules.routing.queries.surges import (
    get_plans,
    get_report,
    list_surges,
    show_now,
)
from zhiyin.modules.routing.schemas.surges import (
    DeclareIn,
    StandDownIn,
    SurgeNow,
    SurgeOut,
    SurgePlanIn,
    SurgePlanOut,
    SurgeReport,
)
from zhiyin.modules.routing.surging import Stage

routes = Routes("routing", "/surges")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/now", permit=SURGE, response_model=SurgeNow)
async def get_now(house: CurrentHouse) -> SurgeNow:
    """Arrivals beside what is usual, and the surge that is on."""
    async with house.database.reading() as session:
        return await show_now(session)


@routes.post("/declare", permit=SURGE, response_model=SurgeNow)
async def post_declare(body: DeclareIn, access: Caller, house: CurrentHouse) -> SurgeNow:
    """Enters a stage by hand."""
    async with house.database.writing(access.actor) as session:
        await declare(session, body.stage, body.reason)
    async with house.database.reading() as session:
        return await show_now(session)


@routes.post("/stand-down", permit=SURGE, response_model=SurgeNow)
async def post_stand_down(body: StandDownIn, access: Caller, house: CurrentHouse) -> SurgeNow:
    """Ends the surge by hand."""
    async with house.database.writing(access.actor) as session:
        await stand_down(session, body.reason)
    async with house.database.reading() as session:
        return await show_now(session)


@routes.get("/plans", permit=SURGE, response_model=list[SurgePlanOut])
async def list_plans(house: CurrentHouse) -> list[SurgePlanOut]:
    """What each stage starts at and what is done in it."""
    async with house.database.reading() as session:
        return await get_plans(session)


@routes.put("/plans/{stage}", permit=MANAGE, response_model=SurgePlanOut)
async def put_one_plan(
    stage: Stage, body: SurgePlanIn, access: Caller, house: CurrentHouse, version: Version
) -> SurgePlanOut:
    """Writes the plan of a stage."""
    async with house.database.writing(access.actor) as session:
        return await put_plan(session, stage, body, version)


@routes.get("", permit=SURGE, response_model=list[SurgeOut])
async def get_surges(
    house: CurrentHouse,
    before: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[SurgeOut]:
    """Surges so far, newest first."""
    async with house.database.reading() as session:
        return await list_surges(session, before, limit)


@routes.get("/{surge_id}/report", permit=SURGE, response_model=SurgeReport)
async def get_one_report(surge_id: UUID, house: CurrentHouse) -> SurgeReport:
    """A surge looked back on."""
    async with house.database.reading() as session:
        return await get_report(session, surge_id)
