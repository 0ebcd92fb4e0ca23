"""Our own processes, run for real: `web`, `worker`, `inference` on free ports."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.servers.cluster import OUTSIDE_VARIABLE
from zhiyin.entry.process import SUPERVISOR_VARIABLE
from zhiyin.entry.web import LISTENER_VARIABLE

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0


@dataclass
class OwnProcess:
    """One running process of the product; `kill()` and `start()` may alternate."""

    name: str
    environment: dict[str, str]
    log: Path
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None

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
        environment = self.environment | {SUPERVISOR_VARIABLE: str(os.getpid())}
        descriptors: tuple[int, ...] = ()
        if self.listener is not None:
            descriptors = (self.listener.fileno(),)
            environment[LISTENER_VARIABLE] = str(descriptors[0])
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "zhiyin.entry.process", self.name],
                env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                pass_fds=descriptors,
            )  # fmt: skip
        if self.listener is not None:
            self._wait_until_healthy()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        """End it as the supervisor does; returns its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop:\n{self.tail()}") from None
        self.process = None
        return code

    def tail(self, lines: int = 40) -> str:
        """The last lines it wrote."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
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
            **{f"ZHIYIN_{key.upper()}": value for key, value in variables.items()},
        }
        log = self.folder / f"{name}-{len(self.running)}.log"
        process = OwnProcess(name, environment, log, _listen() if name == "web" else None)
        if process.listener is not None:
            process.environment["ZHIYIN_PORT"] = str(process.port)
        self.running.append(process)
        process.start()
        return process

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
