"""The door of dispatch: queueing work, ending it, giving it to somebody by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.dispatch.actions.giving import (
    claim,
    held_by,
    lock_handing_over,
    lock_work,
    requeue,
)
from zhiyin.modules.dispatch.actions.offers import (
    OfferRecord,
    accept_offer,
    decline_offer,
    get_offers,
    get_open_offer,
    offer_work,
    withdraw_offer,
)
from zhiyin.modules.dispatch.actions.queueing import (
    Assignment,
    NewWork,
    enqueue,
    place_works,
    release,
)
from zhiyin.modules.dispatch.actions.raising import raise_works
from zhiyin.modules.dispatch.actions.rounds import others_can, run_rounds
from zhiyin.modules.dispatch.errors import AlreadyTakenError, NoSlotError, OfferGoneError
from zhiyin.modules.dispatch.queries import (
    WaitsBetween,
    get_estimate_errors,
    get_loads,
    get_pace,
    get_waits_between,
    presence_with_loads,
)
from zhiyin.modules.dispatch.rules import (
    ANYTHING,
    EVERYBODY,
    TASK,
    Candidate,
    Need,
    Pressure,
    Waiting,
    for_people,
    rank,
)
from zhiyin.modules.dispatch.settings import VANISH_GRACE, WRAP_UP

__all__ = [
    "ANYTHING",
    "EVERYBODY",
    "TASK",
    "VANISH_GRACE",
    "WRAP_UP",
    "AlreadyTakenError",
    "Assignment",
    "Candidate",
    "Need",
    "NewWork",
    "NoSlotError",
    "OfferGoneError",
    "OfferRecord",
    "Pressure",
    "Wait",
    "Waiting",
    "WaitsBetween",
    "accept_offer",
    "claim",
    "decline_offer",
    "enqueue",
    "for_people",
    "get_estimate_errors",
    "get_line_length",
    "get_loads",
    "get_offers",
    "get_open_offer",
    "get_pace",
    "get_waits",
    "get_waits_between",
    "held_by",
    "lock_handing_over",
    "lock_work",
    "offer_work",
    "others_can",
    "place_works",
    "presence_with_loads",
    "raise_works",
    "rank",
    "release",
    "requeue",
    "run_rounds",
    "withdraw_offer",
]

# Ranks inside each queue concerned, up to what anybody would want to know.
_POSITIONS = text("""
    SELECT object_id, queue_id, place FROM (
        SELECT w.object_id, w.queue_id, row_number() OVER (
            PARTITION BY w.queue_id ORDER BY w.rank_at, w.id) AS place
        FROM work_items w
        WHERE w.state = 'queued' AND w.queue_id IN (
            SELECT q.queue_id FROM work_items q WHERE q.kind = :kind AND q.object_id = ANY(:ids))
    ) line WHERE object_id = ANY(:ids)
""")


@dataclass(frozen=True)
class Wait:
    """A place in line, from 1, and the seconds it is likely to take."""

    position: int
    seconds: int


async def get_waits(
    session: ReadSession | WriteSession, kind: str, object_ids: Sequence[UUID]
) -> dict[UUID, Wait]:
    """Places in line and honest estimates; what does not wait has none."""
    if not object_ids:
        return {}
    rows = (await session.execute(_POSITIONS, {"kind": kind, "ids": list(object_ids)})).all()
    paces = {queue: await get_pace(session, queue) for queue in {row.queue_id for row in rows}}
    return {row.object_id: Wait(row.place, round(row.place * paces[row.queue_id])) for row in rows}


# A longer line than this is told as one of this length.
_LONG = 500
_LINE_LENGTH = text("""
    SELECT count(*) FROM (
        SELECT FROM work_items WHERE queue_id = :queue_id AND state = 'queued' LIMIT :long
    ) line
""")


async def get_line_length(session: ReadSession | WriteSession, team_id: UUID | None) -> int:
    """How many pieces of work wait in a team's line, or in everybody's."""
    values = {"queue_id": team_id or EVERYBODY, "long": _LONG}
    return int(await session.scalar(_LINE_LENGTH, values) or 0)
