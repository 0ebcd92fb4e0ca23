"""Brings a database to the newest shape, whoever else tries at the same time."""

import time

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, text

from zhiyin.entry.migration_steps import MIGRATIONS
from zhiyin.kernel.environment import sqlalchemy_url

# Any number that nobody else uses: "zhiyin" read as a number.
_ADVISORY_LOCK = 0x7A6869796E


def migrate(database_url: str) -> list[str]:
    """Run every step that is missing and return their names; safe to call from many processes."""
    engine = create_engine(sqlalchemy_url(database_url), poolclass=NullPool)
    try:
        with engine.connect() as holder, engine.connect() as connection:
            # The lock has a connection of its own, which stays idle outside a transaction, so
            # that building an index concurrently does not wait for it.
            guard = holder.execution_options(isolation_level="AUTOCOMMIT")
            _wait_for_turn(guard)
            try:
                return _upgrade(connection)
            finally:
                guard.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ADVISORY_LOCK})
    finally:
        engine.dispose()


def _wait_for_turn(guard: Connection) -> None:
    """Takes the lock. It asks again and again instead of waiting inside a statement: that would
    be an open transaction, for which building an index concurrently waits in turn.
    """
    while not guard.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ADVISORY_LOCK}):
        time.sleep(0.1)


def pending(database_url: str) -> list[str]:
    """The names of the steps this database still lacks."""
    engine = create_engine(sqlalchemy_url(database_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _missing(connection, ScriptDirectory.from_config(_config()))
    finally:
        engine.dispose()


def _upgrade(connection: Connection) -> list[str]:
    config = _config()
    missing = _missing(connection, ScriptDirectory.from_config(config))
    connection.rollback()
    if missing:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return missing


def _missing(connection: Connection, script: ScriptDirectory) -> list[str]:
    current = MigrationContext.configure(connection).get_current_heads()
    if set(current) == set(script.get_heads()):
        return []
    steps = script.iterate_revisions("heads", current or "base")
    return [step.revision for step in steps][::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
