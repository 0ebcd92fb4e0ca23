"""Reads of the language model: how it is set, how it stands, what came of requests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from sqlalchemy import func, select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.modules.languagemodel.embedding import EmbeddingSource, signature_of
from zhiyin.modules.languagemodel.errors import EmbeddingFailure
from zhiyin.modules.languagemodel.models import EmbeddingEndpoint, ModelEndpoint, ModelRequest
from zhiyin.modules.languagemodel.protocol import Dialect, Endpoint
from zhiyin.modules.languagemodel.rules import MOST_FAILED, Past, paused_until
from zhiyin.modules.languagemodel.schemas import (
    EmbeddingEndpointOut,
    ModelEndpointOut,
    ModelFiguresOut,
    ModelReasonCount,
    Use,
)

Session = ReadSession | WriteSession
KEPT = "languagemodel.endpoint"
KEPT_SECONDS = 5.0
DAY = timedelta(days=1)
ONLY = 1


@dataclass(frozen=True)
class Set:
    """The endpoint as it is set, its key still sealed."""

    version: int = 1
    on: bool = False
    address: str = ""
    key_sealed: bytes | None = None
    model: str = ""
    dialect: Dialect = "tools"
    seconds: int = 8
    tokens_a_day: int = 1_000_000
    uses: tuple[Use, ...] = ("answers",)
    moved_at: datetime | None = None


def as_set(row: ModelEndpoint) -> Set:
    """What a row says."""
    return Set(
        row.version,
        row.on,
        row.address,
        row.key_sealed,
        row.model,
        cast(Dialect, row.dialect),
        row.seconds,
        row.tokens_a_day,
        tuple(cast(list[Use], row.uses)),
        row.moved_at,
    )


async def get_set(session: Session) -> Set:
    """How it is set, as this process read it last."""

    async def read() -> Set:
        row = await session.get(ModelEndpoint, ONLY)
        return as_set(row) if row else Set()

    return await session.house.kept.get(session, KEPT, KEPT_SECONDS, read)


def open_endpoint(house: House, held: Set) -> Endpoint | None:
    """Where to ask, with the key in the clear; `None` where this key ring does not open it."""
    opened, key = _opened(house, held.key_sealed)
    if not opened:
        return None
    return Endpoint(held.address, key, held.model, held.dialect, float(held.seconds))


def _opened(house: House, sealed: bytes | None) -> tuple[bool, str | None]:
    """Whether the key can be opened, and the key, if there is one."""
    try:
        return True, house.keyring.open_value(bytes(sealed)).decode() if sealed else None
    except (InvalidTag, KeyError):
        # Restored without its key ring.
        return False, None


def show_endpoint(house: House, held: Set) -> ModelEndpointOut:
    """As its page shows it."""
    return ModelEndpointOut(
        version=held.version,
        on=held.on,
        address=held.address,
        has_key=held.key_sealed is not None,
        model=held.model,
        dialect=held.dialect,
        seconds=held.seconds,
        tokens_a_day=held.tokens_a_day,
        uses=list(held.uses),
        ai_on=house.thinking.is_allowed,
    )


async def get_pause(session: Session, held: Set, moment: datetime) -> datetime | None:
    """Until when nothing is asked. All processes see the same requests, so all keep the pause."""
    query = (
        select(ModelRequest.at, ModelRequest.outcome, ModelRequest.wait_until)
        .where(ModelRequest.at >= (held.moved_at or moment - DAY))
        .order_by(ModelRequest.at.desc())
        .limit(MOST_FAILED)
    )
    rows = (await session.execute(query)).all()
    past = [Past(row.at, row.outcome == "failed", row.wait_until) for row in rows]
    return paused_until(past, moment)


async def count_tokens(session: Session, moment: datetime) -> int:
    """The tokens of the last 24 hours."""
    spent = func.coalesce(func.sum(ModelRequest.tokens_in + ModelRequest.tokens_out), 0)
    return int(await session.scalar(select(spent).where(ModelRequest.at > moment - DAY)) or 0)


_FIGURES = text("""
    SELECT count(*) AS asked,
        count(*) FILTER (WHERE outcome = 'used') AS used,
        count(*) FILTER (WHERE outcome = 'refused') AS refused,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY milliseconds) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY milliseconds) AS p95
    FROM model_requests WHERE at > :since AND use <> 'try'
""")
_REASONS = text("""
    SELECT outcome, reason, count(*) AS count FROM model_requests
    WHERE at > :since AND use <> 'try' AND outcome IN ('discarded', 'failed')
    GROUP BY outcome, reason ORDER BY count DESC, reason
""")


async def get_figures(session: Session) -> ModelFiguresOut:
    """What came of the requests of the last 24 hours; trying it costs tokens and is no request."""
    moment = now()
    since = {"since": moment - DAY}
    row: Any = (await session.execute(_FIGURES, since)).one()
    reasons = (await session.execute(_REASONS, since)).all()

    def of(outcome: str) -> list[ModelReasonCount]:
        return [
            ModelReasonCount(reason=one.reason or "", count=one.count)
            for one in reasons
            if one.outcome == outcome
        ]

    return ModelFiguresOut(
        asked=row.asked,
        used=row.used,
        refused=row.refused,
        discarded=of("discarded"),
        failed=of("failed"),
        tokens=await count_tokens(session, moment),
        p50=row.p50,
        p95=row.p95,
        paused_until=await get_pause(session, await get_set(session), moment),
    )


EMBEDDING = "languagemodel.embedding"


@dataclass(frozen=True)
class EmbeddingSet:
    """Where vectors come from as it is set, the key still sealed."""

    version: int = 1
    on: bool = False
    address: str = ""
    key_sealed: bytes | None = None
    model: str = ""
    dimensions: int | None = None
    milliseconds: int = 400
    failures: int = 0
    reason: EmbeddingFailure | None = None
    paused_until: datetime | None = None

    @property
    def signature(self) -> str:
        """Which vectors can be compared with those that come from here."""
        return signature_of(self.address, self.model, self.dimensions)


def as_embedding_set(row: EmbeddingEndpoint) -> EmbeddingSet:
    """What a row says."""
    return EmbeddingSet(
        row.version,
        row.on,
        row.address,
        row.key_sealed,
        row.model,
        row.dimensions,
        row.milliseconds,
        row.failures,
        cast(EmbeddingFailure | None, row.reason),
        row.paused_until,
    )


async def get_embedding_set(session: Session) -> EmbeddingSet:
    """How it is set, as this process read it last."""

    async def read() -> EmbeddingSet:
        row = await session.get(EmbeddingEndpoint, ONLY)
        return as_embedding_set(row) if row else EmbeddingSet()

    return await session.house.kept.get(session, EMBEDDING, KEPT_SECONDS, read)


def open_source(house: House, held: EmbeddingSet) -> EmbeddingSource | None:
    """Where to ask, with the key in the clear; `None` where this key ring does not open it."""
    opened, key = _opened(house, held.key_sealed)
    if not opened:
        return None
    seconds = held.milliseconds / 1000
    return EmbeddingSource(held.address, key, held.model, held.dimensions, seconds)


def show_embedding(house: House, held: EmbeddingSet) -> EmbeddingEndpointOut:
    """As its page shows it."""
    paused = held.paused_until
    return EmbeddingEndpointOut(
        version=held.version,
        on=held.on,
        address=held.address,
        has_key=held.key_sealed is not None,
        model=held.model,
        dimensions=held.dimensions,
        milliseconds=held.milliseconds,
        reason=held.reason,
        paused_until=paused if paused and paused > now() else None,
        ai_on=house.thinking.is_allowed,
    )
