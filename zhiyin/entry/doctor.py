"""Looks at everything an installation stands on and says what to do about what is wrong."""

import asyncio
import os
import platform
import shutil
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit

import psycopg
import redis
from sqlalchemy import NullPool
from sqlalchemy.ext.asyncio import create_async_engine

from zhiyin import __version__
from zhiyin.entry.findings import Finding
from zhiyin.entry.health import is_healthy
from zhiyin.entry.inference_health import look_at_inference
from zhiyin.entry.migrating import pending
from zhiyin.kernel.audit.audit import first_broken
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_places import EmbeddedPostgresError
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.environment import Environment, libpq_url, sqlalchemy_url
from zhiyin.modules.conversations.interface import understanding_lag

OLDEST_POSTGRES = 15
_SKEW_SECONDS = 2.0
_FREE_BYTES = 2 * 1024**3
_REACH_SECONDS = 5.0
_LATE_SECONDS = 30.0

_T = TypeVar("_T")


Look = Callable[[Environment], Iterator[Finding]]


def examine(environment: Environment) -> list[Finding]:
    """Every look, in the order in which one would repair things."""
    looks: list[Look] = [
        _versions, _data_folder, _key_ring, _database, _port, look_at_inference, _redis, _mail,
    ]  # fmt: skip
    return [finding for look in looks for finding in look(environment)]


def _versions(_: Environment) -> Iterator[Finding]:
    yield Finding(
        "versions", "ok", f"Zhiyin {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}",
    )  # fmt: skip
    if sys.platform != "linux":
        yield Finding(
            "system", "notice", f"{platform.system()} is good for trying things out.",
            "Run a shop on Linux: only there processes end reliably with their supervisor.",
        )  # fmt: skip


def _data_folder(environment: Environment) -> Iterator[Finding]:
    folder = environment.data_dir.resolve()
    if not folder.exists():
        yield Finding("data folder", "notice", f"{folder} does not exist yet; it is made at start.")
        return
    if not os.access(folder, os.W_OK):
        yield Finding(
            "data folder", "problem", f"{folder} cannot be written.",
            f"Give it to the user that runs Zhiyin: chown -R USER {folder}",
        )  # fmt: skip
        return
    free = shutil.disk_usage(folder).free
    if free < _FREE_BYTES:
        yield Finding(
            "disk", "problem", f"{free / 1024**3:.1f} GB left where {folder} lies.",
            "Make room before the database stops: it needs a few gigabytes to breathe.",
        )  # fmt: skip
    else:
        yield Finding("data folder", "ok", f"{folder}, {free / 1024**3:.0f} GB free")
    yield from _files(environment)


def _files(environment: Environment) -> Iterator[Finding]:
    if environment.files_url:
        yield Finding("files", "ok", f"in {_without_secrets(environment.files_url)}")
        return
    folder = environment.files_dir.resolve()
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(
            "files", "problem", f"{folder} cannot be written; uploads fail.",
            f"Give it to the user that runs Zhiyin: chown -R USER {folder}",
        )  # fmt: skip
    else:
        yield Finding("files", "ok", f"in {folder}")


def _key_ring(environment: Environment) -> Iterator[Finding]:
    path = environment.keyring_path.resolve()
    if not path.exists():
        yield Finding("key ring", "notice", f"{path} does not exist yet; it is made at start.")
        return
    if path.stat().st_mode & 0o077:
        yield Finding(
            "key ring", "problem", f"{path} can be read by others on this machine.",
            f"chmod 600 {path}",
        )  # fmt: skip
    yield Finding(
        "key ring", "ok", f"in {path}",
        "Backups never hold it. Keep a copy of this file somewhere else: without it, "
        "encrypted phones, mail addresses and identities cannot be read again.",
    )  # fmt: skip


def _database(environment: Environment) -> Iterator[Finding]:
    url = environment.database_url
    if url is None:
        server = EmbeddedPostgres(environment.data_dir)
        try:
            if not server.is_running_elsewhere():
                version = server.places.version
                yield Finding(
                    "database", "notice", f"The embedded PostgreSQL {version} is not running.",
                    "Start it with `zhiyin serve`.",
                )  # fmt: skip
                return
            url = server.url
        except EmbeddedPostgresError as error:
            yield Finding("database", "problem", str(error))
            return
    try:
        with psycopg.connect(libpq_url(url), connect_timeout=int(_REACH_SECONDS)) as connection:
            yield from _server(connection)
            yield from _clock(connection)
            yield from _durability(connection)
    except psycopg.Error as error:
        yield Finding(
            "database", "problem", f"{_without_secrets(url)} does not answer: {error}",
            "Check ZHIYIN_DATABASE_URL, the network in between and the database's own log.",
        )  # fmt: skip
        return
    yield from _migrations(url)


def _server(connection: psycopg.Connection) -> Iterator[Finding]:
    version = connection.info.server_version // 10000
    if version < OLDEST_POSTGRES:
        yield Finding(
            "database", "problem", f"PostgreSQL {version} is too old.",
            f"Upgrade it to version {OLDEST_POSTGRES} or newer.",
        )  # fmt: skip
    row = connection.execute(
        "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity "
        "WHERE backend_type = 'client backend'"
    ).fetchone()
    used, most = row or (0, 0)
    detail = f"PostgreSQL {version}, {used} of {most} connections in use"
    if used > most * 0.8:
        yield Finding(
            "database", "problem", detail,
            "Raise max_connections, or put PgBouncer in front of the web processes.",
        )  # fmt: skip
    else:
        yield Finding("database", "ok", detail)


