"""The steps lead exactly to the tables in the code, once, whoever runs them at the same time."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from tests.servers.cluster import Cluster
from tools.tables import all_tables, is_ours
from zhiyin.entry.migrating import migrate, pending
from zhiyin.entry.migration_steps import all_steps, is_current, newest_steps
from zhiyin.kernel.environment import sqlalchemy_url

pytestmark = pytest.mark.smoke


def test_steps_and_models_agree(database_url: str) -> None:
    engine = create_engine(sqlalchemy_url(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_ours}
        )
        difference = compare_metadata(context, all_tables())
    engine.dispose()
    assert difference == [], "write the missing step: make new-migration NAME=…"


def test_all_steps_run_once_when_many_processes_start_together(cluster: Cluster) -> None:
    with cluster.bare_database() as url:
        assert not is_current(url)
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(migrate, [url] * 4))
        assert sorted(map(len, done)) == [0, 0, 0, len(all_steps())]
        assert is_current(url)
        assert pending(url) == []


def test_there_is_one_newest_step() -> None:
    assert len(newest_steps()) == 1


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_database_of_an_unknown_state_is_not_current(database_url: str, statement: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(statement.encode())
    assert not is_current(database_url)
