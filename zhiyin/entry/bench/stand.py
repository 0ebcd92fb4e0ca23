"""A scratch installation to measure: its own database, shop, agents and processes."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import typer
from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.entry.migrating import migrate
from zhiyin.entry.process import LISTENER_VARIABLE, SUPERVISOR_VARIABLE
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.events.runner import add_partitions
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.settings.settings import put_setting
from zhiyin.modules.channels.interface import Look, WidgetIn, make_widget
from zhiyin.modules.people.interface import begin_organisation

PASSWORD = "bench-bench-bench"  # noqa: S105 - of a scratch database
START_SECONDS = 60.0


@dataclass
class Process:
    """One process of the product."""

    name: str
    environment: dict[str, str]
    log: Path
    listener: socket.socket | None = None
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it."""
        environment = self.environment | {SUPERVISOR_VARIABLE: str(os.getpid())}
        descriptors: tuple[int, ...] = ()
        if self.listener is not None:
            descriptors = (self.listener.fileno(),)
            environment[LISTENER_VARIABLE] = str(descriptors[0])
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "zhiyin.entry.process", self.name],
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                pass_fds=descriptors,
            )

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None

    def stop(self) -> None:
        """Ends it politely."""
        if self.running is not None:
            self.running.terminate()
            try:
                self.running.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
            self.running = None


@dataclass
class Agent:
    """A signed-in member of staff of the scratch shop."""

    staff_id: UUID
    cookie: str


@dataclass
class Stand:
    """The scratch installation."""

    folder: Path
    postgres: EmbeddedPostgres
    widget: str = ""
    agents: list[Agent] = field(default_factory=list)
    webs: list[Process] = field(default_factory=list)
    worker: Process | None = None
    inference: Process | None = None

    @property
    def database_url(self) -> str:
        """Its database."""
        return self.postgres.url

    def environment(self, **more: str) -> dict[str, str]:
        """What its processes are told."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ZHIYIN_")}
        return kept | {
            "ZHIYIN_DATABASE_URL": self.postgres.url,
            "ZHIYIN_DATA_DIR": str(self.folder),
            "ZHIYIN_LOG_LEVEL": "warning",
            **more,
        }

    def processes(self) -> dict[str, int]:
        """Numbers of its running processes, by name; several web processes have several names."""
        named = {f"web{n or ''}": web.running for n, web in enumerate(self.webs)}
        named["worker"] = self.worker.running if self.worker else None
        numbers = {name: one.pid for name, one in named.items() if one is not None}
        return numbers | ({"postgres": self.postgres.pid} if self.postgres.pid else {})

    def start_web(self, **more: str) -> int:
        """Starts one more web process; answers its port."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen(4096)
        process = Process("web", self.environment(**more), self.folder / "web.log", listener)
        process.start()
        self.webs.append(process)
        port: int = listener.getsockname()[1]
        wait_until_healthy(port)
        return port

    def start_worker(self, **more: str) -> None:
        """Starts the worker."""
        self.worker = Process("worker", self.environment(**more), self.folder / "worker.log")
        self.worker.start()

    def start_inference(self) -> None:
        """Starts the inference process."""
        self.inference = Process("inference", self.environment(), self.folder / "inference.log")
        self.inference.start()


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_healthy(port: int) -> None:
    """Waits for a web process to answer."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/api/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError("the web process did not become healthy")


@contextmanager
def standing(agents: int, *, capacity: int = 100) -> Iterator[Stand]:
    """A scratch installation with this many agents online; taken down in the end."""
    folder = Path(tempfile.mkdtemp(prefix="zb-"))
    folder.chmod(0o711)  # when root measures, the database's user must pass through
    postgres = EmbeddedPostgres(folder)
    try:
        with postgres:
            migrate(postgres.url)
            stand = Stand(folder, postgres)
            asyncio.run(_furnish(stand, agents, capacity))
            try:
                yield stand
            finally:
                others = [one for one in (stand.worker, stand.inference) if one is not None]
                for process in [*stand.webs, *others]:
                    process.stop()
                    if process.listener is not None:
                        process.listener.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _furnish(stand: Stand, agents: int, capacity: int) -> None:
    """Shop, widget, settings without flood limits, and agents with sessions."""
    environment = Environment(data_dir=stand.folder, database_url=stand.postgres.url)
    house = build_house(environment, pool_size=2)
    async with house.database.writing(Actor("system")) as session:
        await add_partitions(session, now())
        begun = await begin_organisation(
            session,
            owner_name="Owner",
            email="owner@bench.example",
            password=PASSWORD,
            shop_name="Bench",
            time_zone="Asia/Shanghai",
            team_name="Team",
            user_agent="",
            address="",
        )
        words = Labels.model_validate({"zh-CN": "您好", "en": "Hello"})
        widget = await make_widget(
            session,
            WidgetIn(
                shop_id=begun.shop_id,
                team_id=begun.team_id,
                name="Bench",
                look=Look(title="Bench", greeting=words, offline_text=words),
            ),
            key="bench",
        )
        stand.widget = widget.key
        await put_setting(session, "conversations.visitor_rate", "organisation", None, 1_000_000)
        await put_setting(session, "conversations.address_rate", "organisation", None, 10_000_000)
        await session.flush()
        for number in range(agents):
            stand.agents.append(await _hire(session, number, begun.team_id, capacity))
    await house.database.close()


_HIRE = text("""
    INSERT INTO staff (id, email, name, capacity) VALUES (:id, :email, :name, :capacity)
