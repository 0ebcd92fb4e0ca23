"""Following events for oneself: each process that keeps its own picture sees all of them."""

from collections.abc import Sequence

from sqlalchemy import text

from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.events.emit import read_stored
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.kernel.events.registry import EventRegistry

_HORIZON = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_BETWEEN = text("""
    SELECT id, kind, payload, about, actor, cause, at, chain FROM events
    WHERE xid >= :begin AND xid < :end AND kind = ANY(:kinds)
    ORDER BY xid, id
""")


class Follower:
    """Sees every event of some kinds from when it began, in this process.

    A listener's work is done once, by whoever takes it; what is kept in memory must be brought up
    to date in every process that keeps it. The place is kept in memory only: who begins reads the
    whole picture afterwards. Nothing is skipped that a transaction still open may commit.
    """

    def __init__(
        self, database: Database, registry: EventRegistry, kinds: Sequence[type[Event]]
    ) -> None:
        self.database = database
        self.registry = registry
        self.kinds = [kind.event_kind() for kind in kinds]
        self._place: int | None = None

    async def begin(self) -> None:
        """From here on. What is read after this is at least as new."""
        async with self.database.reading() as session:
            self._place = await session.scalar(_HORIZON)

    async def news(self) -> list[StoredEvent]:
        """What has been committed since the last call."""
        assert self._place is not None, "begin first"
        async with self.database.reading() as session:
            end = await session.scalar(_HORIZON)
            assert end is not None
            if end == self._place:
                return []
            values = {"begin": self._place, "end": end, "kinds": self.kinds}
            rows = (await session.execute(_BETWEEN, values)).all()
        self._place = end
        return [event for row in rows if (event := read_stored(self.registry, row))]
