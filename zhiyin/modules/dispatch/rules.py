"""Who gets what: pure, over plain data."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

# The line of work that no team owns.
EVERYBODY = UUID(int=0)
CHAT = "chat"
TASK = "task"
# Channels whose work takes no slot of those for customers who wait.
APART = (TASK,)
BOT, JUNIOR, SENIOR, EXPERT = "bot", "junior", "senior", "expert"
GRADES = (BOT, JUNIOR, SENIOR, EXPERT)

NAMED = "named"
FAMILIAR = "familiar"
LEAST_BUSY = "least_busy"


@dataclass(frozen=True)
class Need:
    """What a piece of work asks for: items with the same need wait in one lane."""

    channel: str = CHAT
    # Skill and lowest level, by skill.
    skills: tuple[tuple[UUID, int], ...] = ()
    # A: the bot may take it. B: juniors first. C: seniors only. None: anybody.
    tier: str | None = None
    # What the customer chose: "person", "bot" or "anyone".
    who: str = "anyone"

    @property
    def signature(self) -> str:
        """The same for the same need, whatever the order of its skills."""
        skills = ",".join(f"{skill}:{level}" for skill, level in sorted(self.skills))
        return f"{self.channel}|{self.tier or '-'}|{self.who}|{skills}"


ANYTHING = Need()


def for_people(need: Need) -> Need:
    """The same, but for people only: what a bot has handed over never comes back to one."""
    return replace(need, who="person", tier=None if need.tier == "A" else need.tier)


@dataclass(frozen=True)
class Candidate:
    """Somebody who is there, with what they hold and what they can do."""

    staff_id: UUID
    capacity: int
    used: int
    team_ids: frozenset[UUID]
    last_assigned_at: datetime | None = None
    grade: str = JUNIOR
    skills: Mapping[UUID, int] = field(default_factory=dict)
    # Slots left per channel where that is limited further.
    room: Mapping[str, int] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """Slots left."""
        return self.capacity - self.used

    def can(self, need: Need) -> bool:
        """Whether they have the skills and the grade; says nothing of slots."""
        if self.grade == BOT:
            # Skills are asked of people: of whoever takes it over from the bot, too.
            return need.who == "bot" or (need.who == "anyone" and need.tier == "A")
        if not all(self.skills.get(skill, 0) >= level for skill, level in need.skills):
            return False
        return need.tier != "C" or self.grade in (SENIOR, EXPERT)


@dataclass(frozen=True)
class Waiting:
    """A piece of work that waits."""

    item_id: UUID
    team_id: UUID | None
    familiar_id: UUID | None = None
    need: Need = ANYTHING
    # The customer's own agent and deputies, in order (专属客服).
    named: tuple[UUID, ...] = ()
    # Who let it lie or declined it: they get it again only when nobody else can.
    declined: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Pair:
    """An assignment and why."""

    item_id: UUID
    staff_id: UUID
    reason: str


@dataclass(frozen=True)
class Pressure:
    """How much each need is asked for: arrivals a second, by need's signature.

    From it follows whom to spare. Taking a slot of somebody hurts every lane they serve, and most
    the busy lanes that have few free slots left: the sum over their lanes of arrivals / free
    slots. Choosing by this and by the share of taken slots together keeps rare skills free and the
    load even; see `zhiyin bench routing` for what it gains over the longest idle.
    """

    rates: Mapping[str, float] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)


CALM = Pressure()
# How much sparing rare skills weighs against an even load.
SPARE = 10.0


def scarcity(candidates: Sequence[Candidate], pressure: Pressure) -> dict[UUID, float]:
    """For each candidate, what taking one of their slots costs the lanes they serve."""
    total = sum(pressure.rates.values())
    costs = dict.fromkeys((c.staff_id for c in candidates), 0.0)
    if total <= 0:
        return costs
    for signature, rate in pressure.rates.items():
        able = [c for c in candidates if c.can(pressure.needs[signature])]
        free = sum(max(0, c.free) for c in able)
        share = rate / total / max(free, 1)
        for candidate in able:
            costs[candidate.staff_id] += share
    return costs


def _standing(item: Waiting, candidate: Candidate) -> tuple[int, str]:
    """How near they are to this very customer, nearest first, and the reason it gives."""
    if candidate.staff_id in item.declined:
        return 9, LEAST_BUSY
    if candidate.staff_id in item.named:
        return item.named.index(candidate.staff_id) - len(item.named), NAMED
    if candidate.staff_id == item.familiar_id:
        return 0, FAMILIAR
    return 1, LEAST_BUSY


def _fit(need: Need, candidate: Candidate) -> int:
    """Whether they are the ones this tier is meant for: bot for A, juniors for B."""
    if need.tier == "A" or need.who == "bot":
        return int(candidate.grade != BOT)
    return int(need.tier == "B" and candidate.grade != JUNIOR)


def _order(need: Need, candidate: Candidate, cost: float) -> tuple[int, float, float, UUID]:
    share = candidate.used / candidate.capacity
    idle = candidate.last_assigned_at.timestamp() if candidate.last_assigned_at else 0.0
    return _fit(need, candidate), share + SPARE * cost, idle, candidate.staff_id


def _able(item: Waiting, candidate: Candidate) -> bool:
    return (
        candidate.free > 0
        and candidate.room.get(item.need.channel, 1) > 0
        and (item.team_id is None or item.team_id in candidate.team_ids)
        and candidate.can(item.need)
    )


def rank(
    candidates: Sequence[Candidate], item: Waiting, pressure: Pressure = CALM
) -> list[tuple[Candidate, str]]:
    """Everybody who may take the item, best first, with the reason.

    The customer's named agent comes first, then their deputies, then the agent of last time, while
    they have a slot. Otherwise whom the tier is meant for, then the smallest share of taken slots
    together with how rare their skills are just now, then whoever has waited longest for work,
    then the id, so that the order is total.
    """
    costs = scarcity(candidates, pressure)
    able = [(c, *_standing(item, c)) for c in candidates if _able(item, c)]
    able.sort(key=lambda one: (one[1], _order(item.need, one[0], costs[one[0].staff_id])))
    return [(candidate, reason) for candidate, _, reason in able]


class Round:
    """Pairs for a round: the same choice as `rank` for one item after the other, but quick.

    Each lane keeps its able candidates in a heap; who takes a slot goes back with their new share.
    Scarcity is reckoned once a round.
    """

    def __init__(
        self, candidates: Sequence[Candidate], moment: datetime, pressure: Pressure = CALM
    ) -> None:
        self._now = {c.staff_id: c for c in candidates}
        self._moment = moment
        self._costs = scarcity(candidates, pressure)
        self._heaps: dict[tuple[UUID | None, Need], list[tuple[object, UUID, int]]] = {}
        self.free = sum(max(0, c.free) for c in candidates)

    def choose(self, item: Waiting) -> Pair | None:
        """Gives the item to somebody, or to nobody if nobody able has a slot."""
        near = self._near(item)
        chosen, reason = near or (self._best(item), LEAST_BUSY)
        if chosen is None:
            return None
        self._take(chosen, item.need.channel)
        return Pair(item.item_id, chosen.staff_id, reason)

    def _near(self, item: Waiting) -> tuple[Candidate, str] | None:
        for staff_id in (*item.named, item.familiar_id):
            candidate = self._now.get(staff_id) if staff_id else None
            if candidate and candidate.staff_id not in item.declined and _able(item, candidate):
                return candidate, NAMED if staff_id in item.named else FAMILIAR
        return None

    def _best(self, item: Waiting) -> Candidate | None:
        lane = (item.team_id, item.need)
        heap = self._heaps.get(lane)
        if heap is None:
            heap = [self._entry(item.need, c) for c in self._now.values() if _able(item, c)]
            heapq.heapify(heap)
            self._heaps[lane] = heap
        put_back, last_resort = [], None
        chosen = None
        while heap and chosen is None:
            entry = heapq.heappop(heap)
            candidate = self._now[entry[1]]
            if not _able(item, candidate):
                continue
            if candidate.used != entry[2]:
                heapq.heappush(heap, self._entry(item.need, candidate))
            elif candidate.staff_id in item.declined:
                put_back.append(entry)
                last_resort = last_resort or candidate
            else:
                chosen = candidate
                put_back.append(entry)
        for entry in put_back:
            heapq.heappush(heap, entry)
        return chosen or last_resort

    def _entry(self, need: Need, candidate: Candidate) -> tuple[object, UUID, int]:
        order = _order(need, candidate, self._costs[candidate.staff_id])
        return order, candidate.staff_id, candidate.used

    def _take(self, chosen: Candidate, channel: str) -> None:
        room = dict(chosen.room)
        if channel in room:
            room[channel] -= 1
        self._now[chosen.staff_id] = Candidate(
            chosen.staff_id,
            chosen.capacity,
            chosen.used + 1,
            chosen.team_ids,
            self._moment,
            chosen.grade,
            chosen.skills,
            room,
        )
        self.free -= 1


def match(
    candidates: Sequence[Candidate],
    items: Sequence[Waiting],
    moment: datetime,
    pressure: Pressure = CALM,
) -> list[Pair]:
    """Pairs for a round: items in their order, each to the best who still has a slot."""
    work = Round(candidates, moment, pressure)
    return [pair for item in items if (pair := work.choose(item)) is not None]
