"""Who gets what: pure, over plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Candidate:
    """Somebody who is there, with what they hold."""

    staff_id: UUID
    capacity: int
    used: int
    team_ids: frozenset[UUID]
    last_assigned_at: datetime | None = None

    @property
    def free(self) -> int:
        """Slots left."""
        return self.capacity - self.used


@dataclass(frozen=True)
class Waiting:
    """A piece of work that waits."""

    item_id: UUID
    team_id: UUID | None
    familiar_id: UUID | None = None


@dataclass(frozen=True)
class Pair:
    """An assignment and why."""

    item_id: UUID
    staff_id: UUID
    reason: str


FAMILIAR = "familiar"
LEAST_BUSY = "least_busy"


def rank(candidates: Sequence[Candidate], item: Waiting) -> list[tuple[Candidate, str]]:
    """Everybody who may take the item, best first, with the reason.

    The agent the customer knows comes first while they have a slot. Otherwise the smallest share
    of taken slots wins, then whoever has waited longest for work (longest idle), then the id, so
    that the order is total.
    """
    able = [
        c for c in candidates if c.free > 0 and (item.team_id is None or item.team_id in c.team_ids)
    ]
    able.sort(
        key=lambda c: (
            c.staff_id != item.familiar_id,
            c.used / c.capacity,
            c.last_assigned_at.timestamp() if c.last_assigned_at else 0.0,
            c.staff_id,
        )
    )
    return [(c, FAMILIAR if c.staff_id == item.familiar_id else LEAST_BUSY) for c in able]


def match(
    candidates: Sequence[Candidate], items: Sequence[Waiting], moment: datetime
) -> list[Pair]:
    """Pairs for a round: items in their order, each to the best who still has a slot."""
    pool = {c.staff_id: c for c in candidates}
    pairs: list[Pair] = []
    for item in items:
        ranked = rank(list(pool.values()), item)
        if not ranked:
            continue
        chosen, reason = ranked[0]
        pairs.append(Pair(item.item_id, chosen.staff_id, reason))
        pool[chosen.staff_id] = Candidate(
            chosen.staff_id, chosen.capacity, chosen.used + 1, chosen.team_ids, moment
        )
    return pairs
