"""The server process of the embedded PostgreSQL: launched, watched over, stopped.

Whoever watches for months imports this alone: it needs no driver.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple, Self

from zhiyin.kernel.db.embedded_conf import write_configuration
from zhiyin.kernel.db.embedded_orphans import STOP_SECONDS, kill_servers_of
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError, Places, find_places
from zhiyin.kernel.running import Inherited, Running

_START_SECONDS = 300.0  # recovery after a crash may replay gigabytes
_LARGEST_LOG = 10_000_000
_PR_SET_PDEATHSIG = 1


class AlreadyRunningError(EmbeddedPostgresError):
    """Another supervisor holds this data folder."""


class HandedOver(NamedTuple):
    """What the next program of the same process must know of a server that runs."""

    pid: int
    lock: int


@dataclass
class EmbeddedServer:
    """The one PostgreSQL server of a data folder, and the lock that says whose it is."""

    data_dir: Path
    overrides: dict[str, str] = field(default_factory=dict)
    """Values of `postgresql.conf` that win over ours; the tests use them."""

    _places: Places | None = None
    _process: Running | None = None
    _lock: IO[str] | None = None

    @classmethod
    def inherit(cls, data_dir: Path, running: HandedOver) -> Self:
        """The server that this process has started before it became another program."""
        lock = os.fdopen(running.lock, "a+", encoding="utf-8")
        os.set_inheritable(running.lock, False)
        return cls(data_dir, _process=Inherited(running.pid), _lock=lock)

    def hand_over(self) -> HandedOver:
        """For `inherit`, right before this process becomes another program."""
        assert self._process is not None
        assert self._lock is not None
        os.set_inheritable(self._lock.fileno(), True)
        return HandedOver(self._process.pid, self._lock.fileno())

    @property
    def places(self) -> Places:
        """All paths, decided at first use."""
        if self._places is None:
            self._places = find_places(self.data_dir)
        return self._places

    @property
    def pid(self) -> int | None:
        """Process id of the postmaster while we run it."""
        return self._process.pid if self._process else None

    def bin(self, name: str) -> Path:
        """Path of a program that belongs to this server: `pg_dump`, `pgbench`, `psql` …"""
        return self.places.binaries / "bin" / name

    def stop(self) -> None:
        """Stop the server: politely first, then less so. Harmless when it is not running."""
        process, self._process = self._process, None
        if process is not None:
            for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
                if process.poll() is None:
                    os.kill(process.pid, number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(seconds)
                    break
            else:
                process.kill()
                process.wait()
        if self._lock is not None:
            if self.places.socket_dir.parent != self.places.base:
                shutil.rmtree(self.places.socket_dir, ignore_errors=True)
            self._lock.close()
            self._lock = None

    def let_go(self) -> None:
        """In a process forked from the one that started it: leave the server to that one."""
        self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def restart_if_dead(self) -> bool:
        """Start the server again when it has died; tells whether that was needed."""
        if self._process is None or self._process.poll() is None:
            return False
        self._end_previous_server()
        self._launch()
        self._wait_until_ready()
        return True

    def _lock_path(self) -> Path:
        return self.data_dir / "postgres.lock"

    def _take_lock(self) -> None:
        handle = self._lock_path().open("a+", encoding="utf-8")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            handle.close()
            raise AlreadyRunningError(
                f"The data folder {self.data_dir.resolve()} is in use by process {holder}. "
                "Stop that one first, or choose another folder with ZHIYIN_DATA_DIR."
            ) from error
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        self._lock = handle

    def _end_previous_server(self) -> None:
        """Stop what a killed supervisor left behind, and its pid file.

        We hold the lock, so nobody living owns such a server. The pid in the file may by now
        belong to a stranger (usual in containers); PostgreSQL would then refuse to start.
        """
        kill_servers_of(self.places.pgdata)
        (self.places.pgdata / "postmaster.pid").unlink(missing_ok=True)
        for leftover in self.places.socket_dir.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    def _launch(self) -> None:
        places = self.places
        local = self.data_dir.resolve() / "postgres-local.conf"
        write_configuration(places.pgdata, places.socket_dir, places.version, self.overrides, local)
        if places.log.exists() and places.log.stat().st_size > _LARGEST_LOG:
            places.log.replace(places.log.with_name("log.old"))
        with places.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.bin("postgres"), "-D", places.pgdata],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=clean_environment(),
                # Ctrl-C in a terminal reaches the whole group; the order of stopping is ours.
                start_new_session=True,
                preexec_fn=_stop_with_parent,  # noqa: PLW1509 - the supervisor has one thread
                **self.run_as(),  # type: ignore[call-overload]
            )

    def run_as(self) -> dict[str, object]:
        """As whom its programs run, for `subprocess`."""
        user = self.places.user
        if user is None:
            return {}
        return {"user": user.uid, "group": user.gid, "extra_groups": []}

    def _wait_until_ready(self) -> None:
        """Wait until connections are taken: during recovery the server listens but refuses."""
        deadline = time.monotonic() + _START_SECONDS
        while subprocess.run(
            [self.bin("pg_isready"), "--quiet", f"--host={self.places.socket_dir}"],
            env=clean_environment(),
            check=False,
        ).returncode:
            if self._process is None or self._process.poll() is not None:
                raise EmbeddedPostgresError(
                    f"PostgreSQL ended while starting. Its last words:\n{self._log_tail()}"
                )
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(f"PostgreSQL did not become ready.\n{self._log_tail()}")
            time.sleep(0.02)

    def _log_tail(self) -> str:
        lines = self.places.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-12:])


def clean_environment() -> dict[str, str]:
    """An environment without PG* variables, which would change what the programs do."""
    kept = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _stop_with_parent() -> None:
    """Ask the kernel to shut PostgreSQL down (fast) when the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
