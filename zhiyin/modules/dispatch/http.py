"""Routes of dispatch: who is there, how much they hold, and how honest the waits are."""

from typing import Annotated

from fastapi import Query

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.dispatch.permissions import SEE_FIGURES
from zhiyin.modules.dispatch.queries import get_estimate_errors, presence_with_loads
from zhiyin.modules.dispatch.schemas import EstimateError
from zhiyin.modules.people.interface import (
    READ_PRESENCE,
    PresenceIn,
    PresenceOut,
    set_presence,
)

routes = Routes("presence", "/presence")
figures = Routes("dispatch", "/dispatch")


@routes.get(
    "",
    permit=READ_PRESENCE,
    tool=Tool(
        "list_colleagues",
        Text("查看同事", "List colleagues"),
        Text(
            "同事的编号、姓名、状态、团队和接待量，转接和派待办用。",
            "Colleagues with id, name, status, teams and load, for transfers and tasks.",
        ),
    ),
    response_model=list[PresenceOut],
)
async def list_presence(house: CurrentHouse) -> list[PresenceOut]:
    """Everybody's status and taken slots."""
    async with house.database.reading() as session:
        return await presence_with_loads(session)


@routes.put("", permit=SIGNED_IN, response_model=Done)
async def put_presence(body: PresenceIn, access: Caller, house: CurrentHouse) -> Done:
    """Sets one's own status."""
    async with house.database.writing(access.actor) as session:
        await set_presence(session, access.id, body.status)
    return Done()


@figures.get("/estimates", permit=SEE_FIGURES, response_model=list[EstimateError])
async def get_estimates(
    house: CurrentHouse, days: Annotated[int, Query(ge=1, le=90)] = 14
) -> list[EstimateError]:
    """How far what waiting customers were told was off: per queue and day, newest day first."""
    async with house.database.reading() as session:
        return await get_estimate_errors(session, days)
