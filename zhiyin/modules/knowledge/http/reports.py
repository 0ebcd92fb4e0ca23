"""Routes of reports: what is missing, what grows old, what is used."""

from typing import Annotated, Literal

from fastapi import Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.knowledge.permissions import WRITE
from zhiyin.modules.knowledge.queries.reports import get_freshness, get_gaps, get_uses
from zhiyin.modules.knowledge.queries.vectors import show_vectors
from zhiyin.modules.knowledge.schemas.searching import Freshness, Gaps, Uses, VectorsOut
from zhiyin.modules.people.interface import MANAGE_SETTINGS, TimeZone

routes = Routes("knowledge", "/knowledge/reports")
Days = Annotated[int, Query(ge=1, le=365)]


@routes.get("/gaps", permit=WRITE, response_model=Gaps)
async def gaps(
    access: Caller,
    house: CurrentHouse,
    days: Days = 7,
    kind: Literal["without_result", "without_click"] = "without_result",
) -> Gaps:
    """What people look for without finding it, the most frequent first."""
    async with house.database.reading() as session:
        return await get_gaps(session, days, kind)


@routes.get("/freshness", permit=WRITE, response_model=Freshness)
async def freshness(access: Caller, house: CurrentHouse) -> Freshness:
    """How much was renewed this quarter, what ends soon, what nobody uses."""
    async with house.database.reading() as session:
        return await get_freshness(session, access)


@routes.get("/uses", permit=WRITE, response_model=Uses)
async def uses(
    access: Caller,
    house: CurrentHouse,
    days: Days = 30,
    time_zone: Annotated[TimeZone, Query()] = "Asia/Shanghai",
) -> Uses:
    """Which articles are used, and by whom."""
    async with house.database.reading() as session:
        return await get_uses(session, access, days, time_zone)


@routes.get("/vectors", permit=MANAGE_SETTINGS, response_model=VectorsOut)
async def vectors(house: CurrentHouse) -> VectorsOut:
    """How many of the articles' texts have a vector of the model that is set up."""
    return await show_vectors(house)
