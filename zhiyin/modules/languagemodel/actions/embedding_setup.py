"""Setting up where vectors come from, and asking for the vector of one short text."""

import time
from dataclasses import replace
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.actions.embedding import ask_for_vectors
from zhiyin.modules.languagemodel.errors import (
    BadAddressError,
    IncompleteEndpointError,
    ModelUnavailableError,
)
from zhiyin.modules.languagemodel.models import EmbeddingEndpoint
from zhiyin.modules.languagemodel.queries import (
    EMBEDDING,
    ONLY,
    as_embedding_set,
    get_embedding_set,
    open_source,
    show_embedding,
)
from zhiyin.modules.languagemodel.rules import clean_address
from zhiyin.modules.languagemodel.schemas import (
    EmbeddingEndpointIn,
    EmbeddingEndpointOut,
    EmbeddingTriedOut,
)

# Who tries it waits and wants to know how long it takes, even if that is too long.
MOST_TRYING = 30.0
# Ours: no customer's words.
SAMPLE = "How do I return something?"


async def edit_embedding(
    session: WriteSession, body: EmbeddingEndpointIn, version: int | None
) -> EmbeddingEndpointOut:
    """Changes what is given. The audit says that a key was set or removed, never which."""
    made = insert(EmbeddingEndpoint).values(id=ONLY)
    await session.execute(made.on_conflict_do_nothing())
    row = await session.get_one(EmbeddingEndpoint, ONLY, with_for_update=True)
    house = session.house
    check_version(row, version, _shown(house, row).model_dump(mode="json"))
    before = _audited(row)
    for name in ("on", "model", "milliseconds"):
        value = getattr(body, name)
        if value is not None:
            setattr(row, name, value)
    if body.dimensions is not None:
        row.dimensions = body.dimensions or None
    if body.address is not None:
        _move(row, body.address)
    if body.key is not None:
        row.key_sealed = house.keyring.seal(body.key.encode()) if body.key else None
    if row.on and not (row.address and row.model):
        raise IncompleteEndpointError
    after = _audited(row)
    changed = [name for name in after if after[name] != before[name]]
    if body.key is not None:
        after["key"], before["key"] = ("set" if body.key else "removed"), None
        changed.append("key")
    if changed:
        # Failures before say nothing about what is set now.
        row.failures, row.reason, row.failed_at, row.paused_until = 0, None, None, None
    audit(
        session,
        "languagemodel.edit_embedding",
        None,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    await session.flush()
    house.kept.forget(session, EMBEDDING)
    return _shown(house, row)


def _shown(house: House, row: EmbeddingEndpoint) -> EmbeddingEndpointOut:
    return show_embedding(house, as_embedding_set(row))


def _move(row: EmbeddingEndpoint, address: str) -> None:
    cleaned = clean_address(address.rstrip("/").removesuffix("/embeddings")) if address else ""
    if cleaned is None:
        raise BadAddressError
    if cleaned != row.address:
        # A key goes only to the address it was given for.
        row.address, row.key_sealed = cleaned, None


def _audited(row: EmbeddingEndpoint) -> dict[str, Any]:
    names = ("on", "address", "model", "dimensions", "milliseconds")
    return {name: getattr(row, name) for name in names} | {"has_key": row.key_sealed is not None}


async def try_embedding(house: House) -> EmbeddingTriedOut:
    """Asks for the vector of one short text, and says how long it took, or what is wrong."""
    async with house.database.reading() as session:
        held = await get_embedding_set(session)
    source = open_source(house, held)
    if source is None or not (held.address and held.model):
        reason = "no_key" if source is None else "off"
        return EmbeddingTriedOut.model_validate(
            {"ok": False, "reason": reason, "milliseconds": 0, "dimensions": None}
        )
    begun = time.monotonic()
    problem, size = None, None
    try:
        vectors = await ask_for_vectors(house, replace(source, seconds=MOST_TRYING), [SAMPLE])
        size = len(vectors[0])
    except ModelUnavailableError as error:
        problem = error.reason
    return EmbeddingTriedOut.model_validate(
        {
            "ok": problem is None,
            "reason": problem,
            "milliseconds": round((time.monotonic() - begun) * 1000),
            "dimensions": size,
        }
    )
