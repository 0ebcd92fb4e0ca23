"""Routes of dispatch: who is there, and how much they hold."""

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.dispatch.queries import presence_with_loads
from zhiyin.modules.people.interface import (
    READ_PRESENCE,
    PresenceIn,
    PresenceOut,
    set_presence,
)

routes = Routes("presence", "/presence")


@routes.get("", permit=READ_PRESENCE, response_model=list[PresenceOut])
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
