"""Keys of requests that were carried out."""

from datetime import datetime

from sqlalchemy import Index, func
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base


class RequestKeyRow(Base):
    """One key of one caller. The answer is sealed: it may hold anything an answer may hold."""

    __tablename__ = "request_keys"
    __table_args__ = (Index("ix_request_keys_at", "at"),)

    # A keyed hash of the caller: staff, visitor, or the address of somebody who is nobody yet.
    scope: Mapped[bytes] = mapped_column(BYTEA, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[bytes] = mapped_column(BYTEA)
    # Empty while the answer is not known, or when its process died before storing it.
    status: Mapped[int | None]
    answer: Mapped[bytes | None] = mapped_column(BYTEA)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
