"""Writing down who has what: by a round, a pick or a transfer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.dispatch.actions.queueing import (
    Assignment,
    NewWork,
    change_loads,
    enqueue,
    lanes_here,
    make_lanes,
)
from zhiyin.modules.dispatch.errors import AlreadyTakenError, NoSlotError
from zhiyin.modules.dispatch.events import CapacityFreed, WorkAssigned, WorkReturned
from zhiyin.modules.dispatch.rules import Need, for_people
from zhiyin.modules.people.interface import EXTRA_SLOTS


@dataclass(frozen=True)
class Given:
    """A piece of work with its new holder."""

    item_id: UUID
    ref: ObjectRef
    staff_id: UUID
    reason: str
    channel: str
    skill_id: UUID | None = None


_LOADS = text("""
    INSERT INTO loads (staff_id, used)
    SELECT s.id, 0 FROM unnest(CAST(:ids AS uuid[])) AS s(id) ORDER BY s.id
    ON CONFLICT (staff_id) DO NOTHING
""")
_ASSIGN = text("""
    UPDATE work_items w SET state = 'assigned', assignee_id = p.staff_id, reason = p.reason,
        assigned_at = now()
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS p(item_id uuid, staff_id uuid, reason text)
    WHERE w.id = p.item_id
""")


async def make_loads(session: WriteSession, staff_ids: Sequence[UUID]) -> None:
    """Rows for people who never held anything."""
    await session.execute(_LOADS, {"ids": sorted(staff_ids)})


async def give(session: WriteSession, given: Sequence[Given]) -> None:
    """Assigns, takes the slots, says so, and lets each kind write it on its own rows."""
    rows = [{"item_id": g.item_id, "staff_id": g.staff_id, "reason": g.reason} for g in given]
    await session.execute(_ASSIGN, {"rows": msgspec.json.encode(rows).decode()})
    await change_loads(session, [(g.staff_id, g.channel, 1) for g in given])
    by_kind: dict[str, list[Assignment]] = {}
    for one in given:
        by_kind.setdefault(one.ref.kind, []).append(
            Assignment(one.ref.id, one.staff_id, one.reason, one.skill_id)
        )
        emit(session, WorkAssigned(one.ref.kind, one.ref.id, one.staff_id, one.reason), one.ref)
    for kind, assignments in by_kind.items():
        await session.house.work_kinds[kind].apply(session, assignments)


_CLAIM = text("""
    SELECT id, state, assignee_id, channel FROM work_items
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
    await make_loads(session, [staff_id])
    if item.assignee_id is not None and item.state == "assigned":
        await change_loads(session, [(item.assignee_id, item.channel, -1)])
        emit(session, CapacityFreed(item.assignee_id))
    if strict and not await has_slot(session, staff_id):
        raise NoSlotError
    await give(session, [Given(item.id, ref, staff_id, reason, item.channel)])


async def has_slot(session: WriteSession, staff_id: UUID) -> bool:
    """Whether they have room for one more; their load is locked."""
    return bool(
        await session.scalar(
            text("""
                SELECT l.used < s.capacity + :extra FROM loads l JOIN staff s ON s.id = l.staff_id
                WHERE l.staff_id = :id AND s.capacity > 0 FOR NO KEY UPDATE OF l
            """),
            {"id": staff_id, "extra": await get_setting(session, EXTRA_SLOTS)},
        )
    )


_CHANNELS = text("""
    SELECT DISTINCT channel FROM work_items WHERE kind = :kind AND object_id = ANY(:ids)
""")
_AGAIN = text("""
    SELECT w.kind, w.object_id, w.queue_id, w.boost, w.named, w.declined, w.queued_at,
           w.assignee_id, l.need
    FROM work_items w JOIN lanes l ON l.id = w.lane_id
    WHERE w.kind = :kind AND w.object_id = ANY(:ids) AND w.state <> 'done'
    ORDER BY w.id FOR NO KEY UPDATE OF w
""")


_NEEDS = text("""
    SELECT DISTINCT w.queue_id, l.need FROM work_items w JOIN lanes l ON l.id = w.lane_id
    WHERE w.kind = :kind AND w.object_id = ANY(:ids) AND w.state <> 'done'
""")


def _need(stored: object) -> Need:
    return msgspec.convert(stored, Need, strict=False)


