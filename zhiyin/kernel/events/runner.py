"""Running listeners: at once in the process that committed, later in a worker, retried alone."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Row, text

from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import read_stored, stored_events
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.places import LOCK, MOVE, NEXT
from zhiyin.kernel.events.registry import EventRegistry, Lane, Listener, Reader

log = structlog.get_logger(__name__)

BATCH = 200
PAGE = 1000
MAX_ATTEMPTS = 6

_READ = text("""
    SELECT e.id, e.kind, e.payload, e.about, e.actor, e.cause, e.at, e.chain
    FROM event_todo t JOIN events e ON e.id = t.event_id AND e.at = t.event_at
    WHERE t.listener = :listener AND t.event_id = ANY(:ids)
    ORDER BY e.id
""")
# Whoever deletes the row handles the event; if that fails, the row comes back with the rest.
_TAKE = text("""
    DELETE FROM event_todo WHERE listener = :listener AND event_id IN (
        SELECT event_id FROM event_todo
        WHERE listener = :listener AND event_id = ANY(:ids) AND parked_at IS NULL
        ORDER BY event_id FOR UPDATE SKIP LOCKED)
    RETURNING event_id
""")
_FAILED = text("""
    UPDATE event_todo SET attempts = attempts + 1, error = :error,
        available_at = now() + make_interval(secs => power(4, attempts)),
        parked_at = CASE WHEN attempts + 1 >= :limit THEN now() END
    WHERE listener = :listener AND event_id = :id
    RETURNING parked_at
""")
_DUE = text("""
    SELECT listener, array_agg(event_id ORDER BY event_id) AS ids
    FROM (SELECT listener, event_id FROM event_todo
          WHERE lane = ANY(:lanes) AND parked_at IS NULL
            AND available_at <= now()
                - make_interval(secs => CASE lane WHEN 'now' THEN :age ELSE 0 END)
          ORDER BY event_id LIMIT :limit) due
    GROUP BY listener
""")


class EventRunner:
    """Runs the listeners of this process."""

    def __init__(self, database: Database, registry: EventRegistry) -> None:
        self.database = database
        self.registry = registry
        self._waiting: dict[str, list[StoredEvent]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def after_commit(self, session: WriteSession) -> None:
        """Starts the `now` listeners of what the transaction stored, without waiting for them."""
        for event in stored_events(session):
            for listener in self.registry.listeners_of(event.kind):
                if listener.lane == "now":
                    self._waiting.setdefault(listener.name, []).append(event)
                    self._wake(listener)

    def _wake(self, listener: Listener) -> None:
        task = self._tasks.get(listener.name)
        if task is None or task.done():
            self._tasks[listener.name] = asyncio.create_task(self._drain(listener))

    async def _drain(self, listener: Listener) -> None:
        while events := self._waiting.pop(listener.name, None):
            for start in range(0, len(events), BATCH):
                await self.run(listener, events[start : start + BATCH])

    async def settle(self) -> None:
        """Waits until the listeners started here have finished, and those they started."""
        while running := [task for task in self._tasks.values() if not task.done()]:
            await asyncio.gather(*running, return_exceptions=True)

    async def run(self, listener: Listener, events: Sequence[StoredEvent]) -> None:
        """One batch in one transaction; what came of different rules apart, for what follows from
        an event comes of the same rules. If it fails, each event alone.
        """
        for _, alike in groupby(events, key=attrgetter("chain")):
            await self._run_alike(listener, list(alike))

    async def _run_alike(self, listener: Listener, events: Sequence[StoredEvent]) -> None:
        try:
            await self._run_batch(listener, events)
        except Exception as error:
            if len(events) == 1:
                await self._note_failure(listener, events[0].id, error)
                return
            for one in events:
                await self._run_alike(listener, [one])

    async def _run_batch(self, listener: Listener, events: Sequence[StoredEvent]) -> None:
        ids = [event.id for event in events]
        async with self.database.writing(cause=max(ids), chain=events[0].chain) as session:
            taken = set(
                (await session.execute(_TAKE, {"listener": listener.name, "ids": ids})).scalars()
            )
            if taken:
                await listener.handle(session, [event for event in events if event.id in taken])

    async def _note_failure(self, listener: Listener, event_id: int, error: Exception) -> None:
        async with self.database.writing() as session:
            parked = await session.scalar(
                _FAILED,
                {
                    "listener": listener.name,
                    "id": event_id,
                    "error": f"{type(error).__name__}: {error}"[:2000],
                    "limit": MAX_ATTEMPTS,
                },
            )
        log.error(
            "listener_failed",
            listener=listener.name,
            event_id=event_id,
            parked=parked is not None,
            exc_info=error,
        )

    async def sweep(self, lanes: Sequence[Lane], *, age: timedelta = timedelta(seconds=2)) -> int:
        """Takes what is due: the worker's part. `age` leaves fresh `now` work to its process."""
        async with self.database.reading() as session:
            due = (
                await session.execute(
                    _DUE,
                    {"lanes": list(lanes), "age": age.total_seconds(), "limit": BATCH * 5},
                )
            ).all()
        for listener_name, ids in due:
            listener = self.registry.listeners.get(listener_name)
            if listener is not None:
                for start in range(0, len(ids), BATCH):
                    await self._run_stored(listener, ids[start : start + BATCH])
        return len(due)

    async def _run_stored(self, listener: Listener, ids: Sequence[int]) -> None:
        async with self.database.reading() as session:
            rows = (
                await session.execute(_READ, {"listener": listener.name, "ids": list(ids)})
            ).all()
        events = [event for row in rows if (event := read_stored(self.registry, row))]
        if events:
            await self.run(listener, events)