""")
_ROLE = text("""
    INSERT INTO staff_roles (staff_id, role_id)
    SELECT :id, id FROM roles WHERE code = 'agent_senior'
""")
_TEAM = text("INSERT INTO team_members (team_id, staff_id) VALUES (:team_id, :id)")
_SESSION = text("""
    INSERT INTO staff_sessions (id, staff_id, token_hash, expires_at)
    VALUES (:row, :id, :hash, now() + interval '1 day')
""")
_PRESENT = text("""
    INSERT INTO presence (staff_id, status, lease_until)
    VALUES (:id, 'online', now() + interval '1 day')
""")


async def _hire(session: Any, number: int, team_id: UUID, capacity: int) -> Agent:
    staff_id, token = new_id(), new_token()
    values = {
        "id": staff_id,
        "email": f"agent{number}@bench.example",
        "name": f"Agent {number}",
        "capacity": capacity,
        "team_id": team_id,
        "row": new_id(),
        "hash": hash_token(token),
    }
    for statement in (_HIRE, _ROLE, _TEAM, _SESSION, _PRESENT):
        await session.execute(statement, values)
    return Agent(staff_id, token)


def machine(database_url: str) -> dict[str, Any]:
    """What a figure depends on: cores and durability."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute(
            "SELECT current_setting('synchronous_commit'), current_setting('fsync'),"
            " current_setting('full_page_writes'), current_setting('server_version')"
        ).fetchone()
    assert row is not None
    return {
        "cores": os.cpu_count(),
        "synchronous_commit": row[0],
        "fsync": row[1],
        "full_page_writes": row[2],
        "postgres": row[3],
    }


class Aside:
    """A load in a process of its own, begun now; `result` waits for what it found."""

    def __init__(self, module: str, order: dict[str, Any], environment: dict[str, str]) -> None:
        self.module = module
        self._answer = tempfile.NamedTemporaryFile(suffix=".json")  # noqa: SIM115 - read later
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - read later
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=self._errors,
            stderr=self._errors,
            env=environment,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order | {"answer": self._answer.name}).encode())
        self._process.stdin.close()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._process.poll() is None

    def result(self) -> dict[str, Any]:
        """What it wrote in the end; its words when it failed."""
        with self._answer, self._errors:
            if self._process.wait() != 0:
                self._errors.seek(0)
                words = self._errors.read().decode()[-3000:]
                raise RuntimeError(f"{self.module} failed:\n{words}")
            found: dict[str, Any] = json.loads(Path(self._answer.name).read_bytes())
        return found


def run_aside(module: str, order: dict[str, Any], environment: dict[str, str]) -> dict[str, Any]:
    """Runs a load in a process of its own and answers what it found."""
    return Aside(module, order, environment).result()


async def timed(work: Callable[[int], Awaitable[None]], times: int) -> dict[str, float]:
    """Does it so many times, one after the other and warm, and answers what that took."""
    for place in range(20):
        await work(place)
    seconds = []
    for place in range(times):
        begun = time.perf_counter()
        await work(place)
        seconds.append(time.perf_counter() - begun)
    return percentiles(seconds, 50, 95)


def percentiles(values: list[float], *wanted: int) -> dict[str, float]:
    """Percentiles in milliseconds of a list of seconds."""
    ordered = sorted(values)
    if not ordered:
        return {f"p{p}": 0.0 for p in wanted}
    return {
        f"p{p}": round(ordered[min(len(ordered) - 1, len(ordered) * p // 100)] * 1000, 2)
        for p in wanted
    }


def say(line: str, *, quiet: bool) -> None:
    """Progress, on the error stream so that the last line of the output stays JSON."""
    if not quiet:
        typer.echo(line, err=True)
