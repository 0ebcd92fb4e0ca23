"""Our own processes, run for real: `web`, `worker`, `inference` on free ports.

They are forked from a server that has already imported the product: importing it costs more than
everything a test then does with it. How they start from nothing is tested with `zhiyin serve`.
"""

import faulthandler
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.servers.cluster import OUTSIDE_VARIABLE
from tests.servers.patience import PATIENCE
from zhiyin.entry.process import LISTENER_VARIABLE, SUPERVISOR_VARIABLE, run_process
from zhiyin.kernel.environment import get_environment

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload([__name__, "tests.servers.ahead"])


def _run(name: str, environment: dict[str, str], log: Path, listener: socket.socket | None) -> None:
    """The life of a forked process: the rest is as if it had been started by itself."""
    os.environ.clear()
    os.environ.update(environment)
    os.environ[SUPERVISOR_VARIABLE] = str(os.getppid())
    if listener is not None:
        os.environ[LISTENER_VARIABLE] = str(listener.detach())
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for descriptor in (1, 2):
        os.dup2(written, descriptor)
    faulthandler.register(signal.SIGUSR1)
    get_environment.cache_clear()
    run_process(name)


@dataclass
class OwnProcess:
    """One running process of the product; `kill()` and `start()` may alternate."""

    name: str
    environment: dict[str, str]
    log: Path
    listener: socket.socket | None = None
    process: ForkServerProcess | None = None

    @property
    def port(self) -> int:
        """The port a web process serves."""
        assert self.listener is not None
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address of a web process, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        """The same address for sockets."""
        return f"ws://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; a web process is waited for until it is healthy."""
        self.process = _FORKING.Process(
            target=_run, args=(self.name, self.environment, self.log, self.listener), daemon=True
        )
        self.process.start()
        if self.listener is not None:
            self._wait_until_healthy()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None

    def stop(self) -> int:
        """End it as the supervisor does; returns its exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        self.process.join(PATIENCE)
        code = self.process.exitcode
        if code is None:
            _, said = self.explain()
            self.kill()
            raise AssertionError(f"{self.name} did not stop:\n{said}")
        self.process = None
        return code

    def tail(self, lines: int = 40) -> str:
        """The last lines it wrote."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def explain(self) -> tuple[str, str]:
        """For whoever reads why a test failed: whether it lives and where it is, what it said."""
        if self.process is None:
            return f"{self.log.stem}, stopped", self.tail()
        if not self.process.is_alive():
            return f"{self.log.stem}, ended with {self.process.exitcode}", self.tail()
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGUSR1)
        time.sleep(0.2)
        return f"{self.log.stem}, running", self.tail()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process is None or not self.process.is_alive():
                raise AssertionError(f"{self.name} ended while starting:\n{self.tail()}")
            connection = HTTPConnection("127.0.0.1", self.port, timeout=5.0)
            try:
                connection.request("GET", "/api/health")
                if connection.getresponse().status == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.05)
            finally:
                connection.close()
        raise AssertionError(f"{self.name} did not become healthy:\n{self.tail()}")


@dataclass
class Processes:
    """Starts processes of one installation and stops them all in the end."""

    database_url: str
    folder: Path
    running: list[OwnProcess] = field(default_factory=list)

    def start(self, name: str, **variables: str) -> OwnProcess:
        """Start `web`, `worker` or `inference`; variables are ZHIYIN_* names without the prefix."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith("ZHIYIN_") or key == OUTSIDE_VARIABLE
        }
        environment = kept | {
            "ZHIYIN_DATABASE_URL": self.database_url,
            "ZHIYIN_DATA_DIR": str(self.folder / "data"),
            # Most of a test with a worker is waiting for a chore's turn.
            "ZHIYIN_PACE": "6",
            **{f"ZHIYIN_{key.upper()}": value for key, value in variables.items()},
        }
        log = self.folder / f"{name}-{len(self.running)}.log"
        process = OwnProcess(name, environment, log, _listen() if name == "web" else None)
        if process.listener is not None:
            process.environment["ZHIYIN_PORT"] = str(process.port)
        self.running.append(process)
        process.start()
        return process

    def one(self, name: str) -> OwnProcess:
        """The process of this name that runs beside the scenes of a file; the first starts it. A
        second inference process would take over, and answer nothing until it has read everything.
        """
        known = [each for each in self.running if each.name == name and each.process is not None]
        return known[0] if known else self.start(name)

    def stop_all(self) -> None:
        """Stop what still runs, last one first."""
        for process in reversed(self.running):
            process.stop()
            if process.listener is not None:
                process.listener.close()


@contextmanager
def running_processes(database_url: str, folder: Path) -> Iterator[Processes]:
    """Processes of one installation for the length of the block."""
    processes = Processes(database_url, folder)
    (folder / "data").mkdir(exist_ok=True, parents=True)
    try:
        yield processes
    finally:
        processes.stop_all()


def _listen() -> socket.socket:
    """A listening socket on a port the system chose; handed over, so nobody can take it."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    return listener
