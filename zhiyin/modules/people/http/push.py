"""Routes of web push: signing a browser up, one's own devices, a test."""

from uuid import UUID

from fastapi import Request
from sqlalchemy import select

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done
from zhiyin.modules.people.actions.pushing import (
    public_key,
    send_test,
    subscribe,
    unsubscribe,
)
from zhiyin.modules.people.models import PushSubscription
from zhiyin.modules.people.schemas.attention import PushDevice, PushIn, PushKeyOut, PushTested

routes = Routes("push", "/push")


@routes.get("/key", permit=SIGNED_IN, response_model=PushKeyOut)
async def get_key(house: CurrentHouse) -> PushKeyOut:
    """The key a browser signs up with; made when it is first asked for."""
    async with house.database.writing() as session:
        return PushKeyOut(key=await public_key(session))


@routes.get("/devices", permit=SIGNED_IN, response_model=list[PushDevice])
async def get_devices(access: Caller, house: CurrentHouse) -> list[PushDevice]:
    """One's own browsers that get pushes."""
    mine = select(PushSubscription).where(PushSubscription.staff_id == access.id)
    async with house.database.reading() as session:
        rows = (await session.execute(mine.order_by(PushSubscription.id))).scalars()
        return [
            PushDevice(
                id=row.id,
                name=row.name,
                here=row.session_id == access.session_id,
                made_at=row.made_at,
                used_at=row.used_at,
            )
            for row in rows
        ]


@routes.post("/devices", permit=SIGNED_IN, response_model=Done)
async def post_device(body: PushIn, request: Request, access: Caller, house: CurrentHouse) -> Done:
    """Signs this browser up."""
    async with house.database.writing(access.actor) as session:
        await subscribe(session, access, body, request.headers.get("user-agent", ""))
    return Done()


@routes.delete("/devices/{device_id}", permit=SIGNED_IN, response_model=None)
async def delete_device(device_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """A browser of one's own gets no more pushes."""
    async with house.database.writing(access.actor) as session:
        await unsubscribe(session, access.id, device_id)


@routes.post("/test", permit=SIGNED_IN, response_model=PushTested)
async def post_test(access: Caller, house: CurrentHouse) -> PushTested:
    """Pushes a test to all of one's browsers, whatever was chosen and at any hour."""
    async with house.database.writing(access.actor) as session:
        return PushTested(devices=await send_test(session, access.id))
