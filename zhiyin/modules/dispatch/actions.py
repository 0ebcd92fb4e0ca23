"""Giving out work, in one transaction each time: nothing is given twice, no slot exceeded."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.dispatch.errors import AlreadyTakenError, NoSlotError
from zhiyin.modules.dispatch.events import CapacityFreed, WorkAssigned, WorkQueued, WorkReturned
from zhiyin.modules.dispatch.queries import get_loads
from zhiyin.modules.dispatch.rules import Candidate, Pair, Waiting, match
from zhiyin.modules.people.interface import get_present

ROUND = 50
# The line of work that no team owns.
EVERYBODY = UUID(int=0)


@dataclass(frozen=True)
class NewWork:
    """Work to queue. Queueing the same object again puts it back in line."""

    ref: ObjectRef
    team_id: UUID | None
    familiar_id: UUID | None = None
    priority: int = 0


@dataclass(frozen=True)
class Assignment:
    """Handed to the kind's `apply`: object, new assignee, reason code."""

    object_id: UUID
    staff_id: UUID
    reason: str


_QUEUES = text("""
    INSERT INTO queues (id) SELECT q.id FROM unnest(CAST(:ids AS uuid[])) AS q(id)
    ORDER BY q.id ON CONFLICT (id) DO NOTHING
""")
_ENQUEUE = text("""
    INSERT INTO work_items (id, kind, object_id, queue_id, state, priority, familiar_id, queued_at)
    SELECT w.id, w.kind, w.object_id, w.queue_id, 'queued', w.priority, w.familiar_id, now()
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS w(
        id uuid, kind text, object_id uuid, queue_id uuid, priority int, familiar_id uuid)
    ON CONFLICT (kind, object_id) DO UPDATE
        SET queue_id = EXCLUDED.queue_id, state = 'queued', priority = EXCLUDED.priority,
            familiar_id = EXCLUDED.familiar_id, assignee_id = NULL, reason = NULL,
            queued_at = now(), assigned_at = NULL
""")


async def enqueue(session: WriteSession, works: Sequence[NewWork]) -> None:
    """Puts work in line; it is given out by a round that starts after the commit."""
    if not works:
        return
    await release(session, [work.ref for work in works])
    new = {work.team_id or EVERYBODY for work in works} - _known_queues(session)
    if new:
        await session.execute(_QUEUES, {"ids": sorted(new)})
    rows = [
        {
            "id": new_id(),
            "kind": work.ref.kind,
            "object_id": work.ref.id,
            "queue_id": work.team_id or EVERYBODY,
            "priority": work.priority,
            "familiar_id": work.familiar_id,
        }
        for work in works
    ]
    await session.execute(_ENQUEUE, {"rows": msgspec.json.encode(rows).decode()})
    for work in works:
        emit(session, WorkQueued(work.team_id or EVERYBODY, work.ref.kind, work.ref.id), work.ref)


def _known_queues(session: WriteSession) -> set[UUID]:
    """Queues that this process has seen committed."""
    known: set[UUID] = session.house.shelf.setdefault("dispatch.queues", set())
    return known


