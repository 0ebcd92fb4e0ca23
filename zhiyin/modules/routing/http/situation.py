"""The route that tells everybody whether a surge is on."""

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.modules.routing.queries.situation import get_situation
from zhiyin.modules.routing.schemas.situation import Situation

routes = Routes("routing", "/situation")


@routes.get("", permit=SIGNED_IN, response_model=Situation)
async def show_situation(house: CurrentHouse) -> Situation:
    """The surge's stage, and incidents that are on."""
    async with house.database.reading() as session:
        return await get_situation(session)
