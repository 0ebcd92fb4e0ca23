"""Routes of the business calendar."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.people.actions.calendar import add_day, edit_day, remove_day
from zhiyin.modules.people.permissions import MANAGE_TEAMS
from zhiyin.modules.people.queries.calendars import get_year
from zhiyin.modules.people.schemas.calendar import CalendarDayIn, CalendarDayOut, CalendarOut

routes = Routes("calendar", "/calendar")
Version = Annotated[int | None, Depends(IfMatch)]
Year = Annotated[int, Query(ge=2000, le=2100)]


@routes.get("", permit=SIGNED_IN, response_model=CalendarOut)
async def read_year(year: Year, house: CurrentHouse) -> CalendarOut:
    """A year's own days and public holidays."""
    async with house.database.reading() as session:
        return await get_year(session, year)


@routes.post("/days", permit=MANAGE_TEAMS, status=201, response_model=CalendarDayOut)
async def post_day(body: CalendarDayIn, access: Caller, house: CurrentHouse) -> CalendarDayOut:
    """Closes a day, or opens it at other times."""
    async with house.database.writing(access.actor) as session:
        row = await add_day(session, body)
        await session.flush()
        return CalendarDayOut.model_validate(row)


@routes.put("/days/{day_id}", permit=MANAGE_TEAMS, response_model=CalendarDayOut)
async def put_day(
    day_id: UUID, body: CalendarDayIn, access: Caller, house: CurrentHouse, version: Version
) -> CalendarDayOut:
    """Writes a day anew."""
    async with house.database.writing(access.actor) as session:
        row = await edit_day(session, day_id, body, version)
        await session.flush()
        return CalendarDayOut.model_validate(row)


@routes.delete("/days/{day_id}", permit=MANAGE_TEAMS)
async def delete_day(day_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Makes a day one like any other again."""
    async with house.database.writing(access.actor) as session:
        await remove_day(session, day_id)
