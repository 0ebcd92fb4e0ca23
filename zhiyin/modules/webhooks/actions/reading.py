"""What happened becomes deliveries to whoever asked for it.

The record is followed by position, so that nothing is skipped that a slower transaction commits
late; and only while there is a webhook, so that a house without one pays nothing.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Row, text

from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.places import go_on, join_here, look
from zhiyin.modules.webhooks.rules import body_of, is_wanted

READER = "webhooks"
PAGE = 500
# Transactions that may pass without news before the place is moved behind them: who stays too far
# behind looks through all of them every time.
FAR = 2_000

_ON = text('SELECT id, kinds, since FROM webhooks WHERE "on" ORDER BY id')
_HORIZON = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_LEAVE = text("DELETE FROM event_readers WHERE name = :name")
_GIVE = text("""
    INSERT INTO webhook_deliveries (id, webhook_id, event_id, kind, body)
    SELECT d.id, d.webhook_id, d.event_id, d.kind, d.body
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS d(id uuid, webhook_id uuid, event_id bigint,
        kind text, body jsonb)
    JOIN webhooks w ON w.id = d.webhook_id AND w."on"
    ON CONFLICT (webhook_id, event_id) DO NOTHING
""")


async def read_record(database: Database) -> bool:
    """Reads on to the end of the record; answers whether there is a webhook at all."""
    while (more := await _read_page(database)) is True:
        pass
    return more is not None


async def _read_page(database: Database) -> bool | None:
    """Whether there may be more; nothing, where nobody wants to know."""
    async with database.reading() as session:
        webhooks = (await session.execute(_ON)).all()
        types = session.house.registry.types
        # Before the look, so that whatever is older has been seen by it.
        horizon = int(await session.scalar(_HORIZON) or 0)
        stretch = await look(session, READER, _wanted(types, webhooks), PAGE)
    if stretch is None or not webhooks:
        if bool(webhooks) != (stretch is not None):
            await _join_or_leave(database, join=bool(webhooks))
        return False if webhooks else None
    if not stretch.full and horizon - stretch.begin[0] > FAR:
        stretch = stretch._replace(end=(horizon, 0))
    if stretch.begin == stretch.end:
        return False
    rows = [row for event in stretch.events for row in _rows(types, webhooks, event)]
    async with database.writing() as session:
        if not await go_on(session, READER, stretch):
            return False
        if rows:
            await session.execute(_GIVE, {"rows": msgspec.json.encode(rows).decode()})
    return stretch.full


async def _join_or_leave(database: Database, *, join: bool) -> None:
    """Who comes back after a while would find a record that nobody asked for then."""
    async with database.writing() as session:
        if join:
            await join_here(session, READER)
        else:
            await session.execute(_LEAVE, {"name": READER})


def _wanted(
    types: dict[str, type[Event]], webhooks: Sequence[Row[tuple[object, ...]]]
) -> list[type[Event]]:
    return [
        kind for name, kind in types.items() if any(is_wanted(name, one.kinds) for one in webhooks)
    ]


def _rows(
    types: dict[str, type[Event]], webhooks: Sequence[Row[tuple[object, ...]]], stored: StoredEvent
) -> list[dict[str, object]]:
    body = body_of(stored, types[stored.kind].schema_version)
    return [
        {
            "id": new_id(),
            "webhook_id": one.id,
            "event_id": stored.id,
            "kind": stored.kind,
            "body": body,
        }
        for one in webhooks
        if is_wanted(stored.kind, one.kinds) and stored.at >= one.since
    ]
