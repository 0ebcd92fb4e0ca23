"""The embedded PostgreSQL: the wheel's binaries, started and stopped by us.

The wheel's own starter is not used: it trusts everybody on the machine and stops with whichever
process asked last. Ours listens on a unix socket in a folder only its owner may enter, asks for a
password all the same, recovers after `kill -9` of anything, and belongs to one supervisor.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from zhiyin.kernel.db.embedded_conf import write_configuration
from zhiyin.kernel.db.embedded_orphans import STOP_SECONDS, kill_servers_of
from zhiyin.kernel.db.embedded_places import (
    EmbeddedPostgresError,
    Places,
    find_places,
    make_private,
)

ADMIN_ROLE = "zhiyin_admin"
APP_ROLE = "zhiyin"
DATABASE = "zhiyin"

_START_SECONDS = 300.0  # recovery after a crash may replay gigabytes
_LARGEST_LOG = 10_000_000
_PR_SET_PDEATHSIG = 1


class AlreadyRunningError(EmbeddedPostgresError):
    """Another supervisor holds this data folder."""


@dataclass
class EmbeddedPostgres:
    """One PostgreSQL server for one data folder.

    `start()` returns when the server answers and the application's role and database exist.
    The application connects as `zhiyin`, which owns its database and is no superuser; `admin_url`
    is for maintenance and tests.
    """

    data_dir: Path
    overrides: dict[str, str] = field(default_factory=dict)
    """Values of `postgresql.conf` that win over ours; the tests use them."""

    _places: Places | None = None
    _process: subprocess.Popen[bytes] | None = None
    _lock: IO[str] | None = None

    @property
    def places(self) -> Places:
        """All paths, decided at first use."""
        if self._places is None:
            self._places = find_places(self.data_dir)
        return self._places

    @property
    def url(self) -> str:
        """Address of the application's database, understood by libpq and by psycopg."""
        return self._url(APP_ROLE, DATABASE)

    @property
    def sqlalchemy_url(self) -> str:
        """The same address in SQLAlchemy's spelling."""
        return self.url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def conninfo(self) -> str:
        """The same address as a libpq connection string of key=value pairs."""
        password = self._passwords()[APP_ROLE]
        socket = str(self.places.socket_dir).replace("\\", "\\\\").replace("'", "\\'")
        return f"host='{socket}' dbname={DATABASE} user={APP_ROLE} password={password}"

    def admin_url(self, database: str = "postgres") -> str:
        """Address of any database of this server as its superuser."""
        return self._url(ADMIN_ROLE, database)

    @property
    def pid(self) -> int | None:
        """Process id of the postmaster while we run it."""
        return self._process.pid if self._process else None

    def bin(self, name: str) -> Path:
        """Path of a program that belongs to this server: `pg_dump`, `pgbench`, `psql` …"""
        return self.places.binaries / "bin" / name

    def start(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Start the server, making the data folder at the first time.

        `meanwhile` is done while it starts. Raises AlreadyRunningError when another supervisor
        holds the folder.
        """
        self._prepare_data_dir()
        self._take_lock()
        try:
            self._set_aside_leftovers()
            make_private(self.places.base, self.places.user)
            make_private(self.places.socket_dir, self.places.user)
            if not (self.places.pgdata / "PG_VERSION").exists():
                self._make_cluster()
            self._end_previous_server()
            self._launch()
            meanwhile()
            self._wait_until_ready()
            self._ensure_database()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server: politely first, then less so. Harmless when it is not running."""
        process, self._process = self._process, None
        if process is not None:
            for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(number)
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

    def is_running_elsewhere(self) -> bool:
        """Whether a supervisor in another process runs this folder's server right now."""
        if self._process is not None:
            return False
        try:
            with self._lock_path().open("r", encoding="utf-8") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _url(self, role: str, database: str) -> str:
        socket = quote(str(self.places.socket_dir), safe="")
        return f"postgresql://{role}:{self._passwords()[role]}@/{database}?host={socket}"

    def _prepare_data_dir(self) -> None:
        if not self.data_dir.exists():
            # As root the database's user must be able to pass through; nobody may list.
            self.data_dir.mkdir(parents=True, mode=0o711 if os.geteuid() == 0 else 0o700)

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

    def _secrets_path(self) -> Path:
        return self.data_dir / "postgres-passwords.json"

    def _passwords(self) -> dict[str, str]:
        try:
            stored: dict[str, str] = json.loads(self._secrets_path().read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise EmbeddedPostgresError(
                f"There is no embedded database in {self.data_dir.resolve()} yet. "
                "Start it once with `zhiyin serve`."
            ) from error
        return stored

    def _set_aside_leftovers(self) -> None:
        """Move away what cannot belong to this folder.

        Without its passwords a cluster cannot be used; that happens when the data folder was
        deleted while the cluster lay below /var/lib/zhiyin. What a cut-short first start left
        holds nothing yet and goes.
        """
        base = self.places.base
        if not base.exists() or self._secrets_path().exists():
            return
        if not self.places.pgdata.exists():
            shutil.rmtree(base)
        else:
            stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
            kill_servers_of(self.places.pgdata)
            base.rename(base.with_name(f"{base.name}.left-{stamp}"))

    def _make_cluster(self) -> None:
        """Make the cluster beside its final place, so that a cut-short start leaves nothing."""
        passwords = {role: secrets.token_urlsafe(24) for role in (ADMIN_ROLE, APP_ROLE)}
        scratch = self.places.base / "data.new"
        if scratch.exists():
            shutil.rmtree(scratch)
        make_private(scratch, self.places.user)
        word = self.places.base / "first-password"
        word.touch(mode=0o600)
        word.write_text(passwords[ADMIN_ROLE], encoding="utf-8")
        if self.places.user:
            os.chown(word, self.places.user.uid, self.places.user.gid)
        answer = subprocess.run(
            [
                self.bin("initdb"),
                *("-D", scratch, "-U", ADMIN_ROLE, f"--pwfile={word}"),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"),
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(("--no-sync",) if self.overrides.get("fsync") == "off" else ()),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=_clean_environment(),
            **self._run_as(),  # type: ignore[call-overload]
        )
        word.unlink()
        if answer.returncode != 0:
            raise EmbeddedPostgresError(f"PostgreSQL could not be set up: {answer.stderr.strip()}")
        self._write_passwords(passwords)
        scratch.rename(self.places.pgdata)

    def _write_passwords(self, passwords: dict[str, str]) -> None:
        path = self._secrets_path()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), 0o600)
            json.dump(passwords, file)
            file.flush()
            os.fsync(file.fileno())

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
                env=_clean_environment(),
                # Ctrl-C in a terminal reaches the whole group; the order of stopping is ours.
                start_new_session=True,
                preexec_fn=_stop_with_parent,  # noqa: PLW1509 - the supervisor has one thread
                **self._run_as(),  # type: ignore[call-overload]
            )

    def _run_as(self) -> dict[str, object]:
        user = self.places.user
        if user is None:
            return {}
        return {"user": user.uid, "group": user.gid, "extra_groups": []}

    def _wait_until_ready(self) -> None:
        """Wait for a real connection: during recovery the server listens but refuses."""
        deadline = time.monotonic() + _START_SECONDS
        while True:
            if self._process is None or self._process.poll() is not None:
                raise EmbeddedPostgresError(
                    f"PostgreSQL ended while starting. Its last words:\n{self._log_tail()}"
                )
            try:
                psycopg.connect(self.admin_url(), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise EmbeddedPostgresError(
                        f"PostgreSQL did not become ready: {error}\n{self._log_tail()}"
                    ) from error
                time.sleep(0.02)
            else:
                return

    def _log_tail(self) -> str:
        lines = self.places.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-12:])

    def _ensure_database(self) -> None:
        password = self._passwords()[APP_ROLE]
        role, database = sql.Identifier(APP_ROLE), sql.Identifier(DATABASE)
        with psycopg.connect(self.admin_url(), autocommit=True) as connection:
            if not _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", APP_ROLE):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(password))
                )
            if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), (name,)).fetchone() is not None


def _clean_environment() -> dict[str, str]:
    """An environment without PG* variables, which would change what the programs do."""
    kept = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _stop_with_parent() -> None:
    """Ask the kernel to shut PostgreSQL down (fast) when the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