_RELEASE = text("""
    UPDATE work_items SET state = 'done', assignee_id = NULL
    FROM (SELECT id, assignee_id AS holder FROM work_items
          WHERE kind = :kind AND object_id = ANY(:ids) AND state <> 'done'
          ORDER BY id FOR NO KEY UPDATE) held
    WHERE work_items.id = held.id RETURNING held.holder
""")
_GIVE_BACK = text("""
    UPDATE loads SET used = greatest(0, used - g.taken)
    FROM (SELECT staff_id, count(*)::int AS taken
          FROM unnest(CAST(:ids AS uuid[])) AS t(staff_id) GROUP BY staff_id) g
    WHERE loads.staff_id = g.staff_id
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
    freed: list[UUID] = []
    for kind in {ref.kind for ref in refs}:
        ids = [ref.id for ref in refs if ref.kind == kind]
        rows = await session.execute(_RELEASE, {"kind": kind, "ids": ids})
        freed += [row.holder for row in rows if row.holder is not None]
    if freed:
        await session.execute(_GIVE_BACK, {"ids": sorted(freed)})
        if wrap_up > 0:
            await session.execute(_REST, {"ids": sorted(set(freed)), "seconds": wrap_up})
        for staff_id in sorted(set(freed)):
            emit(session, CapacityFreed(staff_id))
    return freed


# One round at a time per queue. Whoever queues work does not wait for a round: the event of the
# queued work starts another, which sees all that was committed before it got the lock.
_ALONE = text("SELECT pg_advisory_xact_lock(7411, hashtext(:queue_id))")
_LINE = text("""
    SELECT w.id, w.kind, w.object_id, w.familiar_id FROM work_items w
    WHERE w.queue_id = :queue_id AND w.state = 'queued'
    ORDER BY w.priority DESC, w.queued_at, w.id LIMIT :limit
    FOR NO KEY UPDATE SKIP LOCKED
""")
_LOADS = text("""
    INSERT INTO loads (staff_id, used)
    SELECT s.id, 0 FROM unnest(CAST(:ids AS uuid[])) AS s(id) ORDER BY s.id
    ON CONFLICT (staff_id) DO NOTHING
""")
_LOCK_LOADS = text("""
    SELECT staff_id, used, last_assigned_at FROM loads
    WHERE staff_id = ANY(:ids) AND coalesce(resting_until, '-infinity') <= now()
    ORDER BY staff_id FOR NO KEY UPDATE
""")
_ASSIGN = text("""
    UPDATE work_items w SET state = 'assigned', assignee_id = p.staff_id, reason = p.reason,
        assigned_at = now()
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS p(item_id uuid, staff_id uuid, reason text)
    WHERE w.id = p.item_id
""")
_TAKE_SLOTS = text("""
    UPDATE loads SET used = used + t.taken, last_assigned_at = now()
    FROM (SELECT staff_id, count(*)::int AS taken
          FROM unnest(CAST(:ids AS uuid[])) AS u(staff_id) GROUP BY staff_id) t
    WHERE loads.staff_id = t.staff_id
""")


# What came this moment is given out by the process that queued it.
_UNSERVED = text("""
    SELECT q.id FROM queues q
    WHERE EXISTS (SELECT 1 FROM work_items w WHERE w.queue_id = q.id AND w.state = 'queued'
                  AND w.queued_at < now() - interval '2 seconds')
    ORDER BY q.id
""")
_SERVED_BY = text("""
    SELECT q.id FROM queues q
    WHERE q.id IN (SELECT m.team_id FROM team_members m WHERE m.staff_id = ANY(:ids)
                   UNION ALL SELECT CAST(:everybody AS uuid))
      AND EXISTS (SELECT 1 FROM work_items w WHERE w.queue_id = q.id AND w.state = 'queued')
    ORDER BY q.id
""")


async def unserved_queues(session: WriteSession) -> list[UUID]:
    """Queues in which something waits."""
    return list((await session.execute(_UNSERVED)).scalars())


async def queues_of(session: WriteSession, staff_ids: Sequence[UUID]) -> list[UUID]:
    """Queues that these people serve and in which something waits."""
    rows = await session.execute(_SERVED_BY, {"ids": list(staff_ids), "everybody": EVERYBODY})
    return list(rows.scalars())


_RESTED = text("""
    UPDATE loads SET resting_until = NULL WHERE resting_until <= now()
""")


async def wake_rested(session: WriteSession) -> None:
    """Ends the wrap-up times that are over."""
    await session.execute(_RESTED)


async def run_round(session: WriteSession, queue_id: UUID) -> bool:
    """Gives out the front of one queue; answers whether another round is worth while."""
    await session.execute(_ALONE, {"queue_id": str(queue_id)})
    _known_queues(session).add(queue_id)
    line = (await session.execute(_LINE, {"queue_id": queue_id, "limit": ROUND})).all()
    candidates = await _candidates(session, queue_id) if line else []
    if not candidates:
        return False
    team_id = None if queue_id == EVERYBODY else queue_id
    pairs = match(candidates, [Waiting(w.id, team_id, w.familiar_id) for w in line], now())
    if not pairs:
        return False
    await _give(session, pairs, {w.id: ObjectRef(w.kind, w.object_id) for w in line})
    return len(pairs) == ROUND


async def _candidates(session: WriteSession, queue_id: UUID) -> list[Candidate]:
    """Who serves the queue and has room; their loads are locked, nobody else's."""
    present = {
        p.staff_id: p
        for p in await get_present(session)
        if p.capacity > 0 and (queue_id == EVERYBODY or queue_id in p.team_ids)
    }
    used = await get_loads(session)
    free = sorted(one for one, p in present.items() if used.get(one, 0) < p.capacity)
    if not free:
        return []
    if not used.keys() >= set(free):
        await session.execute(_LOADS, {"ids": free})
    return [
        Candidate(
            row.staff_id,
            present[row.staff_id].capacity,
            row.used,
            present[row.staff_id].team_ids,
            row.last_assigned_at,
        )
        for row in await session.execute(_LOCK_LOADS, {"ids": free})
    ]


async def _give(session: WriteSession, pairs: Sequence[Pair], refs: dict[UUID, ObjectRef]) -> None:
    rows = [{"item_id": p.item_id, "staff_id": p.staff_id, "reason": p.reason} for p in pairs]
    await session.execute(_ASSIGN, {"rows": msgspec.json.encode(rows).decode()})
    await session.execute(_TAKE_SLOTS, {"ids": sorted(p.staff_id for p in pairs)})
    by_kind: dict[str, list[Assignment]] = {}
    for pair in pairs:
        ref = refs[pair.item_id]
        by_kind.setdefault(ref.kind, []).append(Assignment(ref.id, pair.staff_id, pair.reason))
        emit(session, WorkAssigned(ref.kind, ref.id, pair.staff_id, pair.reason), ref)
    for kind, assignments in by_kind.items():
        await session.house.work_kinds[kind].apply(session, assignments)


_CLAIM = text("""
    SELECT id, state, assignee_id FROM work_items
    WHERE kind = :kind AND object_id = :object_id FOR NO KEY UPDATE
""")


async def claim(
    session: WriteSession, ref: ObjectRef, staff_id: UUID, reason: str, *, strict: bool
) -> None:
    """Gives one piece of work to a named person: picked from the queue or transferred.

    `strict` refuses when somebody else holds it already. A pick refuses over the limit; a transfer
    by a colleague who has talked to them may exceed it (`strict=False`).
    """
    item = (await session.execute(_CLAIM, {"kind": ref.kind, "object_id": ref.id})).first()
    if item is None or (strict and item.state != "queued"):
        raise AlreadyTakenError
    if item.assignee_id == staff_id and item.state == "assigned":
        return
    if item.assignee_id is not None and item.state == "assigned":
        await session.execute(_GIVE_BACK, {"ids": [item.assignee_id]})
        emit(session, CapacityFreed(item.assignee_id))
    await session.execute(_LOADS, {"ids": [staff_id]})
    if strict and not await _has_slot(session, staff_id):
        raise NoSlotError
    await _give(session, [Pair(item.id, staff_id, reason)], {item.id: ref})


async def _has_slot(session: WriteSession, staff_id: UUID) -> bool:
    return bool(
        await session.scalar(
            text("""
                SELECT l.used < s.capacity FROM loads l JOIN staff s ON s.id = l.staff_id
                WHERE l.staff_id = :id FOR NO KEY UPDATE OF l
            """),
            {"id": staff_id},
        )
    )


_HELD = text("""
    SELECT w.id, w.kind, w.object_id, w.queue_id, w.priority FROM work_items w
    WHERE w.assignee_id = ANY(:ids) AND w.state = 'assigned' ORDER BY w.id
""")


async def held_by(session: WriteSession, staff_ids: Sequence[UUID]) -> list[tuple[ObjectRef, UUID]]:
    """What these people hold, with the queue it came from."""
    rows = await session.execute(_HELD, {"ids": list(staff_ids)})
    return [(ObjectRef(r.kind, r.object_id), r.queue_id) for r in rows]


def note_return(session: WriteSession, ref: ObjectRef, staff_id: UUID) -> None:
    """Says that work was taken back."""
    emit(session, WorkReturned(ref.kind, ref.id, staff_id), ref)
