"""Routes of resolution: whether contacts settled their matters."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.insights.errors import BadPeriodError
from zhiyin.modules.insights.permissions import SEE
from zhiyin.modules.insights.queries.resolution import (
    Wanted,
    export_contacts,
    get_resolution,
    list_contacts,
)
from zhiyin.modules.insights.schemas import Came, MadeOf, ResolutionOut

routes = Routes("resolution", "/resolution")
LONGEST = timedelta(days=366)
# So far that a year earlier or later is still a day.
FIRST, LAST = date(1970, 1, 1), date(9000, 12, 31)


def wanted(
    since: Annotated[date, Query(alias="from", ge=FIRST, le=LAST)],
    until: Annotated[date, Query(alias="to", ge=FIRST, le=LAST)],
    shop_id: UUID | None = None,
    team_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> Wanted:
    """The contacts that are asked for, of at most a year."""
    if not timedelta() <= until - since < LONGEST:
        raise BadPeriodError
    return Wanted(since, until, shop_id, team_id, subject_id)


Asked = Annotated[Wanted, Depends(wanted)]


@routes.get(
    "",
    permit=SEE,
    tool=Tool(
        "read_resolution",
        Text("查看解决情况", "Read resolution"),
        Text(
            "一段时间内的首次解决率、重复联系率、重开率和升级率，按周、分类和团队。",
            "First-contact resolution, repeated contact, reopening and escalation of some days, by"
            " week, subject and team.",
        ),
        by_shop=False,
    ),
    response_model=ResolutionOut,
)
async def get_figures(access: Caller, house: CurrentHouse, asked: Asked) -> ResolutionOut:
    """The figures of these days in the caller's scope, beside those of as many days before."""
    async with house.database.reading() as session:
        return await get_resolution(session, access, asked)


@routes.get("/made-of", permit=SEE, response_model=list[MadeOf])
async def get_contacts(
    access: Caller, house: CurrentHouse, asked: Asked, came: Came
) -> list[MadeOf]:
    """Up to 200 conversations that a figure is made of."""
    async with house.database.reading() as session:
        return await list_contacts(session, access, came, asked)


@routes.get("/export", permit=SEE, response_class=StreamingResponse)
async def export(access: Caller, house: CurrentHouse, asked: Asked) -> StreamingResponse:
    """One row per contact that ended in these days, with what it counts for (CSV)."""
    return send_table("resolution.csv", export_contacts(house.database, access, asked))
