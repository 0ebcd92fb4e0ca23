"""Asking for vectors: masked, within their time, left alone for a while after failures."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

import structlog
from sqlalchemy import text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.client import client_of
from zhiyin.modules.languagemodel.embedding import LONGEST, EmbeddingSource
from zhiyin.modules.languagemodel.embedding_client import request_vectors
from zhiyin.modules.languagemodel.errors import ModelUnavailableError
from zhiyin.modules.languagemodel.masking import Masks
from zhiyin.modules.languagemodel.queries import (
    EMBEDDING,
    get_embedding_set,
    open_source,
)
from zhiyin.modules.languagemodel.rules import MOST_FAILED, PAUSE

log = structlog.get_logger(__name__)

# Nobody waits for a batch of articles' texts.
BATCH_SECONDS = 30.0
# So many questions and their vectors are remembered by a process; some megabytes.
MOST_REMEMBERED = 1000
CACHE = "languagemodel.questions"

_FAILED = text("""
    UPDATE embedding_endpoint SET failures = failures + 1, reason = :reason, failed_at = :moment,
        paused_until = greatest(
            CASE WHEN failures + 1 >= :most THEN CAST(:pause AS timestamptz) END, :wait)
    WHERE id = 1
""")
_WELL = text("""
    UPDATE embedding_endpoint SET failures = 0, reason = NULL, failed_at = NULL, paused_until = NULL
    WHERE id = 1
""")


async def embedding_signature(house: House) -> str | None:
    """Which vectors hold now; none where nothing is set up, or it is switched off."""
    async with house.database.reading() as session:
        held = await get_embedding_set(session)
    return held.signature if held.on and house.thinking.is_allowed else None


async def embed_texts(house: House, texts: Sequence[str]) -> list[bytes]:
    """A vector for each of these texts, or `ModelUnavailableError`: nobody waits for them."""
    source = await _source(house)
    return await _noted(house, replace(source, seconds=BATCH_SECONDS), texts)


async def embed_questions(house: House, texts: Sequence[str]) -> list[bytes]:
    """A vector for each question, empty where there is none in time. One that was asked before is
    remembered; whatever is wrong, nobody learns of it but who set the endpoint up.
    """
    try:
        source = await _source(house)
    except ModelUnavailableError:
        return [b""] * len(texts)
    remembered: OrderedDict[tuple[str, str], bytes] = house.shelf.setdefault(CACHE, OrderedDict())
    keys = [(source.signature, one) for one in texts]
    new = list(dict.fromkeys(one for one in keys if one not in remembered))
    if new:
        try:
            found = await _noted(house, source, [one for _, one in new])
        except ModelUnavailableError:
            found = []
        remembered.update(zip(new, found, strict=False))
    answered = [remembered.get(one, b"") for one in keys]
    for one in keys:
        if one in remembered:
            remembered.move_to_end(one)
    while len(remembered) > MOST_REMEMBERED:
        remembered.popitem(last=False)
    return answered


async def ask_for_vectors(
    house: House, source: EmbeddingSource, texts: Sequence[str]
) -> list[bytes]:
    """One request. Personal data is masked before anything leaves."""
    hidden = [Masks().hide(one[:LONGEST]) for one in texts]
    try:
        return await request_vectors(client_of(house), source, hidden)
    except ModelUnavailableError:
        raise
    except Exception as error:
        log.exception("embedding_failed")
        raise ModelUnavailableError("not_protocol") from error


async def _source(house: House) -> EmbeddingSource:
    """Where to ask, unless something speaks against asking just now."""
    async with house.database.reading() as session:
        held = await get_embedding_set(session)
    if not (held.on and house.thinking.is_allowed):
        raise ModelUnavailableError("off")
    if held.paused_until is not None and held.paused_until > now():
        raise ModelUnavailableError("paused")
    source = open_source(house, held)
    if source is None:
        raise ModelUnavailableError("no_key")
    return source


async def _noted(house: House, source: EmbeddingSource, texts: Sequence[str]) -> list[bytes]:
    """The vectors; a failure, and the first success after one, are written down."""
    try:
        found = await ask_for_vectors(house, source, texts)
    except ModelUnavailableError as error:
        moment = now()
        wait = moment + error.retry_after if error.retry_after else None
        async with house.database.writing() as session:
            values = {"reason": error.reason, "moment": moment, "wait": wait}
            pause = {"most": MOST_FAILED, "pause": moment + PAUSE}
            await session.execute(_FAILED, values | pause)
            house.kept.forget(session, EMBEDDING)
        raise
    held = house.kept.peek(EMBEDDING)
    if held is not None and held.failures:
        async with house.database.writing() as session:
            await session.execute(_WELL)
            house.kept.forget(session, EMBEDDING)
    return found
