"""Setting up where vectors come from, and asking for the vector of one short text."""

import time
from dataclasses import replace

from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.actions.editing import change_row, hold_only
from zhiyin.modules.languagemodel.actions.embedding import ask_for_vectors
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.models import EmbeddingEndpoint
from zhiyin.modules.languagemodel.queries import (
    EMBEDDING,
    as_embedding_set,
    get_embedding_set,
    open_source,
    show_embedding,
)
from zhiyin.modules.languagemodel.schemas import (
    EmbeddingEndpointIn,
    EmbeddingEndpointOut,
    EmbeddingTriedOut,
)

# Who tries it waits and wants to know how long it takes, even if that is too long.
MOST_TRYING = 30.0
PLAIN = ("on", "model", "milliseconds")
# Ours: no customer's words.
SAMPLE = "How do I return something?"


async def edit_embedding(
    session: WriteSession, body: EmbeddingEndpointIn, version: int | None
) -> EmbeddingEndpointOut:
    """Changes what is given. The audit says that a key was set or removed, never which."""
    row = await hold_only(session, EmbeddingEndpoint)
    house = session.house
    check_version(row, version, _shown(house, row).model_dump(mode="json"))
    given = body.model_dump(include=set(PLAIN), exclude_none=True)
    if body.dimensions is not None:
        given["dimensions"] = body.dimensions or None
    address = body.address and body.address.rstrip("/").removesuffix("/embeddings")
    changed = change_row(
        session,
        row,
        given,
        address=address,
        key=body.key,
        noted=(*PLAIN, "address", "dimensions"),
        act="languagemodel.edit_embedding",
    )
    if changed:
        # Failures before say nothing about what is set now.
        row.failures, row.reason, row.failed_at, row.paused_until = 0, None, None, None
    await session.flush()
    house.kept.forget(session, EMBEDDING)
    return _shown(house, row)


def _shown(house: House, row: EmbeddingEndpoint) -> EmbeddingEndpointOut:
    return show_embedding(house, as_embedding_set(row))


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
