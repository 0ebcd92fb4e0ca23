"""One PostgreSQL for a whole test run, and fresh databases in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psutil
import psycopg
from psycopg import sql

from tests.servers import lock_log
from zhiyin.entry.migrating import migrate
from zhiyin.kernel.db.embedded import EmbeddedPostgres

OUTSIDE_VARIABLE = "ZHIYIN_TEST_DATABASE_URL"
"""Names a superuser's address of an outside PostgreSQL to run the same tests against."""

_TEMPLATE = "zhiyin_template"

# Processes are killed in tests, machines are not: the page cache keeps what was written.
_QUICK = {
    # Whoever stops halfway through signing in (a connection given up as a test ended, and not yet
    # collected) holds up every DROP DATABASE until then: a minute by default.
    "authentication_timeout": "10s",
    "fsync": "off",
    "full_page_writes": "off",
    "log_min_duration_statement": "-1",
    "max_wal_size": "'256MB'",
}
_WATCHED = _QUICK | lock_log.SETTINGS
# A database is a thousand files: in memory, making some hundreds of them costs a sixth. A run
# fills less than half of this.
_IN_MEMORY = Path("/dev/shm")
_ROOM = 8 * 1024**3
_PREFIX = "zhiyin-test-"


@dataclass(frozen=True)
class Cluster:
    """How to reach the server: as its superuser, and as the application (same by default)."""

    admin_url: str
    app_url: str

    def as_dict(self) -> dict[str, str]:
        """Plain values, to be handed to the test processes."""
        return asdict(self)

    def url_of(self, database: str) -> str:
        """The application's address of one database."""
        return _with_database(self.app_url, database)

    @contextmanager
    def fresh_database(self, template: str = _TEMPLATE) -> Iterator[str]:
        """A migrated, empty database of its own, gone afterwards."""
        name = f"t_{uuid4().hex[:16]}"
        self.copy_template(name, template)
        try:
            yield self.url_of(name)
        finally:
            self._run(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def copy_template(self, name: str, template: str = _TEMPLATE) -> None:
        """Make a database of this name as a copy: migrated and empty, unless told otherwise."""
        if template == _TEMPLATE:
            self.make_template()
        # Through the log, as by default, each of some hundred copies costs six times as much.
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(self._owner)
            )
        )

    @contextmanager
    def bare_database(self) -> Iterator[str]:
        """A database in which nothing was made yet."""
        with self.fresh_database(template="template0") as url:
            yield url

    def make_template(self) -> None:
        """Make the migrated template once, whichever test process comes first."""
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(7001)")
            found = connection.execute(
                "SELECT datistemplate FROM pg_database WHERE datname = %s", (_TEMPLATE,)
            ).fetchone()
            if found is not None and found[0]:
                return
            template, owner = sql.Identifier(_TEMPLATE), sql.Identifier(self._owner)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(template))
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(template, owner))
            migrate(self.url_of(_TEMPLATE))
            connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(template))

    @property
    def _owner(self) -> str:
        return urlsplit(self.app_url).username or "postgres"

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


class RunningCluster:
    """The server of this test run; started by the process that controls the run."""

    def __init__(self) -> None:
        """Start it, unless an outside one is named."""
        self._server: EmbeddedPostgres | None = None
        self._folder: Path | None = None
        outside = os.environ.get(OUTSIDE_VARIABLE)
        if outside:
            self.cluster = Cluster(outside, outside)
            return
        _sweep()
        prefix = f"{_PREFIX}{os.getpid()}-"
        self._folder = Path(tempfile.mkdtemp(prefix=prefix, dir=_roomy()))
        self._folder.chmod(0o711)
        self._server = EmbeddedPostgres(self._folder / "data", overrides=_WATCHED)
        self._server.start()
        self.cluster = Cluster(self._server.admin_url(), self._server.url)

    def log(self) -> Path | None:
        """Everything that was said to it; an outside server keeps its own."""
        return self._server.places.log if self._server is not None else None

    def stop(self) -> None:
        """Stop it and remove its folder."""
        if self._server is not None:
            self._server.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _sweep() -> None:
    """Frees the memory that runs hold which were killed."""
    for left in _IN_MEMORY.glob(f"{_PREFIX}*-*"):
        number = left.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _roomy() -> Path | None:
    """A folder in memory, where there is room for all that a run writes."""
    if not _IN_MEMORY.is_dir():
        return None
    room = min(shutil.disk_usage(_IN_MEMORY).free, psutil.virtual_memory().available)
    return _IN_MEMORY if room > _ROOM else None


def _with_database(url: str, database: str) -> str:
    parts = urlsplit(url)
    # `urlunsplit` would drop the empty host of a socket address.
    if not parts.netloc.rpartition("@")[2]:
        return f"{parts.scheme}://{parts.netloc}/{database}?{parts.query}"
    return urlunsplit(parts._replace(path=f"/{database}"))
