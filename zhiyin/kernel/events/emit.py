"""Writing events: gathered on the session, stored in its transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, text

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.registry import EventRegistry

_PENDING = "pending_events"
_STORED = "stored_events"

# One statement for any number of events, so that a batch costs what a single one does.
_STORE = text("""
    INSERT INTO events (kind, schema_version, payload, about, actor, cause)
    SELECT e.kind, e.schema_version, e.payload, e.about, e.actor, e.cause
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS e(
        place int, kind text, schema_version int, payload jsonb, about jsonb, actor jsonb,
        cause bigint)
    ORDER BY e.place
    RETURNING id, at
""")
_TODO = text("""
    INSERT INTO event_todo (event_id, event_at, listener, lane)
    SELECT t.event_id, t.event_at, t.listener, t.lane
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS t(
        event_id bigint, event_at timestamptz, listener text, lane text)
""")


_Pending = list[tuple[Event, tuple[ObjectRef, ...], Actor]]


def emit(
    session: WriteSession, event: Event, *about: ObjectRef, actor: Actor | None = None
) -> None:
    """Says that something happened; stored when the transaction commits.

    `about` names the objects it concerns, for automation and audit. `actor` is given where one
    transaction does the work of several people.
    """
    pending: _Pending = session.info.setdefault(_PENDING, [])
    pending.append((event, about, actor or session.actor))


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
        }
        for place, (event, about, actor) in enumerate(pending)
    ]
    answer = await session.execute(_STORE, {"rows": msgspec.json.encode(rows).decode()})
    places = sorted((row.id, row.at) for row in answer)
    stored = [
        StoredEvent(id_, event.event_kind(), event, about, actor, session.cause, at)
        for (event, about, actor), (id_, at) in zip(pending, places, strict=True)
    ]
    session.info.setdefault(_STORED, []).extend(stored)
    await _owe_listeners(session, registry, stored)


async def _owe_listeners(
    session: WriteSession, registry: EventRegistry, stored: Sequence[StoredEvent]
) -> None:
    todo = [
        {"event_id": e.id, "event_at": e.at, "listener": listener.name, "lane": listener.lane}
        for e in stored
        for listener in registry.listeners_of(e.kind)
    ]
    if todo:
        await session.execute(_TODO, {"rows": msgspec.json.encode(todo).decode()})


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
    )
