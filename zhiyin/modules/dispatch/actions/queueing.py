"""Putting work in line, and ending it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.dispatch.events import CapacityFreed, WorkQueued
from zhiyin.modules.dispatch.rules import ANYTHING, APART, EVERYBODY, Need


@dataclass(frozen=True)
class NewWork:
    """Work to queue. Queueing the same object again puts it back in line."""

    ref: ObjectRef
    team_id: UUID | None
    familiar_id: UUID | None = None
    need: Need = ANYTHING
    # Seconds of waiting that its priority is worth: it stands in line as if it had come so much
    # earlier. So what is urgent goes first and nothing waits for ever.
    boost: int = 0
    named: tuple[UUID, ...] = ()
    # Who had it and let it lie.
    declined: tuple[UUID, ...] = ()
    # Since when it has waited, when it waits again.
    since: datetime | None = None
    # Somebody has decided where it goes: placers are not asked.
    placed: bool = False
    # What placers (entry rules) decide by: shop, channel, page, language, subject, words …
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def queue_id(self) -> UUID:
        """The line it stands in."""
        return self.team_id or EVERYBODY


@dataclass(frozen=True)
class Assignment:
    """Handed to the kind's `apply`: object, new assignee, reason code, the skill that decided."""

    object_id: UUID
    staff_id: UUID
    reason: str
    skill_id: UUID | None = None


_QUEUES = text("""
    INSERT INTO queues (id) SELECT q.id FROM unnest(CAST(:ids AS uuid[])) AS q(id)
    ORDER BY q.id ON CONFLICT (id) DO NOTHING
""")
_LANES = text("""
    INSERT INTO lanes (id, queue_id, signature, need)
    SELECT l.id, l.queue_id, l.signature, l.need
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS l(
        id uuid, queue_id uuid, signature text, need jsonb)
    ORDER BY l.queue_id, l.signature
    ON CONFLICT (queue_id, signature) DO NOTHING
""")
_ENQUEUE = text("""
    INSERT INTO work_items (id, kind, object_id, queue_id, lane_id, state, channel, boost,
        familiar_id, named, declined, queued_at, rank_at)
    SELECT w.id, w.kind, w.object_id, w.queue_id, l.id, 'queued', w.channel, w.boost,
        w.familiar_id, w.named, w.declined, coalesce(w.since, now()),
        coalesce(w.since, now()) - make_interval(secs => w.boost)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(
        id uuid, kind text, object_id uuid, queue_id uuid, signature text, channel text, boost int,
        familiar_id uuid, named uuid[], declined uuid[], since timestamptz)
    JOIN lanes l ON l.queue_id = w.queue_id AND l.signature = w.signature
    ON CONFLICT (kind, object_id) DO UPDATE
        SET queue_id = EXCLUDED.queue_id, lane_id = EXCLUDED.lane_id, state = 'queued',
            channel = EXCLUDED.channel, boost = EXCLUDED.boost, named = EXCLUDED.named,
            declined = EXCLUDED.declined, familiar_id = EXCLUDED.familiar_id, assignee_id = NULL,
            reason = NULL, queued_at = EXCLUDED.queued_at, rank_at = EXCLUDED.rank_at,
            assigned_at = NULL, estimate_seconds = NULL
""")


async def place_works(session: WriteSession, works: Sequence[NewWork]) -> list[NewWork]:
    """Has the placers say where new work goes: team, need, boost and named people.

    Lanes it needs are made now, before anything of a higher module is locked.
    """
    placed = [work for work in works if work.placed]
    open_ones: Sequence[NewWork] = [work for work in works if not work.placed]
    for placer in session.house.placers if open_ones else ():
        open_ones = await placer.place(session, open_ones)
    placed += [replace(work, placed=True) for work in open_ones]
    await make_lanes(session, {(one.queue_id, one.need.signature): one.need for one in placed})
    return placed


async def enqueue(session: WriteSession, works: Sequence[NewWork]) -> None:
    """Puts work in line, where placers say unless somebody has decided; it is given out by a
    round that starts after the commit.
    """
    if not works:
        return
    works = await place_works(session, works)
    await release(session, [work.ref for work in works])
    rows = [
        {
            "id": new_id(),
            "kind": work.ref.kind,
            "object_id": work.ref.id,
            "queue_id": work.queue_id,
            "signature": work.need.signature,
            "channel": work.need.channel,
            "boost": work.boost,
            "familiar_id": work.familiar_id,
            "named": work.named,
            "declined": work.declined,
            "since": work.since,
        }
        for work in works
    ]
    await session.execute(_ENQUEUE, {"rows": msgspec.json.encode(rows).decode()})
    for work in works:
        emit(session, WorkQueued(work.queue_id, work.ref.kind, work.ref.id), work.ref)


