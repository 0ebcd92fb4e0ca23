"""The demo's team as rows, and who is on duty when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from zhiyin.entry.demo.chance import LOCAL, uuid_at
from zhiyin.entry.demo.organisation import MEMBERS, TEAMS, Member

# Early and late shift, in local hours.
SHIFTS = ((9.0, 18.0), (14.0, 23.0))
OPEN, CLOSE = 9.0, 23.0


@dataclass(frozen=True)
class Agent:
    """A member of the team with an id and a shift."""

    id: UUID
    member: Member
    place: int

    @property
    def serves(self) -> bool:
        """Whether customers are given to this person by the queue."""
        return self.member.team == "front"

    @property
    def senior(self) -> bool:
        """Whether hard cases suit them."""
        return self.member.role == "agent_senior"

    def on_duty(self, moment: datetime) -> bool:
        """Whether they work at that moment: one of two shifts, two days off a week."""
        local = moment.astimezone(LOCAL)
        hour = local.hour + local.minute / 60
        begin, end = SHIFTS[(self.place + local.isocalendar().week) % 2]
        free_days = {self.place % 7, (self.place + 3) % 7}
        return begin <= hour < end and local.weekday() not in free_days


@dataclass(frozen=True)
class Team:
    """Everybody, and the ids of teams."""

    agents: tuple[Agent, ...]
    team_ids: dict[str, UUID]

    def duty(self, moment: datetime) -> list[Agent]:
        """Who serves the queue at that moment; never nobody during opening hours."""
        serving = [one for one in self.agents if one.serves]
        return [one for one in serving if one.on_duty(moment)] or serving[:3]

    def carers(self) -> list[Agent]:
        """Who takes the hard cases that are handed over."""
        return [one for one in self.agents if one.member.team == "care"]


def make_team(rng: Random, start: datetime) -> Team:
    """The team, hired before the history begins."""
    hired = start - timedelta(days=200)
    agents = tuple(
        Agent(uuid_at(hired + timedelta(hours=place), rng), member, place)
        for place, member in enumerate(MEMBERS)
    )
    return Team(agents, {code: uuid_at(hired, rng) for code in TEAMS})


def is_open(moment: datetime) -> bool:
    """Whether the shop's people answer at that moment."""
    local = moment.astimezone(LOCAL)
    return OPEN <= local.hour + local.minute / 60 < CLOSE


def next_morning(moment: datetime) -> datetime:
    """When the people are back."""
    local = moment.astimezone(LOCAL)
    morning = local.replace(hour=9, minute=0, second=0, microsecond=0)
    return morning if local < morning else morning + timedelta(days=1)
