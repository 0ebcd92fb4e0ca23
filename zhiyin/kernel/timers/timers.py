"""Setting, cancelling and firing deadlines."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog
from sqlalchemy import Row, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession

log = structlog.get_logger(__name__)

FireBatch = Callable[[WriteSession, Sequence["DueTimer"]], Awaitable[None]]


class DueTimer(msgspec.Struct, frozen=True):
    """A deadline that has come."""

    ref: ObjectRef
    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class TimerKind:
    """What happens when deadlines of a kind are due. Takes a batch, in one transaction."""

    name: str
    fire: FireBatch
    # How many at once; many where one more costs little.
    batch: int = 200


_SET = text("""
    INSERT INTO timers (id, kind, ref_kind, ref_id, key, due_at, values)
    SELECT t.id, t.kind, t.ref_kind, t.ref_id, t.key,
           coalesce(t.at, now() + make_interval(secs => t.seconds)), t.values
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS t(
        id uuid, kind text, ref_kind text, ref_id uuid, key text, at timestamptz, seconds float8,
        values jsonb)
    ORDER BY t.kind, t.ref_kind, t.ref_id, t.key
    ON CONFLICT (kind, ref_kind, ref_id, key)
    DO UPDATE SET due_at = EXCLUDED.due_at, values = EXCLUDED.values, attempts = 0
""")
_CANCEL = text(
    "DELETE FROM timers WHERE kind = ANY(:kinds) AND ref_kind = :ref_kind AND ref_id = ANY(:ids)"
)
# Taking is a short transaction of its own: firing locks what the timer is about, and setting or
# cancelling a timer comes after that lock. Held from taking on, the two would wait for each other.
_TAKE = text("""
    UPDATE timers SET due_at = now() + make_interval(secs => :lease) WHERE id IN (
        SELECT id FROM timers WHERE kind = :kind AND due_at <= now()
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING id, ref_kind, ref_id, key, values, due_at
""")
# One that was set again in the meantime is due at another moment and stays.
_FIRED = text("DELETE FROM timers WHERE id = ANY(:ids) AND due_at = :due_at")
_DUE_KINDS = text("SELECT DISTINCT kind FROM timers WHERE due_at <= now()")
_NEXT = text("SELECT extract(epoch FROM min(due_at) - now()) FROM timers")
_POSTPONE = text("""
    UPDATE timers SET attempts = attempts + 1,
        due_at = now() + make_interval(secs => least(3600, power(4, attempts)))
    WHERE id = ANY(:ids) AND due_at = :due_at
""")

# What a process took and did not finish, because it died, is due again after this many seconds.
LEASE = 15.0


class NewTimer(msgspec.Struct, frozen=True):
    """A deadline to set, at a moment or `after` the database's now. Setting it again moves it."""

    kind: str
    ref: ObjectRef
    after: timedelta = timedelta(0)
    key: str = ""
    values: dict[str, Any] = {}
    at: datetime | None = None


async def set_timers(session: WriteSession, timers: Sequence[NewTimer]) -> None:
    """Sets deadlines, in the order of their keys: two who set the same ones never cross."""
    if not timers:
        return
    rows = [
        {
            "id": str(new_id()),
            "kind": timer.kind,
            "ref_kind": timer.ref.kind,
            "ref_id": str(timer.ref.id),
            "key": timer.key,
            "at": timer.at,
            "seconds": timer.after.total_seconds(),
            "values": timer.values,
        }
        for timer in timers
    ]
    await session.execute(_SET, {"rows": msgspec.json.encode(rows).decode()})


_PENDING = "pending_timers"
_CANCELLED = "cancelled_timers"


def set_timers_last(session: WriteSession, timers: Sequence[NewTimer]) -> None:
    """Sets deadlines right before the commit, for callers below those who lock more after them.

    Timers are locked last of all; the last word about a deadline holds.
    """
    session.info.setdefault(_PENDING, []).extend(timers)


def cancel_timers_last(session: WriteSession, refs: Sequence[ObjectRef], kind: str) -> None:
    """Takes deadlines back right before the commit, also such as were to be set then."""
    pending: list[NewTimer] = session.info.get(_PENDING, [])
    gone = set(refs)
    session.info[_PENDING] = [one for one in pending if one.kind != kind or one.ref not in gone]
    session.info.setdefault(_CANCELLED, []).append((kind, list(refs)))


async def write_pending_timers(session: WriteSession) -> None:
    """Does what `cancel_timers_last` and `set_timers_last` gathered. Runs before every commit."""
    cancelled: list[tuple[str, list[ObjectRef]]] = session.info.pop(_CANCELLED, [])
    for kind, refs in cancelled:
        await cancel_timers(session, refs, kind)
    pending: list[NewTimer] = session.info.pop(_PENDING, [])
    latest = {(timer.kind, timer.ref, timer.key): timer for timer in pending}
    await set_timers(session, list(latest.values()))


async def cancel_timers(session: WriteSession, refs: Sequence[ObjectRef], *kinds: str) -> None:
    """Takes deadlines back, if they are still there."""
    for ref_kind in {ref.kind for ref in refs}:
        ids = [ref.id for ref in refs if ref.kind == ref_kind]
        await session.execute(_CANCEL, {"kinds": list(kinds), "ref_kind": ref_kind, "ids": ids})


class TimerRunner:
    """Fires due deadlines, each kind a batch at a time. A handler may run twice without harm."""

    def __init__(self, database: Database, kinds: dict[str, TimerKind]) -> None:
        self.database = database
        self.kinds = kinds

    async def fire_due(self) -> int:
        """Fires everything due now; answers how many fired."""
        async with self.database.reading() as session:
            due = (await session.execute(_DUE_KINDS)).scalars().all()
        return sum([await self._fire(self.kinds[name]) for name in due if name in self.kinds])

    async def _fire(self, kind: TimerKind) -> int:
        fired = 0
        while rows := await self._take(kind):
            taken = {"ids": [row.id for row in rows], "due_at": rows[0].due_at}
            try:
                async with self.database.writing() as session:
                    due = [DueTimer(ObjectRef(r.ref_kind, r.ref_id), r.key, r.values) for r in rows]
                    await kind.fire(session, due)
                    await session.flush()
                    await session.execute(_FIRED, taken)
            except Exception:
                log.exception("timer_failed", kind=kind.name)
                async with self.database.writing() as session:
                    await session.execute(_POSTPONE, taken)
                return fired
            fired += len(rows)
            if len(rows) < kind.batch:
                break
        return fired

    async def _take(self, kind: TimerKind) -> Sequence[Row[Any]]:
        async with self.database.writing() as session:
            values = {"kind": kind.name, "limit": kind.batch, "lease": LEASE}
            return (await session.execute(_TAKE, values)).all()

    async def next_due(self) -> float:
        """Seconds until the next deadline (at most 1, so that new ones are seen in time)."""
        async with self.database.reading() as session:
            seconds = await session.scalar(_NEXT)
        return 1.0 if seconds is None else min(1.0, max(0.0, float(seconds)))
