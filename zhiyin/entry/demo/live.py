"""The demo shop's life (`--live`): visitors keep coming at the catalogue's load, agents answer."""

import asyncio
import contextlib
import signal
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

import psycopg
import structlog

from zhiyin.entry.demo.accounts import SHOWN_FILE, TEAM_FILE, read_accounts
from zhiyin.entry.demo.agent import SimulatedAgent
from zhiyin.entry.demo.calling import Caller, CallError
from zhiyin.entry.demo.chance import weighted
from zhiyin.entry.demo.history import SHARES, make_cast
from zhiyin.entry.demo.library import Scenario, library
from zhiyin.entry.demo.load import SEED
from zhiyin.entry.demo.organisation import SHOPPERS, WIDGET_KEY
from zhiyin.entry.demo.population import CUSTOMERS, Person
from zhiyin.entry.demo.scripts import Script
from zhiyin.entry.demo.subjects import WEIGHTS
from zhiyin.entry.demo.talk import fill, write
from zhiyin.entry.demo.visitor import Visitor
from zhiyin.kernel.crypto.keyring import KeyRing
from zhiyin.kernel.environment import Environment, get_environment, libpq_url

log = structlog.get_logger(__name__)
# The catalogue: 150 to 200 enquiries a day and agent; a day is a shift of eight hours.
ENQUIRIES_A_DAY = 175
SHIFT_SECONDS = 8 * 3600
# The first visitors come quickly, so that screens have something to show.
OPENING = 6
MOST_AT_ONCE = 60


@dataclass
class Town:
    """Everybody who comes, and what they are going to say."""

    base: str
    secret: bytes
    people: list[Person]
    rng: Random
    scripts: dict[str, Script] = field(default_factory=dict)
    visits: set[asyncio.Task[None]] = field(default_factory=set)
    inside: set[str] = field(default_factory=set)

    def _scenario(self, language: str) -> Scenario:
        kind = weighted(self.rng, SHARES)
        fitting = {
            place: one.weight * WEIGHTS.get(one.subject, 1.0)
            for place, one in enumerate(library().scenarios)
            if one.kind == kind and one.language == language
        }
        return library().scenarios[weighted(self.rng, fitting)]

    def _person(self) -> Person:
        while True:
            person = self.rng.choice(self.people)
            if person.thread_key not in self.inside:
                return person

    def send_visitor(self) -> None:
        """One more visitor."""
        person = self._person()
        scenario = self._scenario(person.language)
        values = fill(self.rng, person.speaker, "", datetime.now(UTC), scenario)
        said = write(self.rng, library(), scenario, values, first_contact=False)
        script = Script(said, scenario.subject, scenario.mood)
        visitor = Visitor(self.base, person, script, self.scripts, self.rng, self.secret)
        self.inside.add(person.thread_key)
        task = asyncio.create_task(visitor.visit())
        self.visits.add(task)
        task.add_done_callback(self.visits.discard)
        task.add_done_callback(lambda _: self.inside.discard(person.thread_key))

    async def stream(self, agents: int) -> None:
        """Visitors for so many agents, for ever, at random moments with a steady mean."""
        pause = SHIFT_SECONDS / (ENQUIRIES_A_DAY * agents)
        for _ in range(OPENING):
            self.send_visitor()
            await asyncio.sleep(self.rng.uniform(1, 5))
        while True:
            await asyncio.sleep(self.rng.expovariate(1 / pause))
            if len(self.visits) < MOST_AT_ONCE:
                self.send_visitor()


def read_secret(environment: Environment) -> bytes:
    """The key with which the demo shop vouches for its customers."""
    with psycopg.connect(libpq_url(environment.database_url or "")) as connection:
        row = connection.execute(
            "SELECT signing_secret FROM channel_accounts WHERE key = %s", (WIDGET_KEY,)
        ).fetchone()
    if row is None or row[0] is None:
        raise RuntimeError("The demo shop is not loaded in this database.")
    return KeyRing.open(environment.keyring_path).open_value(bytes(row[0]))


async def _until_served(base: str) -> None:
    while True:
        with contextlib.suppress(CallError):
            await Caller(base).call("GET", "/api/health")
            return
        await asyncio.sleep(1.0)


async def live(environment: Environment) -> None:
    """Runs the town until it is cancelled."""
    base = environment.base_url
    await _until_served(base)
    # A different day every day, but the same people as in the database.
    _, people = make_cast(Random(SEED), datetime.now(UTC), CUSTOMERS)
    town = Town(base, read_secret(environment), people[len(SHOPPERS) :], Random())
    real = frozenset(one.name for one in read_accounts(environment.data_dir / SHOWN_FILE))
    agents = [
        SimulatedAgent(base, account, town.scripts, Random(), real)
        for account in read_accounts(environment.data_dir / TEAM_FILE)
    ]
    log.info("demo_lives", agents=len(agents), enquiries_a_day=ENQUIRIES_A_DAY * len(agents))
    async with asyncio.TaskGroup() as group:
        for agent in agents:
            group.create_task(agent.work())
        group.create_task(town.stream(max(1, len(agents))))


async def _run() -> None:
    task = asyncio.create_task(live(get_environment()))
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def main() -> None:
    """The process `live` of `zhiyin serve --demo --live`."""
    asyncio.run(_run())
