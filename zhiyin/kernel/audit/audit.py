"""The audit trail: written with the change, sealed afterwards so that writers never wait."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Identity, Index, func, select, text
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.base import Base
from zhiyin.kernel.db.sessions import ReadSession, WriteSession

SEAL_BATCH = 1000
# Any constant: only one process seals at a time.
_SEAL_LOCK = 7_411_001


class AuditRow(Base):
    """Who did what to which object, with the values before and after."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_ref", "ref_kind", "ref_id", "id"),
        Index("ix_audit_unsealed", "id", postgresql_where=text("seal IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    actor: Mapped[dict[str, Any]]
    verb: Mapped[str]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]
    # Rows are chained in the order they were sealed: a late commit may carry an earlier id.
    seal_number: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    seal: Mapped[bytes | None] = mapped_column(BYTEA)


def audit(
    session: WriteSession,
    verb: str,
    ref: ObjectRef | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Records a change by a person or bot, in the transaction that makes it."""
    session.add(
        AuditRow(
            actor=msgspec.to_builtins(session.actor),
            verb=verb,
            ref_kind=ref.kind if ref else "",
            ref_id=ref.id if ref else None,
            before=_plain(before),
            after=_plain(after),
            reason=reason,
        )
    )


def _plain(values: dict[str, Any] | None) -> dict[str, Any] | None:
    plain: dict[str, Any] | None = msgspec.to_builtins(values)
    return plain


def _digest(previous: bytes, row: AuditRow) -> bytes:
    body = msgspec.json.encode(
        [
            row.id,
            row.at.timestamp(),
            row.actor,
            row.verb,
            row.ref_kind,
            str(row.ref_id),
            row.before,
            row.after,
            row.reason,
        ],
        order="sorted",
    )
    return hashlib.sha256(previous + body).digest()


async def seal(session: WriteSession) -> int:
    """Adds new rows to the hash chain, answers how many."""
    if not await session.scalar(
        text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _SEAL_LOCK}
    ):
        return 0
    last = (
        await session.execute(
            select(AuditRow.seal, AuditRow.seal_number)
            .where(AuditRow.seal_number.is_not(None))
            .order_by(AuditRow.seal_number.desc())
            .limit(1)
        )
    ).first()
    rows = (
        await session.execute(
            select(AuditRow).where(AuditRow.seal.is_(None)).order_by(AuditRow.id).limit(SEAL_BATCH)
        )
    ).scalars()
    previous, number = (last.seal, last.seal_number) if last else (b"", 0)
    first = number
    for row in rows:
        number += 1
        previous = row.seal = _digest(previous, row)
        row.seal_number = number
    return number - first


async def first_broken(session: ReadSession) -> int | None:
    """The id of the first row that does not fit the chain, or `None` when all is whole."""
    previous = b""
    rows = await session.stream_scalars(
        select(AuditRow).where(AuditRow.seal_number.is_not(None)).order_by(AuditRow.seal_number)
    )
    async for row in rows:
        if row.seal != _digest(previous, row):
            return row.id
        previous = row.seal
    return None
