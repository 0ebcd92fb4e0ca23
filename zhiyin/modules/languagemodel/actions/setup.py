"""Setting the endpoint up, and asking it one short question."""

import time

import msgspec
from sqlalchemy import text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.actions.asking import ask, request_row
from zhiyin.modules.languagemodel.actions.editing import change_row, hold_only
from zhiyin.modules.languagemodel.client import Call
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.models import ModelEndpoint
from zhiyin.modules.languagemodel.protocol import DIALECTS, Dialect, Endpoint, Hearing, Prompt
from zhiyin.modules.languagemodel.queries import (
    KEPT,
    ONLY,
    as_set,
    get_set,
    open_endpoint,
    show_endpoint,
)
from zhiyin.modules.languagemodel.schemas import ModelEndpointIn, ModelEndpointOut, ModelTriedOut

KEEP_DAYS = 30
# Who tries it waits and wants to know how long it takes, even if that is too long.
MOST_TRYING = 30.0
PLAIN = ("on", "model", "seconds", "tokens_a_day", "uses")


async def edit_endpoint(
    session: WriteSession, body: ModelEndpointIn, version: int | None
) -> ModelEndpointOut:
    """Changes what is given. The audit says that a key was set or removed, never which."""
    row = await hold_only(session, ModelEndpoint, uses=["answers"])
    house = session.house
    check_version(row, version, show_endpoint(house, as_set(row)).model_dump(mode="json"))
    given = body.model_dump(include=set(PLAIN), exclude_none=True)
    changed = change_row(
        session,
        row,
        given,
        address=body.address,
        key=body.key,
        noted=(*PLAIN, "address"),
        act="languagemodel.edit",
    )
    if "address" in changed:
        row.dialect = "tools"
    if {"address", "model", "key"} & set(changed):
        row.moved_at = now()
    await session.flush()
    house.kept.forget(session, KEPT)
    return show_endpoint(house, as_set(row))


class Sum(msgspec.Struct):
    """The answer to the short question."""

    sum: int


INSTRUCTIONS = (
    "You are asked whether you can be reached. The user message is JSON data. Add its two numbers"
    " and give the result."
)
QUESTION = msgspec.json.encode({"a": 19, "b": 23}).decode()
# What another dialect may mend: the endpoint does not know a part of the request, or made nothing
# of it.
MENDED = ("bad_request", "nonsense", "server_error")


async def try_endpoint(house: House) -> ModelTriedOut:
    """Asks one short question, in plainer dialects too where the strictest is not understood. The
    dialect that works is kept.
    """
    async with house.database.reading() as session:
        held = await get_set(session)
    endpoint = open_endpoint(house, held)
    if endpoint is None or not (held.address and held.model):
        return ModelTriedOut(
            ok=False,
            reason="no_key" if endpoint is None else "off",
            milliseconds=0,
            dialect=None,
            tokens=0,
        )
    first = outcome = await _try(house, endpoint, DIALECTS[0])
    for dialect in DIALECTS[1:]:
        if outcome.ok or outcome.reason not in MENDED:
            break
        outcome = await _try(house, endpoint, dialect)
    if outcome.dialect is None:
        return first
    await _keep_dialect(house, held.version, outcome.dialect)
    return outcome


async def _try(house: House, endpoint: Endpoint, dialect: Dialect) -> ModelTriedOut:
    asked = Endpoint(endpoint.address, endpoint.key, endpoint.model, dialect, MOST_TRYING)
    call = Call(asked, Prompt(INSTRUCTIONS, QUESTION, Sum), Hearing())
    begun = time.monotonic()
    problem = None
    try:
        await ask(house, call, Sum)
    except ModelUnavailableError as error:
        problem = error
    row = request_row(call, begun, problem)
    async with house.database.writing() as session:
        session.add(row)
    return ModelTriedOut.model_validate(
        {
            "ok": problem is None,
            "reason": problem.reason if problem else None,
            "milliseconds": row.milliseconds,
            "dialect": dialect if problem is None else None,
            "tokens": row.tokens_in + row.tokens_out,
        }
    )


async def _keep_dialect(house: House, version: int, dialect: Dialect) -> None:
    async with house.database.writing() as session:
        row = await session.get(ModelEndpoint, ONLY, with_for_update=True)
        if row is not None and row.version == version and row.dialect != dialect:
            row.dialect = dialect
            session.house.kept.forget(session, KEPT)


_OLD = text("DELETE FROM model_requests WHERE at < now() - make_interval(days => :days)")


async def forget_requests(database: Database) -> None:
    """Removes what is older than the record is kept."""
    async with database.writing() as session:
        await session.execute(_OLD, {"days": KEEP_DAYS})
