"""Presence and load of everybody, for whoever looks at them."""

from collections.abc import Sequence

import msgspec

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.live.hub import Push
from zhiyin.modules.dispatch.queries import presence_with_loads
from zhiyin.modules.people.interface import PRESENCE_TOPIC


async def push_presence(session: ReadSession, events: Sequence[StoredEvent]) -> list[Push]:
    """One frame for each member of staff the events name."""
    ids = {getattr(stored.event, "staff_id", None) for stored in events}
    hub = session.house.hub
    if not hub.bus.reaches_others and not any(hub.watchers(PRESENCE_TOPIC)):
        return []
    return [
        Push(
            PRESENCE_TOPIC,
            msgspec.json.encode(
                {
                    "type": "presence",
                    "staff_id": one.staff_id,
                    "status": one.status,
                    "connected": one.connected,
                    "used": one.used,
                    "capacity": one.capacity,
                }
            ),
        )
        for one in await presence_with_loads(session)
        if one.staff_id in ids
    ]
