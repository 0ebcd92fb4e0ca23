"""What becomes of a key when the route breaks before or after its change was committed."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from zhiyin.entry.building import build_house
from zhiyin.kernel.auth.access import PUBLIC
from zhiyin.kernel.environment import Environment
from zhiyin.kernel.errors.problems import NotAllowedError
from zhiyin.kernel.http.answers import add_error_answers
from zhiyin.kernel.http.routes import CurrentHouse, Routes
from zhiyin.kernel.http.shapes import Done

routes = Routes("trial", "/trial")
_WRITE = text(
    "INSERT INTO mail_outbox (id, key, to_address, subject, body)"
    " VALUES (gen_random_uuid(), gen_random_uuid()::text, '', '', '')"
)
KEY = {"Idempotency-Key": "the-same-key"}


@routes.post("/{way}", permit=PUBLIC, response_model=Done)
async def change(way: str, house: CurrentHouse) -> Done:
    """Writes a row, and breaks as it is told."""
    async with house.database.writing() as session:
        await session.execute(_WRITE)
        if way == "before":
            raise RuntimeError(way)
    if way == "after":
        raise RuntimeError(way)
    if way == "refused":
        raise NotAllowedError
    return Done()


@pytest.fixture
async def client(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with this one route."""
    house = build_house(Environment(database_url=database_url, data_dir=tmp_path))
    app = FastAPI()
    app.state.house = house
    add_error_answers(app)
    app.include_router(routes.router)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made
    await house.database.close()


def _done(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM mail_outbox").fetchone()
    assert row is not None
    count: int = row[0]
    return count


def _age(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE request_keys SET at = at - interval '1 minute'")


async def test_broken_before_the_commit_leaves_neither(
    client: httpx.AsyncClient, database_url: str
) -> None:
    assert (await client.post("/api/trial/before", headers=KEY)).status_code == 500
    assert _done(database_url) == 0
    assert (await client.post("/api/trial/good", headers=KEY)).status_code == 200
    assert _done(database_url) == 1


async def test_broken_after_the_commit_is_never_done_again(
    client: httpx.AsyncClient, database_url: str
) -> None:
    assert (await client.post("/api/trial/after", headers=KEY)).status_code == 500
    _age(database_url)
    again = await client.post("/api/trial/after", headers=KEY)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "done_before")
    assert _done(database_url) == 1


async def test_a_refusal_after_a_commit_frees_the_key(
    client: httpx.AsyncClient, database_url: str
) -> None:
    for _ in range(2):
        assert (await client.post("/api/trial/refused", headers=KEY)).status_code == 403
    assert (await client.post("/api/trial/good", headers=KEY)).status_code == 200
    assert _done(database_url) == 3
