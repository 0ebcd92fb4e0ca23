"""Two months of conversations: when, who, with whom, about what, and how it went."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from zhiyin.entry.demo.chance import arrivals, lognormal, uuid_at, weighted
from zhiyin.entry.demo.library import Kind, Library, Scenario, library
from zhiyin.entry.demo.population import CUSTOMERS, Person, make_people
from zhiyin.entry.demo.subjects import WEIGHTS
from zhiyin.entry.demo.talk import Said, fill, filled, write
from zhiyin.entry.demo.team import Agent, Team, is_open, make_team, next_morning

CONVERSATIONS = 8000
# Whoever signs in finds somebody who asks what colleagues have answered many times.
OFTEN_ASKED = "请问茶叶开封后能放多久"
DAYS = 61
# What customers come with (the catalogue's figures).
SHARES: dict[Kind, float] = {"basic": 0.60, "complex": 0.25, "record": 0.15}
# A thread rests this long before it may open a new conversation: earlier words reopen the old one.
REST = timedelta(hours=25)

WELCOME = {"zh-CN": "您好，我是{}，很高兴为您服务。", "en": "Hello, this is {}. How can I help?"}
CLOSING = {
    "zh-CN": "本次会话已结束，感谢您的来访。24 小时内再次留言会继续这次会话。",
    "en": "This conversation is closed. Thank you. Write again within 24 hours to continue it.",
}
NUDGE = {
    "zh-CN": "请问还有什么可以帮您吗？若没有新的问题，会话稍后会自动结束。",
    "en": "Is there anything else we can help with?"
    " Otherwise this conversation will close by itself.",
}
QUEUE = {
    "zh-CN": "客服正忙，您已在排队，请稍候。您写下的内容不会丢失。",
    "en": "Our agents are busy and you are in line. Nothing you write is lost.",
}


@dataclass
class Line:
    """One message, note or event of a conversation."""

    at: datetime
    sender: str
    sender_id: UUID | None
    kind: str = "text"
    text: str = ""
    event: dict[str, Any] | None = None
    file_id: UUID | None = None


@dataclass
class Talk:
    """One conversation, complete or still open."""

    id: UUID
    person: Person
    subject: str
    kind: Kind
    language: str
    opened: datetime
    lines: list[Line] = field(default_factory=list)
    agent: Agent | None = None
    reason: str | None = None
    assigned: datetime | None = None
    closed: datetime | None = None
    note: str | None = None
    previous: UUID | None = None
    priority: int = 0

    def say(self, at: datetime, said: Said, agent: Agent | None) -> None:
        """Adds a message or note."""
        kind = "note" if said.role == "note" else "text"
        if said.role == "customer":
            self.lines.append(Line(at, "customer", self.person.id, kind, said.text))
        elif agent is not None:
            self.lines.append(Line(at, "staff", agent.id, kind, said.text))

    def mark(
        self, at: datetime, code: str, values: dict[str, Any], by: Agent | None = None
    ) -> None:
        """Adds an event line."""
        event = {"code": code, "values": values}
        self.lines.append(
            Line(at, "staff" if by else "system", by.id if by else None, "event", "", event)
        )

    def give(self, at: datetime, agent: Agent, reason: str) -> None:
        """Hands the conversation to an agent."""
        name = agent.member.name
        code = "transferred" if reason == "transferred" else "assigned"
        welcome = WELCOME[self.language].format(name)
        self.mark(at, code, {"staff_name": name, "reason": reason, "text": welcome})
        self.agent, self.reason, self.assigned = agent, reason, at

    def close(self, at: datetime, cause: str) -> None:
        """Ends the conversation."""
        self.mark(at, "closed", {"reason": cause, "text": CLOSING[self.language]})
        self.closed = at


@dataclass
class World:
    """Everything the demo consists of."""

    team: Team
    people: list[Person]
    talks: list[Talk]


class Story:
    """Tells the conversations one after the other."""

    def __init__(self, rng: Random, team: Team, people: list[Person], end: datetime) -> None:
        self.rng = rng
        self.team = team
        self.end = end
        self.library: Library = library()
        self.pools = self._pools()
        # Who may come next: everybody once, in random order, then the eager ones again.
        self.fresh = rng.sample(people, len(people))
        self.people = people
        self.eager: list[float] = []
        total = 0.0
        for person in people:
            total += person.eagerness
            self.eager.append(total)
        self.last: dict[UUID, Talk] = {}

    def _pools(self) -> dict[tuple[str, Kind], dict[int, float]]:
        """Scenarios by language and kind, with their weights."""
        pools: dict[tuple[str, Kind], dict[int, float]] = {}
        per_subject: dict[tuple[str, Kind, str], float] = {}
        for one in self.library.scenarios:
            key = (one.language, one.kind, one.subject)
            per_subject[key] = per_subject.get(key, 0.0) + one.weight
        for place, one in enumerate(self.library.scenarios):
            share = one.weight / per_subject[(one.language, one.kind, one.subject)]
            pool = pools.setdefault((one.language, one.kind), {})
            pool[place] = share * WEIGHTS.get(one.subject, 1.0)
        return pools

    def _caller(self, at: datetime, first_share: float) -> Person:
        """Somebody whose last conversation is long enough ago."""
        while True:
            if self.fresh and self.rng.random() < first_share:
                person = self.fresh.pop()
            else:
                draw = self.rng.random() * self.eager[-1]
                person = self.people[bisect_left(self.eager, draw)]
            before = self.last.get(person.id)
            if before is None or (before.closed is not None and at - before.closed > REST):
                return person

    def _scenario(self, language: str) -> Scenario:
        kind = weighted(self.rng, SHARES)
        return self.library.scenarios[weighted(self.rng, self.pools[(language, kind)])]

    def tell(self, at: datetime, first_share: float) -> Talk:
        """One whole conversation that began at this moment."""
        person = self._caller(at, first_share)
        scenario = self._scenario(person.language)
        before = self.last.get(person.id)
        talk = Talk(
            uuid_at(at, self.rng), person, scenario.subject, scenario.kind, person.language, at
        )
        talk.previous = before.id if before else None
        talk.priority = 10 if scenario.mood == "angry" else 0
        if is_open(at):
            self._chat(talk, scenario, before)
        else:
            self._left_message(talk, scenario, before)
        self.last[person.id] = talk
        person.first_seen = min(person.first_seen, at)
        person.last_contact = talk.closed or at
        return talk

    def _agent(self, at: datetime, before: Talk | None, *, hard: bool) -> tuple[Agent, str]:
        duty = self.team.duty(at)
        if before and before.agent in duty and self.rng.random() < 0.8:
            return before.agent, "familiar"
        fitting = [one for one in duty if one.senior] if hard and self.rng.random() < 0.6 else []
        return self.rng.choice(fitting or duty), "least_busy"

    def _wait(self, at: datetime) -> float:
        """Seconds in line: seldom long, longer when many come or few are there."""
        crowd = 3.2 / max(1, len(self.team.duty(at)))
        return min(lognormal(self.rng, 4.0 * crowd, 1.1), 1500.0)

    def _chat(self, talk: Talk, scenario: Scenario, before: Talk | None) -> None:
        rng, at = self.rng, talk.opened
        agent, reason = self._agent(at, before, hard=scenario.kind == "complex")
        values = fill(rng, talk.person.speaker, agent.member.name, at, scenario)
        said = write(rng, self.library, scenario, values, first_contact=before is None)
        talk.say(at, said[0], None)
        wait = self._wait(at)
        if wait > 5:
            talk.mark(at + timedelta(seconds=5), "queued", {"text": QUEUE[talk.language]})
        at += timedelta(seconds=wait)
        talk.give(at, agent, reason)
        fades = rng.random() < 0.13
        if fades:
            said = said[: max(2, len(said) - rng.randint(1, 2))]
        handover = self._handover(scenario, said)
        for place, one in enumerate(said[1:], start=1):
            at += timedelta(seconds=self._pause(one, said[place - 1], talk.agent or agent))
            talk.say(at, one, talk.agent)
            if place == handover:
                at = self._transfer(talk, at, agent)
        self._finish(talk, scenario, at, fades=fades)

    def _pause(self, one: Said, before: Said, agent: Agent) -> float:
        """Thinking and typing; agents are quicker, seniors most, the second of two lines too."""
        typing = len(one.text) * self.rng.uniform(0.12, 0.3)
        if one.role == "note":
            return self.rng.uniform(15, 50)
        if one.role == "customer":
            return lognormal(self.rng, 30.0, 0.8) + typing
        searching = 100.0 if before.role == "staff" else 24.0
        return lognormal(self.rng, searching * (0.85 if agent.senior else 1.15), 0.65) + typing

    def _handover(self, scenario: Scenario, said: list[Said]) -> int:
        """After which message a colleague takes over; 0 is never."""
        share = {"angry": 0.42, "worried": 0.07}.get(scenario.mood, 0.02)
        spoken = [place for place, one in enumerate(said) if one.role == "staff"]
        if self.rng.random() >= share or len(spoken) < 3:
            return 0
        return spoken[0]

    def _transfer(self, talk: Talk, at: datetime, agent: Agent) -> datetime:
        to = self.rng.choice([one for one in self.team.carers() if one is not agent])
        note = "客户情绪比较激动，前面的情况已了解，请直接处理，不要让客户重复。"
        values = {"staff_name": agent.member.name, "note": note}
        talk.mark(at + timedelta(seconds=12), "transfer_note", values, by=agent)
        at += timedelta(seconds=14)
        talk.give(at, to, "transferred")
        return at

    def _finish(self, talk: Talk, scenario: Scenario, at: datetime, *, fades: bool) -> None:
        if fades:
            at += timedelta(seconds=300)
            talk.mark(at, "nudged", {"text": NUDGE[talk.language]})
            at += timedelta(seconds=1500)
            talk.close(at, "silent_customer")
            return
        at += timedelta(seconds=lognormal(self.rng, 25.0, 0.7))
        if scenario.kind == "complex" and self.rng.random() < 0.35:
            talk.note = "已按客户选择处理，后续物流或款项变动会主动告知。"
        talk.close(at, "by_hand")

    def _left_message(self, talk: Talk, scenario: Scenario, before: Talk | None) -> None:
        """Nobody was there: a message left at night, answered in the morning (离线留言)."""
        rng, at = self.rng, talk.opened
        morning = next_morning(at) + timedelta(seconds=rng.uniform(20, 2400))
        agent, reason = self._agent(morning, before, hard=False)
        values = fill(rng, talk.person.speaker, agent.member.name, at, scenario)
        first = rng.choice(scenario.turns[0].wordings)
        answers = "left.agent.en" if talk.language == "en" else "left.agent"
        answer = rng.choice(self.library.phrases[answers])
        talk.say(at, Said("customer", filled(first, values)), None)
        talk.mark(at + timedelta(seconds=6), "queued", {"text": QUEUE[talk.language]})
        talk.mark(at + timedelta(seconds=rng.uniform(20, 90)), "contact_left", {})
        talk.give(morning, agent, reason)
        morning += timedelta(seconds=lognormal(rng, 70.0, 0.5))
        talk.say(morning, Said("staff", filled(answer, values)), agent)
        talk.close(morning + timedelta(seconds=lognormal(rng, 45.0, 0.5)), "by_hand")

    def waiting(self, agent: Agent | None, asked: str | None = None) -> Talk:
        """A conversation of this very moment: in line, or with an agent whose turn it is. `asked`
        is all that was said so far, in Chinese.
        """
        rng = self.rng
        age = rng.uniform(300, 720) if agent else rng.uniform(25, 280)
        opened = self.end - timedelta(seconds=age)
        person = self._caller(opened, 0.2)
        while asked and person.language != "zh-CN":
            person = self._caller(opened, 0.2)
        scenario = self._scenario(person.language)
        talk = Talk(
            uuid_at(opened, rng), person, scenario.subject, scenario.kind, person.language, opened
        )
        name = agent.member.name if agent else ""
        values = fill(rng, person.speaker, name, opened, scenario)
        said = [Said("customer", asked)] if asked else write(rng, self.library, scenario, values)
        talk.say(opened, said[0], None)
        talk.mark(opened + timedelta(seconds=5), "queued", {"text": QUEUE[talk.language]})
        if agent:
            talk.give(opened + timedelta(seconds=9), agent, "least_busy")
            at = opened + timedelta(seconds=9)
            turns = [place for place, one in enumerate(said) if one.role == "customer"]
            # Up to a question in the middle: a last "thank you" would be nothing to answer.
            for one in said[1 : turns[min(len(turns) - 2, rng.randint(1, 2))] + 1]:
                at += timedelta(seconds=rng.uniform(12, 40))
                talk.say(min(at, self.end - timedelta(seconds=5)), one, agent)
        self.last[person.id] = talk
        person.last_contact = opened
        return talk


def cut(talk: Talk, now: datetime) -> None:
    """What lies after `now` has not happened yet: the conversation is still open."""
    if talk.closed is None or talk.closed <= now:
        return
    talk.lines = [line for line in talk.lines if line.at <= now]
    talk.closed = talk.note = None
    if talk.assigned is not None and talk.assigned > now:
        talk.agent = talk.reason = talk.assigned = None
    talk.person.last_contact = min(talk.person.last_contact, now)


def make_cast(rng: Random, now: datetime, customers: int) -> tuple[Team, list[Person]]:
    """Team and customers alone; names and user ids do not depend on the moment."""
    start = now - timedelta(days=DAYS)
    team = make_team(rng, start)
    return team, make_people(rng, start, now, customers)


def make_world(
    seed: int, now: datetime, *, customers: int = CUSTOMERS, conversations: int = CONVERSATIONS
) -> World:
    """The demo as it stands at `now`; the same for the same seed and moment."""
    rng = Random(seed)
    start = now - timedelta(days=DAYS)
    team, people = make_cast(rng, now, customers)
    story = Story(rng, team, people, now)
    moments = arrivals(rng, conversations, start, now)
    talks = []
    for place, moment in enumerate(moments):
        left = max(1, conversations - place)
        talks.append(story.tell(moment, min(1.0, 1.15 * len(story.fresh) / left)))
    for talk in talks:
        cut(talk, now)
    # What the demo's two agents find when they sign in, and what waits for whoever comes first.
    senior, junior = (
        next(one for one in team.agents if one.member.role == role and one.member.shown)
        for role in ("agent_senior", "agent_junior")
    )
    talks += [story.waiting(agent, OFTEN_ASKED) for agent in (senior, junior)]
    holders = [senior, senior, junior, None, None, None, None, None, None]
    talks += [story.waiting(agent) for agent in holders]
    talks.sort(key=lambda talk: talk.opened)
    return World(team, people, talks)
