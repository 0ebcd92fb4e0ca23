"""Routes of what roles may grant and approve."""

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.remedies.actions.limiting import set_limits
from zhiyin.modules.remedies.permissions import LIMITS
from zhiyin.modules.remedies.queries.limits import show_limits
from zhiyin.modules.remedies.schemas import LimitsIn, LimitsOut

routes = Routes("payouts", "/payouts/limits")


@routes.get("", permit=LIMITS, response_model=LimitsOut)
async def get_all(house: CurrentHouse) -> LimitsOut:
    """What each role may grant by itself and approve."""
    async with house.database.reading() as session:
        return await show_limits(session)


@routes.put("", permit=LIMITS, response_model=LimitsOut)
async def put_all(body: LimitsIn, access: Caller, house: CurrentHouse) -> LimitsOut:
    """Sets the limits of all roles."""
    async with house.database.writing(access.actor) as session:
        return await set_limits(session, body)