async def make_people_lanes(session: WriteSession, kind: str, ids: Sequence[UUID]) -> None:
    """Lanes that these need when only people shall have them; made before work is locked."""
    rows = (await session.execute(_NEEDS, {"kind": kind, "ids": sorted(ids)})).all()
    needs = [(row.queue_id, for_people(_need(row.need))) for row in rows]
    await make_lanes(session, {(queue, need.signature): need for queue, need in needs})


async def requeue(
    session: WriteSession,
    kind: str,
    ids: Sequence[UUID],
    *,
    team_id: UUID | None = None,
    declined: bool = False,
    to_people: bool = False,
) -> None:
    """Puts work back in line where it stood, or in that of `team_id`; nothing of it is lost.

    It keeps its need, its boost and the time since which it has waited. With `declined` who held
    it gets it again only when nobody else can; with `to_people` no bot gets it again.
    """
    which = {"kind": kind, "ids": sorted(ids)}
    if to_people and team_id is None:
        await make_people_lanes(session, kind, ids)
    if team_id is not None:
        plain = [Need(channel=one) for one in (await session.execute(_CHANNELS, which)).scalars()]
        await make_lanes(session, {(team_id, need.signature): need for need in plain})
    works = []
    for row in await session.execute(_AGAIN, which):
        need = _need(row.need)
        need = for_people(need) if to_people else need
        lanes_here(session).add((row.queue_id, need.signature))
        refused = {*row.declined, row.assignee_id} if declined and row.assignee_id else row.declined
        works.append(
            NewWork(
                ObjectRef(row.kind, row.object_id),
                team_id or row.queue_id,
                need=need if team_id is None else Need(channel=need.channel),
                boost=row.boost,
                named=tuple(row.named),
                declined=tuple(sorted(refused)),
                since=row.queued_at,
                placed=True,
            )
        )
        if row.assignee_id is not None:
            ref = ObjectRef(row.kind, row.object_id)
            emit(session, WorkReturned(row.kind, row.object_id, row.assignee_id), ref)
    await enqueue(session, works)


_LOCK = text("""
    SELECT id FROM work_items WHERE kind = :kind AND object_id = ANY(:ids)
    ORDER BY id FOR NO KEY UPDATE
""")


async def lock_work(session: WriteSession, kind: str, object_ids: Sequence[UUID]) -> None:
    """Takes the locks of work before its owner takes those of the objects."""
    await session.execute(_LOCK, {"kind": kind, "ids": sorted(object_ids)})


_HOLDERS = text("""
    SELECT assignee_id FROM work_items
    WHERE kind = :kind AND object_id = ANY(:ids) AND state = 'assigned' AND assignee_id IS NOT NULL
""")
_LOCK_LOADS = text("""
    SELECT staff_id FROM loads WHERE staff_id = ANY(:ids) ORDER BY staff_id FOR NO KEY UPDATE
""")
_LOCK_CHANNEL_LOADS = text("""
    SELECT staff_id FROM channel_loads WHERE staff_id = ANY(:ids)
    ORDER BY staff_id, channel FOR NO KEY UPDATE
""")


async def lock_handing_over(session: WriteSession, kind: str, object_ids: Sequence[UUID]) -> None:
    """Takes every lock that giving these back to people takes, for whoever must look at the
    objects themselves before deciding whether to.
    """
    await make_people_lanes(session, kind, object_ids)
    await lock_work(session, kind, object_ids)
    which = {"kind": kind, "ids": sorted(object_ids)}
    holders = {"ids": sorted((await session.execute(_HOLDERS, which)).scalars())}
    await session.execute(_LOCK_LOADS, holders)
    await session.execute(_LOCK_CHANNEL_LOADS, holders)


_HELD = text("""
    SELECT w.id, w.kind, w.object_id, w.queue_id FROM work_items w
    WHERE w.assignee_id = ANY(:ids) AND w.state = 'assigned' ORDER BY w.id
""")


async def held_by(session: WriteSession, staff_ids: Sequence[UUID]) -> list[tuple[ObjectRef, UUID]]:
    """What these people hold, with the queue it came from."""
    rows = await session.execute(_HELD, {"ids": list(staff_ids)})
    return [(ObjectRef(r.kind, r.object_id), r.queue_id) for r in rows]
