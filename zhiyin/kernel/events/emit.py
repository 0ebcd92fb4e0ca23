"""Writing events: gathered on the session, stored in its transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, text

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.registry import EventRegistry

_PENDING = "pending_events"
_STORED = "stored_events"

# One statement for any number of events and what their listeners owe, so that a batch costs what
# a single one does.
_STORE = text("""
    WITH input AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS e(
            place int, kind text, schema_version int, payload jsonb, about jsonb, actor jsonb,
            cause bigint, chain jsonb, todo jsonb)
    ), stored AS (
        INSERT INTO events (kind, schema_version, payload, about, actor, cause, chain)
        SELECT kind, schema_version, payload, about, actor, cause, nullif(chain, 'null')
        FROM input ORDER BY place
        RETURNING id, at
    ), placed AS (
        SELECT id, at, row_number() OVER (ORDER BY id) - 1 AS place FROM stored
    ), owed AS (
        INSERT INTO event_todo (event_id, event_at, listener, lane)
        SELECT p.id, p.at, t.listener, t.lane
        FROM placed p JOIN input i ON i.place = p.place,
            jsonb_to_recordset(i.todo) AS t(listener text, lane text)
    )
    SELECT id, at FROM placed ORDER BY place
""")


_Pending = list[tuple[Event, tuple[ObjectRef, ...], Actor, tuple[UUID, ...]]]


def emit(
    session: WriteSession, event: Event, *about: ObjectRef, actor: Actor | None = None
) -> None:
    """Says that something happened; stored when the transaction commits.

    `about` names the objects it concerns, for automation and audit. `actor` is given where one
    transaction does the work of several people.
    """
    pending: _Pending = session.info.setdefault(_PENDING, [])
    pending.append((event, about, actor or session.actor, session.chain))


def stored_events(session: WriteSession) -> list[StoredEvent]:
    """The events the transaction has stored, once it has committed."""
    stored: list[StoredEvent] = session.info.get(_STORED, [])
    return stored


async def store_events(session: WriteSession, registry: EventRegistry) -> None:
    """Writes the gathered events and what their listeners owe. Runs before every commit."""
    pending: _Pending = session.info.pop(_PENDING, [])
    if not pending:
        return
    rows = [
        {
            "place": place,
            "kind": event.event_kind(),
            "schema_version": event.schema_version,
            "payload": event.payload(),
            "about": msgspec.to_builtins(about),
            "actor": msgspec.to_builtins(actor),
            "cause": session.cause,
            "chain": [str(one) for one in chain] or None,
            "todo": [
                {"listener": listener.name, "lane": listener.lane}
                for listener in registry.listeners_of(event.event_kind())
            ],
        }
        for place, (event, about, actor, chain) in enumerate(pending)
    ]
    answer = await session.execute(_STORE, {"rows": msgspec.json.encode(rows).decode()})
    session.info.setdefault(_STORED, []).extend(
        StoredEvent(id_, event.event_kind(), event, about, actor, session.cause, at, chain)
        for (event, about, actor, chain), (id_, at) in zip(pending, answer.all(), strict=True)
    )


def read_stored(registry: EventRegistry, row: Row[Any]) -> StoredEvent | None:
    """A stored row as an event; `None` for a kind whose module is switched off."""
    kind = registry.types.get(row.kind)
    if kind is None:
        return None
    return StoredEvent(
        id=row.id,
        kind=row.kind,
        event=kind.from_payload(row.payload),
        about=tuple(msgspec.convert(ref, ObjectRef, strict=False) for ref in row.about),
        actor=msgspec.convert(row.actor, Actor, strict=False),
        cause=row.cause,
        at=row.at if isinstance(row.at, datetime) else datetime.fromisoformat(row.at),
        chain=tuple(UUID(one) for one in row.chain or ()),
    )
