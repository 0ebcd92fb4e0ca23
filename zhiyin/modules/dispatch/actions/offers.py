"""Work that its holder offers to a colleague: offered, accepted, declined, run out (转接邀请).

The row of the work is locked before its offer, so an answer, a close, a sign-off and the end of
the time never cross: whoever comes second finds that there is nothing left to answer. Until it is
accepted the holder keeps the work; the customer is never without somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers_last
from zhiyin.modules.dispatch.actions.giving import claim, has_slot, make_loads
from zhiyin.modules.dispatch.errors import NoSlotError, OfferGoneError
from zhiyin.modules.dispatch.events import OfferEnded, OfferMade
from zhiyin.modules.dispatch.models import Offer

OFFER = "offer"
OFFER_DUE = "dispatch.offer_due"


@dataclass(frozen=True)
class OfferRecord:
    """An offer as other modules see it."""

    id: UUID
    object_id: UUID
    from_id: UUID
    to_id: UUID
    state: str
    note: str
    reason: str
    until: datetime


def _record(row: Any) -> OfferRecord:
    return OfferRecord(
        row.id,
        row.object_id,
        row.from_id,
        row.to_id,
        row.state,
        row.note,
        row.reason,
        row.until,
    )


_WORK = text("""
    SELECT id, state, assignee_id FROM work_items
    WHERE kind = :kind AND object_id = :object_id FOR NO KEY UPDATE
""")
_OPEN = text("""
    SELECT * FROM offers WHERE kind = :kind AND object_id = :object_id AND state = 'offered'
    FOR NO KEY UPDATE
""")
_MAKE = text("""
    INSERT INTO offers (id, kind, object_id, from_id, to_id, note, until)
    VALUES (:id, :kind, :object_id, :from_id, :to_id, :note,
            now() + make_interval(secs => :seconds))
    RETURNING *
""")
_END = text("""
    UPDATE offers SET state = :outcome, reason = :reason, answered_at = now() WHERE id = :id
    RETURNING *
""")
_LOADS = text("""
    SELECT staff_id FROM loads WHERE staff_id = ANY(:ids) ORDER BY staff_id FOR NO KEY UPDATE
""")


async def _hold(session: WriteSession, ref: ObjectRef) -> tuple[Any, Any]:
    """Locks the work and its open offer; answers both, either may be `None`."""
    which = {"kind": ref.kind, "object_id": ref.id}
    work = (await session.execute(_WORK, which)).first()
    return work, (await session.execute(_OPEN, which)).first()


async def _end(session: WriteSession, offer: Any, outcome: str, reason: str = "") -> OfferRecord:
    values = {"id": offer.id, "outcome": outcome, "reason": reason}
    ended = (await session.execute(_END, values)).one()
    told = OfferEnded(offer.id, offer.kind, offer.object_id, outcome)
    emit(session, told, ObjectRef(offer.kind, offer.object_id))
    return _record(ended)


async def offer_work(
    session: WriteSession, ref: ObjectRef, from_id: UUID, to_id: UUID, seconds: float, note: str
) -> OfferRecord:
    """Asks a colleague to take work over; an earlier question about it is withdrawn."""
    work, open_one = await _hold(session, ref)
    if work is None or work.state != "assigned" or work.assignee_id != from_id:
        raise OfferGoneError
    if open_one is not None:
        await _end(session, open_one, "withdrawn")
    values = {"id": new_id(), "kind": ref.kind, "object_id": ref.id, "from_id": from_id}
    made = await session.execute(
        _MAKE, {**values, "to_id": to_id, "note": note, "seconds": seconds}
    )
    row = made.one()
    emit(session, OfferMade(row.id, ref.kind, ref.id), ref)
    due = NewTimer(OFFER_DUE, ObjectRef(OFFER, row.id), timedelta(seconds=seconds))
    set_timers_last(session, [due])
    return _record(row)


async def accept_offer(
    session: WriteSession, ref: ObjectRef, staff_id: UUID, reason: str
) -> OfferRecord:
    """The asked colleague takes the work: it is theirs from here on, if they have a slot."""
    work, offer = await _hold(session, ref)
    if offer is None or offer.to_id != staff_id or not _stands(work, offer):
        raise OfferGoneError
    ended = await _end(session, offer, "accepted")
    await make_loads(session, [staff_id])
    # Both at once and in order: two who hand to each other would wait for each other.
    await session.execute(_LOADS, {"ids": sorted([staff_id, offer.from_id])})
    if not await has_slot(session, staff_id):
        raise NoSlotError
    await claim(session, ref, staff_id, reason, strict=False)
    return ended


def _stands(work: Any, offer: Any) -> bool:
    """Whether who offered it still holds the work."""
    return work is not None and work.state == "assigned" and work.assignee_id == offer.from_id


async def decline_offer(
    session: WriteSession, ref: ObjectRef, staff_id: UUID, reason: str
) -> OfferRecord:
    """The asked colleague says no, and why; the holder keeps the work."""
    work, offer = await _hold(session, ref)
    if offer is None or offer.to_id != staff_id or not _stands(work, offer):
        raise OfferGoneError
    return await _end(session, offer, "declined", reason)


async def withdraw_offer(session: WriteSession, ref: ObjectRef) -> None:
    """Nobody is asked any more."""
    _, offer = await _hold(session, ref)
    if offer is not None:
        await _end(session, offer, "withdrawn")


async def end_overdue_offers(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Time is up: the holder keeps the work and is told."""
    ids = [timer.ref.id for timer in due]
    rows = (await session.execute(select(Offer).where(Offer.id.in_(ids)))).scalars().all()
    for row in sorted(rows, key=lambda one: one.object_id):
        work, offer = await _hold(session, ObjectRef(row.kind, row.object_id))
        if offer is not None and offer.id == row.id:
            await _end(session, offer, "expired" if _stands(work, offer) else "withdrawn")


async def get_offers(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, OfferRecord]:
    """These offers, whatever became of them."""
    rows = (await session.execute(select(Offer).where(Offer.id.in_(ids)))).scalars()
    return {row.id: _record(row) for row in rows}


async def get_open_offer(session: ReadSession | WriteSession, ref: ObjectRef) -> OfferRecord | None:
    """What a colleague has been asked about this work and has not answered."""
    row = await session.scalar(
        select(Offer).where(
            Offer.kind == ref.kind, Offer.object_id == ref.id, Offer.state == "offered"
        )
    )
    return _record(row) if row else None


OFFER_TIMER = TimerKind(OFFER_DUE, end_overdue_offers)
