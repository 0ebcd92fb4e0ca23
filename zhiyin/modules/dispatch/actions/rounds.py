"""Rounds: the front of a queue is given out, in one transaction each."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.modules.dispatch.actions.giving import Given, give, make_loads
from zhiyin.modules.dispatch.actions.queueing import known_lanes
from zhiyin.modules.dispatch.queries import get_channel_loads, get_loads, get_pace
from zhiyin.modules.dispatch.rules import EVERYBODY, Candidate, Need, Pressure, Round, Waiting
from zhiyin.modules.people.interface import Present, get_present

# So many at once: the locks of a round are held shortly.
ROUND = 200
# More rounds than this in one transaction would hold its locks too long.
ROUNDS = 4
PRESSURE_SECONDS = 60.0

# One round at a time per queue. Whoever queues work does not wait for a round: the event of the
# queued work starts another, which sees all that was committed before it got the lock.
_ALONE = text("SELECT pg_advisory_xact_lock(7411, hashtext(:queue_id))")
_WAITING_LANES = text("""
    SELECT l.id, l.signature, l.need FROM lanes l
    WHERE l.queue_id = :queue_id AND EXISTS (
        SELECT 1 FROM work_items w WHERE w.lane_id = l.id AND w.state = 'queued')
""")
_LINE = text("""
    SELECT w.id, w.kind, w.object_id, w.lane_id, w.familiar_id, w.named, w.declined, w.rank_at,
           w.estimate_seconds
    FROM unnest(CAST(:lanes AS uuid[])) AS l(id), LATERAL (
        SELECT * FROM work_items i WHERE i.lane_id = l.id AND i.state = 'queued'
        ORDER BY i.rank_at, i.id LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED) w
""")
_LOCK_LOADS = text("""
    SELECT staff_id, used, last_assigned_at FROM loads
    WHERE staff_id = ANY(:ids) AND coalesce(resting_until, '-infinity') <= now()
    ORDER BY staff_id FOR NO KEY UPDATE
""")


async def run_rounds(
    database: Database, queue_ids: Sequence[UUID], cause: int | None = None
) -> bool:
    """Gives out what can be given of these queues; answers whether there may be more.

    A transaction for each queue: people serve several, and who held the slots of one while asking
    for those of another could wait for somebody who does the reverse.
    """
    more = False
    for queue_id in queue_ids:
        async with database.writing(cause=cause) as session:
            done = 0
            while done < ROUNDS and await run_round(session, queue_id):
                done += 1
            more |= done == ROUNDS
    return more


async def run_round(session: WriteSession, queue_id: UUID) -> bool:
    """Gives out the front of one queue; answers whether another round is worth while.

    Of every lane that somebody free can serve the oldest are read, and all of them are taken in
    their order, so nothing behind a lane that nobody can serve now has to wait for it.
    """
    await session.execute(_ALONE, {"queue_id": str(queue_id)})
    lanes = (await session.execute(_WAITING_LANES, {"queue_id": queue_id})).all()
    if not lanes:
        return False
    known_lanes(session).update((queue_id, lane.signature) for lane in lanes)
    needs = {lane.id: msgspec.convert(lane.need, Need, strict=False) for lane in lanes}
    candidates = await _candidates(session, queue_id, list(needs.values()))
    served = [one for one, need in needs.items() if any(c.can(need) for c in candidates)]
    if not served:
        return False
    work = Round(candidates, now(), await get_pressure(session, queue_id))
    limit = min(ROUND, work.free)
    rows = (await session.execute(_LINE, {"lanes": served, "limit": limit})).all()
    line = sorted(rows, key=lambda row: (row.rank_at, row.id))
    team_id = None if queue_id == EVERYBODY else queue_id
    given = _choose(work, line, needs, team_id, limit)
    if given:
        await give(session, given)
    await _promise(session, queue_id, line, {one.item_id for one in given})
    return len(given) == limit


def _choose(
    work: Round, line: Sequence[Any], needs: dict[UUID, Need], team_id: UUID | None, limit: int
) -> list[Given]:
    given: list[Given] = []
    for row in line:
        if len(given) == limit:
            break
        need = needs[row.lane_id]
        item = Waiting(
            row.id, team_id, row.familiar_id, need, tuple(row.named), frozenset(row.declined)
        )
        pair = work.choose(item)
        if pair is not None:
            skill_id = need.skills[0][0] if need.skills else None
            ref = ObjectRef(row.kind, row.object_id)
            given.append(
                Given(pair.item_id, ref, pair.staff_id, pair.reason, need.channel, skill_id)
            )
    return given


async def _candidates(
    session: WriteSession, queue_id: UUID, needs: Sequence[Need]
) -> list[Candidate]:
    """Who serves the queue, can do something that waits and has room; their loads are locked."""
    present = {
        p.staff_id: p
        for p in await get_present(session)
        if p.capacity > 0 and (queue_id == EVERYBODY or queue_id in p.team_ids)
    }
    used = await get_loads(session)
    free = sorted(
        one
        for one, p in present.items()
        if used.get(one, 0) < p.capacity and any(as_candidate(p, 0).can(need) for need in needs)
    )
    if not free:
        return []
    if not used.keys() >= set(free):
        await make_loads(session, free)
    taken = await get_channel_loads(session, [one for one in free if present[one].limits])
    return [
        as_candidate(present[row.staff_id], row.used, row.last_assigned_at, taken)
        for row in await session.execute(_LOCK_LOADS, {"ids": free})
    ]


def as_candidate(
    person: Present,
    used: int,
    last_assigned_at: Any = None,
    taken: dict[tuple[UUID, str], int] | None = None,
) -> Candidate:
    """Somebody present as ranking sees them."""
    held = taken or {}
    return Candidate(
        person.staff_id,
        person.capacity,
        used,
        person.team_ids,
        last_assigned_at,
        person.grade,
        person.skills,
        {
            channel: limit - held.get((person.staff_id, channel), 0)
            for channel, limit in person.limits.items()
        },
    )


_ARRIVALS = text("""
    SELECT l.signature, l.need, count(*) AS arrived
    FROM work_items w JOIN lanes l ON l.id = w.lane_id
    WHERE w.queue_id = :queue_id AND w.queued_at > now() - interval '1 hour'
    GROUP BY l.id