async def hold_reader(session: WriteSession, name: str) -> None:
    """Waits until a reader has finished its batch, and lets it begin no other before the commit.

    For whoever takes away what the reader may have read and not yet written down.
    """
    values = {"name": name}
    await session.execute(
        text("INSERT INTO event_readers (name) VALUES (:name) ON CONFLICT DO NOTHING"), values
    )
    await session.execute(text("SELECT 1 FROM event_readers WHERE name = :name FOR UPDATE"), values)


class _Page(NamedTuple):
    """What follows a place in the record: decoded once for all readers who stand there."""

    xid: int
    id: int
    rows: Sequence[Row[Any]]
    events: Sequence[StoredEvent]


class ReaderRunner:
    """Runs readers by position. Never past a transaction that may still commit.

    Readers who stand at the same place share one look at the record, and so go on together.
    """

    _JOIN = text("INSERT INTO event_readers (name) VALUES (:name) ON CONFLICT DO NOTHING")

    def __init__(self, database: Database, registry: EventRegistry) -> None:
        self.database = database
        self.registry = registry

    async def run_all(self) -> int:
        """Gives every reader its next page; answers how many have more to read.

        A page that was not full is no reason to look again at once: what comes meanwhile is cheaper
        to read together.
        """
        kinds = sorted(
            {kind.event_kind() for one in self.registry.readers.values() for kind in one.kinds}
        )
        page: _Page | None = None
        more = 0
        failed: Exception | None = None
        for reader in self.registry.readers.values():
            try:
                page, unread = await self._turn(reader, kinds, page)
            except Exception as error:
                # One that fails keeps its place and does not keep the others from theirs.
                failed = failed or error
            else:
                more += unread
        if failed is not None:
            raise failed
        return more

    async def _turn(
        self, reader: Reader, kinds: list[str], page: _Page | None
    ) -> tuple[_Page | None, bool]:
        """One reader's next page; answers it, for whoever stands there too, and whether this reader
        has more to read.
        """
        async with self.database.writing() as session:
            place = (await session.execute(LOCK, {"name": reader.name})).first()
            if place is None:
                await session.execute(self._JOIN, {"name": reader.name})
                return page, False
            if page is None or (page.xid, page.id) != (place.xid, place.event_id):
                page = await self._page(session, place.xid, place.event_id, kinds)
            return page, await self._read(session, reader, page)

    async def _page(self, session: WriteSession, xid: int, id_: int, kinds: list[str]) -> _Page:
        values = {"xid": xid, "id": id_, "kinds": kinds, "limit": PAGE}
        rows = (await session.execute(NEXT, values)).all()
        return _Page(xid, id_, rows, [e for row in rows if (e := read_stored(self.registry, row))])

    async def _read(self, session: WriteSession, reader: Reader, page: _Page) -> bool:
        """Up to where what comes next came of other rules; answers whether there is more."""
        if not page.rows:
            return False
        events = [one for one in page.events if isinstance(one.event, reader.kinds)]
        alike = list(takewhile(lambda one: one.chain == events[0].chain, events))
        if alike:
            session.chain = alike[0].chain
            await reader.handle(session, alike)
        cut = len(alike) < len(events)
        last = next(row for row in page.rows if row.id == alike[-1].id) if cut else page.rows[-1]
        await session.execute(MOVE, {"name": reader.name, "xid": last.xid, "id": last.id})
        return cut or len(page.rows) == PAGE


def month_bounds(moment: datetime) -> tuple[datetime, datetime]:
    """First moment of the month of `moment` and of the next, for partitions."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return start, (start + timedelta(days=32)).replace(day=1)


async def add_partitions(session: WriteSession, moment: datetime, months: int = 3) -> None:
    """Makes the event partitions of this month and the following ones, if they are missing.

    Rows that came before their month had a partition move into it from the default one.
    """
    for _ in range(months):
        start, end = month_bounds(moment)
        name = f"events_{start:%Y%m}"
        if await _is_missing(session, name):
            # Nobody may write into the default partition between the move and the attachment.
            await session.execute(text("LOCK TABLE events IN ACCESS EXCLUSIVE MODE"))
            if await _is_missing(session, name):
                span = f"'{start:%Y-%m-%d} 00:00+00'", f"'{end:%Y-%m-%d} 00:00+00'"
                await _add_partition(session, name, *span)
        moment = end


async def _is_missing(session: WriteSession, table: str) -> bool:
    return await session.scalar(text("SELECT to_regclass(:name)"), {"name": table}) is None


async def _add_partition(session: WriteSession, name: str, start: str, end: str) -> None:
    for statement in (
        f"CREATE TABLE {name} (LIKE events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
        f"INSERT INTO {name} SELECT * FROM events_default WHERE at >= {start} AND at < {end}",
        f"DELETE FROM events_default WHERE at >= {start} AND at < {end}",
        f"ALTER TABLE events ATTACH PARTITION {name} FOR VALUES FROM ({start}) TO ({end})",
    ):
        await session.execute(text(statement))
