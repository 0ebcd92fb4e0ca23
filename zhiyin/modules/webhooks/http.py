"""Routes of webhooks: parse, permit, call one action or query, shape."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Page
from zhiyin.modules.webhooks.actions.sending import redeliver, send_test
from zhiyin.modules.webhooks.actions.setup import (
    change_secret,
    drop_webhook,
    edit_webhook,
    make_webhook,
)
from zhiyin.modules.webhooks.permissions import MANAGE
from zhiyin.modules.webhooks.queries import (
    get_delivery,
    get_webhook,
    list_deliveries,
    list_kinds,
    list_webhooks,
)
from zhiyin.modules.webhooks.schemas import (
    DeliveryLine,
    DeliveryOut,
    EventKindOut,
    Redelivered,
    State,
    WebhookIn,
    WebhookMade,
    WebhookOut,
)

routes = Routes("webhooks", "/webhooks")
Version = Annotated[int | None, Depends(IfMatch)]
# Not even with the answers that are kept for who sends the same request again.
NOT_KEPT = {"cache-control": "no-store"}


@routes.get("", permit=MANAGE, response_model=list[WebhookOut])
async def get_list(house: CurrentHouse) -> list[WebhookOut]:
    """All webhooks, the oldest first."""
    async with house.database.reading() as session:
        return await list_webhooks(session)


@routes.post("", permit=MANAGE, status=201, response_model=WebhookMade)
async def post_webhook(
    body: WebhookIn, response: Response, access: Caller, house: CurrentHouse
) -> WebhookMade:
    """Makes a webhook; the secret that signs its deliveries is told once."""
    response.headers.update(NOT_KEPT)
    async with house.database.writing(access.actor) as session:
        row, secret = await make_webhook(session, access, body)
        shown = await get_webhook(session, row.id)
    return WebhookMade(**shown.model_dump(), secret=secret)


@routes.get("/kinds", permit=MANAGE, response_model=list[EventKindOut])
async def get_kinds(house: CurrentHouse) -> list[EventKindOut]:
    """Every kind of event that can be asked for, with the values it carries."""
    return list_kinds(house)


@routes.get("/{webhook_id}", permit=MANAGE, response_model=WebhookOut)
async def get_one(webhook_id: UUID, house: CurrentHouse) -> WebhookOut:
    """One webhook."""
    async with house.database.reading() as session:
        return await get_webhook(session, webhook_id)


@routes.put("/{webhook_id}", permit=MANAGE, response_model=WebhookOut)
async def put_webhook(
    webhook_id: UUID, body: WebhookIn, version: Version, access: Caller, house: CurrentHouse
) -> WebhookOut:
    """Changes a webhook. With another address, or off, what was waiting is given up."""
    async with house.database.writing(access.actor) as session:
        await edit_webhook(session, webhook_id, body, version)
        await session.flush()
        return await get_webhook(session, webhook_id)


@routes.delete("/{webhook_id}", permit=MANAGE)
async def delete_webhook(webhook_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a webhook away, with the record of its deliveries."""
    async with house.database.writing(access.actor) as session:
        await drop_webhook(session, webhook_id)


@routes.post("/{webhook_id}/secret", permit=MANAGE, response_model=WebhookMade)
async def post_secret(
    webhook_id: UUID, response: Response, access: Caller, house: CurrentHouse
) -> WebhookMade:
    """Makes a new secret, told once; for a day deliveries are signed with both."""
    response.headers.update(NOT_KEPT)
    async with house.database.writing(access.actor) as session:
        secret = await change_secret(session, webhook_id)
        await session.flush()
        shown = await get_webhook(session, webhook_id)
    return WebhookMade(**shown.model_dump(), secret=secret)


@routes.post("/{webhook_id}/test", permit=MANAGE, response_model=DeliveryOut)
async def post_test(webhook_id: UUID, house: CurrentHouse) -> DeliveryOut:
    """Sends a test event at once and answers what came of it."""
    return await send_test(house, webhook_id)


@routes.get("/{webhook_id}/deliveries", permit=MANAGE, response_model=Page[DeliveryLine])
async def get_deliveries(
    webhook_id: UUID,
    house: CurrentHouse,
    state: State | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[DeliveryLine]:
    """What was sent to a webhook, the newest first."""
    async with house.database.reading() as session:
        return await list_deliveries(session, webhook_id, state, cursor)


@routes.get("/{webhook_id}/deliveries/{delivery_id}", permit=MANAGE, response_model=DeliveryOut)
async def get_one_delivery(webhook_id: UUID, delivery_id: UUID, house: CurrentHouse) -> DeliveryOut:
    """One delivery with what was sent and how the answer began."""
    async with house.database.reading() as session:
        return await get_delivery(session, webhook_id, delivery_id)


@routes.post(
    "/{webhook_id}/deliveries/{delivery_id}/redeliver", permit=MANAGE, response_model=Redelivered
)
async def post_redeliver(
    webhook_id: UUID, delivery_id: UUID, access: Caller, house: CurrentHouse
) -> Redelivered:
    """Sends one delivery again. One that still waits is left to its turn."""
    async with house.database.writing(access.actor) as session:
        return Redelivered(count=await redeliver(session, webhook_id, delivery_id))


@routes.post("/{webhook_id}/redeliver", permit=MANAGE, response_model=Redelivered)
async def post_redeliver_dead(webhook_id: UUID, access: Caller, house: CurrentHouse) -> Redelivered:
    """Sends everything again that was given up."""
    async with house.database.writing(access.actor) as session:
        return Redelivered(count=await redeliver(session, webhook_id, None))
