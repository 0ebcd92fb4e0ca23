"""The audit trail is a chain: what is changed past the application shows, and doctor says so."""

import psycopg
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from tests.servers.folders import passable_folder
from zhiyin.entry.doctor import Finding, examine
from zhiyin.kernel.actor import Actor
from zhiyin.kernel.audit.audit import audit, seal
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.environment import Environment, sqlalchemy_url


@pytest.fixture
async def sealed(database_url: str) -> str:
    """A database with five changes in its chain."""
    engine = create_async_engine(sqlalchemy_url(database_url))
    async with WriteSession(engine) as session:
        session.actor = Actor("system")
        for number in range(5):
            audit(session, "people.edit", None, before={"n": number}, after={"n": number + 1})
        await session.flush()
        assert await seal(session) == 5
        await session.commit()
    await engine.dispose()
    return database_url


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def _finding(url: str) -> Finding:
    with passable_folder() as folder:
        found = examine(Environment(database_url=url, data_dir=folder))
    return next(one for one in found if one.name == "audit trail")


def test_a_whole_chain_is_said_to_be_whole(sealed: str) -> None:
    assert _finding(sealed).status == "ok"


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET after = '{\"n\": 99}' WHERE id = 3", 3),
        ('UPDATE audit SET actor = \'{"kind": "staff"}\' WHERE id = 2', 2),
        ("DELETE FROM audit WHERE id = 4", 5),
        ("UPDATE audit SET seal_number = seal_number + 100 WHERE id = 1", 2),
    ],
)
def test_a_change_past_the_application_is_found_with_advice(
    sealed: str, statement: str, broken: int
) -> None:
    _run(sealed, statement)
    finding = _finding(sealed)
    assert (finding.status, f"Row {broken} " in finding.detail) == ("problem", True)
    assert "zhiyin backup" in finding.advice
