"""The embedded PostgreSQL: the wheel's binaries, started and stopped by us.

The wheel's own starter is not used: it trusts everybody on the machine and stops with whichever
process asked last. Ours listens on a unix socket in a folder only its owner may enter, asks for a
password all the same, recovers after `kill -9` of anything, and belongs to one supervisor.
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from zhiyin.kernel.db.embedded_orphans import kill_servers_of
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError, make_private
from zhiyin.kernel.db.embedded_server import EmbeddedServer, clean_environment

ADMIN_ROLE = "zhiyin_admin"
APP_ROLE = "zhiyin"
DATABASE = "zhiyin"


@dataclass
class EmbeddedPostgres(EmbeddedServer):
    """One PostgreSQL server for one data folder: its cluster made, its roles and addresses.

    `start()` returns when the server answers and the application's role and database exist.
    The application connects as `zhiyin`, which owns its database and is no superuser; `admin_url`
    is for maintenance and tests.
    """

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
            env=clean_environment(),
            **self.run_as(),  # type: ignore[call-overload]
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
