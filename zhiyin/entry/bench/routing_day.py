"""A day of a service team as discrete events: how long customers wait under each way of choosing.

All ways see the same arrivals, talks and people. Ours, round robin and longest idle share our queue
(oldest first among what somebody can do) and our skill rules, and differ only in whom they choose.
`push` gives each arrival to the next able person's own line at once, as common products do.
"""

import heapq
import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import pstdev
from uuid import UUID

from zhiyin.modules.dispatch.interface import Candidate, Need, Pressure, Waiting, rank

EPOCH = datetime(2026, 11, 11, tzinfo=UTC)
TALK_SECONDS = 360.0
SPREAD = 0.8
# What customers ask for, from the commonest to the rarest, and how many skills people have.
DEMAND = (0.26, 0.20, 0.15, 0.12, 0.10, 0.08, 0.06, 0.03)
SKILLS_EACH = ((1, 0.35), (2, 0.35), (3, 0.20), (5, 0.10))
# The first hour fills the floor and is not counted.
WARM_UP = 3600.0

SKILLS = tuple(UUID(int=one + 1) for one in range(len(DEMAND)))
NEEDS = tuple(Need(skills=((skill, 1),)) for skill in SKILLS)


@dataclass(frozen=True)
class Arrival:
    """A customer: when, what they ask for, how long the talk takes."""

    at: float
    skill: int
    seconds: float


@dataclass
class Person:
    """An agent of the day."""

    number: int
    skills: frozenset[int]
    slots: int
    used: int = 0
    last: float = -1.0
    busy: float = 0.0
    line: deque[Arrival] = field(default_factory=deque)

    def candidate(self) -> Candidate:
        """As ranking sees them."""
        return Candidate(
            UUID(int=1000 + self.number),
            self.slots,
            self.used,
            frozenset(),
            EPOCH + timedelta(seconds=self.last) if self.last >= 0 else None,
            skills={SKILLS[one]: 3 for one in self.skills},
        )


# Everybody, those of them who could take it now (or, pushed, at all), and what came.
Choose = Callable[[Sequence[Person], Sequence[Person], Arrival], Person]


def make_people(rng: Random, count: int, slots: int) -> list[Person]:
    """People with skills as the demand asks for them; each skill has a fair share of holders."""
    people = []
    for number in range(count):
        wanted = rng.choices(*zip(*SKILLS_EACH, strict=True))[0]
        skills: set[int] = set()
        while len(skills) < wanted:
            skills.add(rng.choices(range(len(DEMAND)), DEMAND)[0])
        people.append(Person(number, frozenset(skills), slots))
    for skill, share in enumerate(DEMAND):
        while sum(skill in p.skills for p in people) < max(2, round(count * share)):
            lucky = rng.choice(people)
            lucky.skills = lucky.skills | {skill}
    return people


def make_arrivals(rng: Random, people: int, slots: int, load: float, hours: float) -> list[Arrival]:
    """Poisson arrivals at this share of what the floor can do; talks of log-normal length."""
    rate = load * people * slots / TALK_SECONDS
    middle = math.log(TALK_SECONDS) - SPREAD**2 / 2
    found, at = [], 0.0
    while at < hours * 3600:
        at += rng.expovariate(rate)
        skill = rng.choices(range(len(DEMAND)), DEMAND)[0]
        found.append(Arrival(at, skill, rng.lognormvariate(middle, SPREAD)))
    return found


@dataclass(frozen=True)
class Day:
    """What came of a day: waits in seconds, and how busy each person was (0 to 1)."""

    waits: list[float]
    occupancy: list[float]

    def p95(self) -> float:
        """The wait that 95 of 100 customers do not exceed."""
        ordered = sorted(self.waits)
        return ordered[int(len(ordered) * 0.95)]

    def within(self, seconds: float) -> float:
        """The share of customers served within this time."""
        return sum(wait <= seconds for wait in self.waits) / len(self.waits)

    def spread(self) -> float:
        """Standard deviation of how busy people were."""
        return pstdev(self.occupancy)


class Floor:
    """People, the talks they are in, and who waits."""

    def __init__(self, people: Sequence[Person], choose: Choose, *, push: bool = False) -> None:
        self.people = [Person(p.number, p.skills, p.slots) for p in people]
        self.able = [[p for p in self.people if s in p.skills] for s in range(len(DEMAND))]
        self.choose = choose
        self.push = push
        self.lines: list[deque[Arrival]] = [deque() for _ in DEMAND]
        self.ends: list[tuple[float, int, Person]] = []
        self.waits: list[float] = []
        self.begun = 0

    def play(self, arrivals: Sequence[Arrival]) -> Day:
        """The whole day; ends when the last talk does."""
        for arrival in arrivals:
            self._pass(arrival.at)
            self._arrive(arrival)
        self._pass(math.inf)
        last = arrivals[-1].at
        return Day(self.waits, [p.busy / (last * p.slots) for p in self.people])

    def _pass(self, until: float) -> None:
        while self.ends and self.ends[0][0] <= until:
            at, _, person = heapq.heappop(self.ends)
            person.used -= 1
            waiting = self._next(person)
            if waiting is not None:
                self._begin(person, waiting, at)

    def _next(self, person: Person) -> Arrival | None:
        if self.push:
            return person.line.popleft() if person.line else None
        lines = [self.lines[skill] for skill in person.skills if self.lines[skill]]
        return min(lines, key=lambda line: line[0].at).popleft() if lines else None

    def _arrive(self, arrival: Arrival) -> None:
        able = self.able[arrival.skill]
        free = [p for p in able if p.used < p.slots]
        if free:
            self._begin(self.choose(self.people, free, arrival), arrival, arrival.at)
        elif self.push:
            self.choose(self.people, able, arrival).line.append(arrival)
        else:
            self.lines[arrival.skill].append(arrival)

    def _begin(self, person: Person, arrival: Arrival, at: float) -> None:
        person.used += 1
        person.last = at
        person.busy += arrival.seconds
        self.begun += 1
        heapq.heappush(self.ends, (at + arrival.seconds, self.begun, person))
        if arrival.at >= WARM_UP:
            self.waits.append(at - arrival.at)


def round_robin() -> Choose:
    """Whoever comes after the one who got the last."""
    turn = [0]

    def choose(_: Sequence[Person], able: Sequence[Person], __: Arrival) -> Person:
        chosen = min(able, key=lambda p: (p.number <= turn[0], p.number))
        turn[0] = chosen.number
        return chosen

    return choose


def longest_idle() -> Choose:
    """Whoever got nothing for the longest time."""
    return lambda _, able, __: min(able, key=lambda p: (p.last, p.number))


def ours() -> Choose:
    """As the product chooses: its ranking, with the pressure of the arrivals seen so far."""
    seen = [0] * len(DEMAND)
    needs = {need.signature: need for need in NEEDS}

    def choose(people: Sequence[Person], able: Sequence[Person], arrival: Arrival) -> Person:
        seen[arrival.skill] += 1
        rates = {need.signature: float(seen[place]) for place, need in enumerate(NEEDS)}
        item = Waiting(UUID(int=1), None, need=NEEDS[arrival.skill])
        floor = {p.candidate().staff_id: p for p in people if p.used < p.slots}
        ranked = rank([p.candidate() for p in floor.values()], item, Pressure(rates, needs))
        return floor[ranked[0][0].staff_id]

    return choose
