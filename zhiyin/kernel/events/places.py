"""Following the record by position: where a reader stands, what comes next, and going on.

Who must ask somebody else before writing down what it read (`look` and `go_on`) does so between
two transactions: nothing is locked meanwhile, and of two who read the same page one goes on.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import read_stored
from zhiyin.kernel.events.event import Event, StoredEvent

LOCK = text("SELECT xid, event_id FROM event_readers WHERE name = :name FOR UPDATE SKIP LOCKED")
# Never past a transaction that may still commit.
NEXT = text("""
    SELECT id, kind, payload, about, actor, cause, at, chain, xid FROM events
    WHERE (xid, id) > (:xid, :id)
      AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      AND kind = ANY(:kinds)
    ORDER BY xid, id LIMIT :limit
""")
MOVE = text("UPDATE event_readers SET xid = :xid, event_id = :id WHERE name = :name")
_PLACE = text("SELECT xid, event_id FROM event_readers WHERE name = :name")
# Who joins follows what happens from now on.
_JOIN = text("""
    INSERT INTO event_readers (name, xid, event_id)
    VALUES (:name, pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0)
    ON CONFLICT DO NOTHING
""")
_BEHIND = text("""
    SELECT coalesce(extract(epoch FROM now() - min(e.at)), 0) FROM event_readers r
    JOIN events e ON (e.xid, e.id) > (r.xid, r.event_id) AND e.kind = ANY(:kinds)
    WHERE r.name = :name
""")


class Stretch(NamedTuple):
    """A piece of the record: from where, what, and up to where."""

    begin: tuple[int, int]
    events: Sequence[StoredEvent]
    end: tuple[int, int]
    full: bool


async def look(
    session: ReadSession, name: str, kinds: Sequence[type[Event]], limit: int
) -> Stretch | None:
    """What follows the place of this name; none, if it has none yet."""
    place = (await session.execute(_PLACE, {"name": name})).first()
    if place is None:
        return None
    begin = (place.xid, place.event_id)
    wanted = [kind.event_kind() for kind in kinds]
    values = {"xid": place.xid, "id": place.event_id, "kinds": wanted, "limit": limit}
    rows = (await session.execute(NEXT, values)).all()
    registry = session.house.registry
    events = [event for row in rows if (event := read_stored(registry, row))]
    end = (rows[-1].xid, rows[-1].id) if rows else begin
    return Stretch(begin, events, end, full=len(rows) == limit)


async def seconds_behind(session: ReadSession, name: str, kinds: Sequence[type[Event]]) -> float:
    """The age of the oldest event that this name has still to read; 0 where it has read all."""
    values = {"name": name, "kinds": [kind.event_kind() for kind in kinds]}
    return float(await session.scalar(_BEHIND, values) or 0.0)


async def join_here(session: WriteSession, name: str) -> None:
    """Begins to follow; what happened before is nobody's any more."""
    await session.execute(_JOIN, {"name": name})


async def go_on(session: WriteSession, name: str, stretch: Stretch) -> bool:
    """Moves behind the stretch in this transaction; not, if somebody else has or is about to."""
    place = (await session.execute(LOCK, {"name": name})).first()
    if place is None or (place.xid, place.event_id) != stretch.begin:
        return False
    xid, event_id = stretch.end
    await session.execute(MOVE, {"name": name, "xid": xid, "id": event_id})
    return True