def _clock(connection: psycopg.Connection) -> Iterator[Finding]:
    before = time.time()
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    after = time.time()
    theirs: datetime = row[0] if row else datetime.now(UTC)
    skew = theirs.timestamp() - (before + after) / 2
    detail = f"the database's clock is {skew:+.3f} s from this machine's"
    if abs(skew) > _SKEW_SECONDS:
        yield Finding(
            "clock", "problem", detail, "Run a time service (chrony, systemd-timesyncd) on both."
        )
    else:
        yield Finding("clock", "ok", detail)


def _durability(connection: psycopg.Connection) -> Iterator[Finding]:
    risky = []
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
        if row and row[0] == "off":
            risky.append(name)
    if risky:
        yield Finding(
            "durability", "problem", f"{', '.join(risky)} is off: a power cut loses messages.",
            "Switch it on in postgresql.conf.",
        )  # fmt: skip
    else:
        yield Finding("durability", "ok", "what is acknowledged is on disk")


def _migrations(url: str) -> Iterator[Finding]:
    missing = pending(url)
    if missing:
        yield Finding(
            "migrations", "problem", f"missing: {', '.join(missing)}", "Run `zhiyin migrate`."
        )
    else:
        yield Finding("migrations", "ok", "up to date")
        yield from _audit(url)
        yield from _understanding(url)


def _understanding(url: str) -> Iterator[Finding]:
    """Whether what customers feel is read about as fast as they write."""
    lag = asyncio.run(_ask(url, understanding_lag))
    detail = f"the oldest message whose mood was not read is {lag:.0f} s old"
    if lag > _LATE_SECONDS:
        yield Finding(
            "understanding", "notice", detail,
            "It is read as soon as the inference process and a worker run and keep up: look into "
            "their logs. Chats go on meanwhile.",
        )  # fmt: skip
    else:
        yield Finding("understanding", "ok", "moods of messages are read up to the latest")


def _audit(url: str) -> Iterator[Finding]:
    """Whether the sealed chain of the audit trail is whole."""
    broken = asyncio.run(_ask(url, first_broken))
    if broken is None:
        yield Finding("audit trail", "ok", "the chain is whole")
        return
    yield Finding(
        "audit trail", "problem",
        f"Row {broken} does not fit the chain: it, or one before it, was changed or taken out "
        "past Zhiyin.",
        "Run `zhiyin backup` first, to keep things as they are. Then restore older backups into a "
        "scratch folder, run `zhiyin doctor` there until one is whole, and compare the rows up to "
        f"this one: SELECT * FROM audit WHERE id <= {broken} ORDER BY id DESC. Find out who could "
        "write to the database in between, and give them new passwords.",
    )  # fmt: skip


async def _ask(url: str, question: Callable[[ReadSession], Awaitable[_T]]) -> _T:
    engine = create_async_engine(sqlalchemy_url(url), poolclass=NullPool)
    async with ReadSession(engine.execution_options(postgresql_readonly=True)) as session:
        return await question(session)


def _port(environment: Environment) -> Iterator[Finding]:
    where = f"{environment.host}:{environment.port}"
    if is_healthy(environment):
        yield Finding("web", "ok", f"answers on {environment.base_url}")
        return
    with socket.socket() as probe:
        probe.settimeout(1.0)
        taken = probe.connect_ex((_reachable_host(environment), environment.port)) == 0
    if taken:
        yield Finding(
            "web", "problem", f"Something else, or a web process in trouble, listens on {where}.",
            f"See who: ss -ltnp 'sport = :{environment.port}'. Choose another with ZHIYIN_PORT.",
        )  # fmt: skip
    else:
        yield Finding("web", "notice", f"not running; {where} is free", "Start `zhiyin serve`.")


def _redis(environment: Environment) -> Iterator[Finding]:
    if environment.redis_url is None:
        if environment.web_processes > 1:
            yield Finding(
                "redis", "notice", "Several web processes without Redis.",
                "Pushes between them take up to two seconds; set ZHIYIN_REDIS_URL for at once.",
            )  # fmt: skip
        return
    where = _without_secrets(environment.redis_url)
    try:
        with redis.Redis.from_url(
            environment.redis_url, socket_timeout=_REACH_SECONDS,
            socket_connect_timeout=_REACH_SECONDS,
        ) as client:  # fmt: skip
            client.ping()
    except redis.RedisError as error:
        yield Finding(
            "redis", "problem", f"{where} does not answer: {error}",
            "Messages still arrive, pushes between processes are late. Start Redis again.",
        )  # fmt: skip
    else:
        yield Finding("redis", "ok", where)


def _mail(environment: Environment) -> Iterator[Finding]:
    if environment.smtp_url is None:
        yield Finding(
            "mail", "notice", "no mail server is set",
            "Invitations, password resets and answers to people who left need ZHIYIN_SMTP_URL.",
        )  # fmt: skip
        return
    parts = urlsplit(environment.smtp_url)
    where = f"{parts.hostname}:{parts.port or (465 if parts.scheme == 'smtps' else 587)}"
    host, _, port = where.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_REACH_SECONDS).close()
    except OSError as error:
        yield Finding(
            "mail", "problem", f"{where} cannot be reached: {error}",
            "Check ZHIYIN_SMTP_URL and whether the network lets mail through. Mails wait.",
        )  # fmt: skip
    else:
        yield Finding("mail", "ok", where)


def _reachable_host(environment: Environment) -> str:
    return "127.0.0.1" if environment.host in {"0.0.0.0", "::"} else environment.host  # noqa: S104


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2] or "socket"
    return f"{parts.scheme}://{host}{parts.path}"
