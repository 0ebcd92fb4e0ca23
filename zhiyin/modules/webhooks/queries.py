"""Reads of webhooks."""

import inspect
from uuid import UUID

import msgspec
from sqlalchemy import Row, select, text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.house import House
from zhiyin.kernel.http.shapes import Labels, Page
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.webhooks.models import Webhook, WebhookDelivery
from zhiyin.modules.webhooks.rules import TEST_TYPE
from zhiyin.modules.webhooks.schemas import (
    DeliveryLine,
    DeliveryOut,
    EventField,
    EventKindOut,
    State,
    WebhookOut,
)

MOST_LINES = 50

_LIST = text("""
    SELECT w.*,
        (SELECT count(*) FROM webhook_deliveries d
         WHERE d.webhook_id = w.id AND d.state = 'waiting') AS waiting,
        (SELECT count(*) FROM webhook_deliveries d
         WHERE d.webhook_id = w.id AND d.state = 'dead') AS dead
    FROM webhooks w
    WHERE CAST(:id AS uuid) IS NULL OR w.id = :id
    ORDER BY w.id
""")


async def list_webhooks(session: ReadSession | WriteSession) -> list[WebhookOut]:
    """All of them, the oldest first."""
    return [_show(row) for row in await session.execute(_LIST, {"id": None})]


async def get_webhook(session: ReadSession | WriteSession, webhook_id: UUID) -> WebhookOut:
    """One of them."""
    row = (await session.execute(_LIST, {"id": webhook_id})).first()
    if row is None:
        raise NotFoundError
    return _show(row)


def _show(row: Row[tuple[object, ...]]) -> WebhookOut:
    names = WebhookOut.model_fields
    return WebhookOut(**{name: getattr(row, name) for name in names})


async def list_deliveries(
    session: ReadSession, webhook_id: UUID, state: State | None, cursor: str | None
) -> Page[DeliveryLine]:
    """The deliveries of a webhook, the newest first."""
    if await session.get(Webhook, webhook_id) is None:
        raise NotFoundError
    before = decode_cursor(cursor, UUID)
    query = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    if state is not None:
        query = query.where(WebhookDelivery.state == state)
    if before is not None:
        query = query.where(WebhookDelivery.id < before)
    query = query.order_by(WebhookDelivery.id.desc()).limit(MOST_LINES + 1)
    rows = (await session.execute(query)).scalars().all()
    shown = rows[:MOST_LINES]
    more = len(rows) > MOST_LINES
    return Page(
        items=[DeliveryLine(**_line(row)) for row in shown],
        next=encode_cursor(shown[-1].id) if more else None,
    )


async def get_delivery(session: ReadSession, webhook_id: UUID, delivery_id: UUID) -> DeliveryOut:
    """One delivery, with what was sent."""
    row = await session.get(WebhookDelivery, delivery_id)
    if row is None or row.webhook_id != webhook_id:
        raise NotFoundError
    return show_delivery(row)


def show_delivery(row: WebhookDelivery) -> DeliveryOut:
    """A delivery as managers see it."""
    return DeliveryOut(**_line(row), body=row.body, answer=row.answer)


def _line(row: WebhookDelivery) -> dict[str, object]:
    values = {name: getattr(row, name) for name in DeliveryLine.model_fields if name != "test"}
    waits = row.state == "waiting"
    return {**values, "test": row.kind == TEST_TYPE, "next_at": row.next_at if waits else None}


def list_kinds(house: House) -> list[EventKindOut]:
    """Every event of the house, by module; read from where each is defined."""
    return [
        EventKindOut(
            kind=event.event_kind(),
            module=module.name,
            module_title=Labels.of(module.title),
            text=inspect.cleandoc(event.__doc__ or ""),
            version=event.schema_version,
            fields=[
                EventField(name=one.encode_name, type=_type_name(one.type))
                for one in msgspec.structs.fields(event)
            ],
        )
        for module in house.modules
        for event in module.events
    ]


def _type_name(kind: object) -> str:
    name = kind.__name__ if isinstance(kind, type) else str(kind)
    return name.replace("uuid.", "").replace("datetime.", "").replace("typing.", "")
