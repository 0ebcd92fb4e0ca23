"""Routes of routing checks."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.modules.routing.actions.checking import judge
from zhiyin.modules.routing.permissions import CHECK
from zhiyin.modules.routing.queries.checks import get_figures, list_checks, show_checks
from zhiyin.modules.routing.schemas.rules import CheckFigures, CheckIn, CheckOut

routes = Routes("routing", "/routing/checks")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("", permit=CHECK, response_model=Page[CheckOut])
async def get_checks(
    access: Caller,
    house: CurrentHouse,
    state: Literal["open", "done"] = "open",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[CheckOut]:
    """One page of routing checks, newest first."""
    async with house.database.reading() as session:
        items, following = await list_checks(
            session, access, done=state == "done", cursor=cursor, limit=limit
        )
    return Page(items=items, next=following)


@routes.get("/figures", permit=CHECK, response_model=CheckFigures)
async def get_check_figures(
    access: Caller, house: CurrentHouse, days: Annotated[int, Query(ge=1, le=365)] = 30
) -> CheckFigures:
    """The error rate of routing by day and by rule."""
    async with house.database.reading() as session:
        return await get_figures(session, access, days)


@routes.put("/{check_id}", permit=CHECK, response_model=CheckOut)
async def put_check(
    check_id: UUID, body: CheckIn, access: Caller, house: CurrentHouse, version: Version
) -> CheckOut:
    """Says whether a conversation was sent right; if not, where it belonged."""
    async with house.database.writing(access.actor) as session:
        row = await judge(session, access, check_id, body, version)
        await session.flush()
        return (await show_checks(session, [row]))[0]