""")


async def get_pressure(session: WriteSession, queue_id: UUID) -> Pressure:
    """How much each need was asked for in the last hour, as this process read it last."""
    kept: dict[UUID, tuple[float, Pressure]] = session.house.shelf.setdefault(
        "dispatch.pressure", {}
    )
    known = kept.get(queue_id)
    if known is not None and time.monotonic() - known[0] < PRESSURE_SECONDS:
        return known[1]
    rows = (await session.execute(_ARRIVALS, {"queue_id": queue_id})).all()
    pressure = Pressure(
        {row.signature: row.arrived / 3600 for row in rows},
        {row.signature: msgspec.convert(row.need, Need, strict=False) for row in rows},
    )
    kept[queue_id] = (time.monotonic(), pressure)
    return pressure


_PROMISE = text("""
    UPDATE work_items w SET estimate_seconds = p.seconds
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS p(id uuid, seconds int)
    WHERE w.id = p.id
""")


async def _promise(
    session: WriteSession, queue_id: UUID, line: Sequence[Any], given: set[UUID]
) -> None:
    """Notes how long those who now wait were told it would take, to measure how honest that was."""
    left = [row for row in line if row.id not in given]
    new = [(place, row) for place, row in enumerate(left, 1) if row.estimate_seconds is None]
    if not new:
        return
    pace = await get_pace(session, queue_id)
    rows = [{"id": row.id, "seconds": round(place * pace)} for place, row in new]
    await session.execute(_PROMISE, {"rows": msgspec.json.encode(rows).decode()})


_RESTED = text("UPDATE loads SET resting_until = NULL WHERE resting_until <= now()")
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


async def wake_rested(session: WriteSession) -> None:
    """Ends the wrap-up times that are over."""
    await session.execute(_RESTED)


async def unserved_queues(session: WriteSession) -> list[UUID]:
    """Queues in which something waits."""
    return list((await session.execute(_UNSERVED)).scalars())


async def queues_of(session: WriteSession, staff_ids: Sequence[UUID]) -> list[UUID]:
    """Queues that these people serve and in which something waits."""
    rows = await session.execute(_SERVED_BY, {"ids": list(staff_ids), "everybody": EVERYBODY})
    return list(rows.scalars())


_HELD = text("""
    SELECT w.object_id, w.queue_id, w.assignee_id, l.need
    FROM work_items w JOIN lanes l ON l.id = w.lane_id
    WHERE w.kind = :kind AND w.object_id = ANY(:ids) AND w.state = 'assigned'
""")


async def others_can(session: WriteSession, kind: str, object_ids: Sequence[UUID]) -> set[UUID]:
    """Of work that somebody holds, what another one could take now."""
    if not object_ids:
        return set()
    rows = (await session.execute(_HELD, {"kind": kind, "ids": list(object_ids)})).all()
    used = await get_loads(session)
    present = await get_present(session)
    found = set()
    for row in rows:
        need = msgspec.convert(row.need, Need, strict=False)
        if any(
            used.get(p.staff_id, 0) < p.capacity
            and p.staff_id != row.assignee_id
            and (row.queue_id == EVERYBODY or row.queue_id in p.team_ids)
            and as_candidate(p, used.get(p.staff_id, 0)).can(need)
            for p in present
        ):
            found.add(row.object_id)
    return found