def known_lanes(session: WriteSession) -> set[tuple[UUID, str]]:
    """Lanes that this process has seen committed."""
    known: set[tuple[UUID, str]] = session.house.shelf.setdefault("dispatch.lanes", set())
    return known


def lanes_here(session: WriteSession) -> set[tuple[UUID, str]]:
    """Lanes that this transaction has seen or made."""
    here: set[tuple[UUID, str]] = session.info.setdefault("dispatch.lanes", set())
    return here


async def make_lanes(session: WriteSession, wanted: Mapping[tuple[UUID, str], Need]) -> None:
    """Rows for needs that no work has had before. Their locks come before those of work."""
    new = wanted.keys() - known_lanes(session) - lanes_here(session)
    if not new:
        return
    lanes_here(session).update(new)
    await session.execute(_QUEUES, {"ids": sorted({queue_id for queue_id, _ in new})})
    rows = [
        {"id": new_id(), "queue_id": queue_id, "signature": signature, "need": wanted[key]}
        for key in sorted(new)
        for queue_id, signature in [key]
    ]
    await session.execute(_LANES, {"rows": msgspec.json.encode(rows).decode()})


_RELEASE = text("""
    UPDATE work_items SET state = 'done', assignee_id = NULL
    FROM (SELECT id, assignee_id AS holder FROM work_items
          WHERE kind = :kind AND object_id = ANY(:ids) AND state <> 'done'
          ORDER BY id FOR NO KEY UPDATE) held
    WHERE work_items.id = held.id RETURNING held.holder, work_items.channel
""")
_REST = text("""
    UPDATE loads SET resting_until = now() + make_interval(secs => :seconds)
    WHERE staff_id = ANY(:ids)
""")


async def release(
    session: WriteSession, refs: Sequence[ObjectRef], *, wrap_up: float = 0.0
) -> list[UUID]:
    """Ends work, whoever held it, and frees their slots; answers whose.

    With `wrap_up` (seconds, 话后处理) they get nothing new for that long.
    """
    held: list[tuple[UUID, str]] = []
    for kind in {ref.kind for ref in refs}:
        ids = [ref.id for ref in refs if ref.kind == kind]
        rows = await session.execute(_RELEASE, {"kind": kind, "ids": ids})
        held += [(row.holder, row.channel) for row in rows if row.holder is not None]
    freed = [staff_id for staff_id, _ in held]
    if freed:
        await change_loads(session, [(staff_id, channel, -1) for staff_id, channel in held])
        if wrap_up > 0:
            await session.execute(_REST, {"ids": sorted(set(freed)), "seconds": wrap_up})
        for staff_id in sorted(set(freed)):
            emit(session, CapacityFreed(staff_id))
    return freed


_LOADS = text("""
    UPDATE loads SET used = greatest(0, used + t.change),
        last_assigned_at = CASE WHEN t.change > 0 THEN now() ELSE last_assigned_at END
    FROM (SELECT c.staff_id, sum(c.change)::int AS change
          FROM jsonb_to_recordset(CAST(:rows AS jsonb))
              AS c(staff_id uuid, channel text, change int)
          WHERE c.channel <> ALL(:apart)
          GROUP BY c.staff_id) t
    WHERE loads.staff_id = t.staff_id
""")
_CHANNEL_LOADS = text("""
    INSERT INTO channel_loads AS known (staff_id, channel, used)
    SELECT c.staff_id, c.channel, greatest(0, sum(c.change)::int)
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(staff_id uuid, channel text, change int)
    GROUP BY c.staff_id, c.channel ORDER BY c.staff_id, c.channel
    ON CONFLICT (staff_id, channel) DO UPDATE SET used = greatest(0, known.used + (
        SELECT sum(c.change)::int
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS c(staff_id uuid, channel text, change int)
        WHERE c.staff_id = known.staff_id AND c.channel = known.channel))
""")


async def change_loads(session: WriteSession, changes: Sequence[tuple[UUID, str, int]]) -> None:
    """Counts slots taken (+1) and given back (-1), of the person and of the channel."""
    rows = [
        {"staff_id": staff_id, "channel": channel, "change": change}
        for staff_id, channel, change in changes
    ]
    body = {"rows": msgspec.json.encode(rows).decode()}
    await session.execute(_LOADS, {**body, "apart": list(APART)})
    await session.execute(_CHANNEL_LOADS, body)
