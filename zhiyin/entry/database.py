"""How a command reaches the database, whether it is embedded, running already, or elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.environment import Environment, libpq_url


@contextmanager
def reachable_database(environment: Environment) -> Iterator[str]:
    """The address of a database that answers while the block runs.

    Uses ZHIYIN_DATABASE_URL when it is set, else the embedded server: the running one of
    `zhiyin serve`, or one started for this block only.
    """
    if environment.database_url:
        yield libpq_url(environment.database_url)
        return
    server = EmbeddedPostgres(environment.data_dir)
    if server.is_running_elsewhere():
        yield server.url
        return
    with server:
        yield server.url


def has_tables(database_url: str) -> bool:
    """Whether anything was ever made in this database."""
    with psycopg.connect(libpq_url(database_url)) as connection:
        row = connection.execute(
            "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public')"
        ).fetchone()
    return bool(row and row[0])
