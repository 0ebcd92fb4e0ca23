"""Tables of the event record."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base


class EventRow(Base):
    """One event. Partitioned by month; `xid` lets readers stop where commits may still arrive."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_xid_id", "xid", "id"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True, server_default=func.now())
    kind: Mapped[str]
    schema_version: Mapped[int] = mapped_column(server_default="1")
    payload: Mapped[dict[str, Any]]
    about: Mapped[dict[str, Any]]
    actor: Mapped[dict[str, Any]]
    cause: Mapped[int | None] = mapped_column(BigInteger)
    # The rules it came of; most come of none.
    chain: Mapped[list[Any] | None] = mapped_column(JSONB)
    xid: Mapped[int] = mapped_column(
        BigInteger, server_default=text("(pg_current_xact_id()::text::bigint)")
    )


class EventTodoRow(Base):
    """A listener that has not yet taken an event. Deleted in the listener's own transaction."""

    __tablename__ = "event_todo"
    __table_args__ = (
        Index(
            "ix_event_todo_due", "lane", "available_at", postgresql_where=text("parked_at IS NULL")
        ),
    )

    event_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    listener: Mapped[str] = mapped_column(primary_key=True)
    event_at: Mapped[datetime]
    lane: Mapped[str]
    available_at: Mapped[datetime] = mapped_column(server_default=func.now())
    attempts: Mapped[int] = mapped_column(server_default="0")
    parked_at: Mapped[datetime | None]
    error: Mapped[str | None]


class EventReaderRow(Base):
    """How far a reader by position has come."""

    __tablename__ = "event_readers"

    name: Mapped[str] = mapped_column(primary_key=True)
    xid: Mapped[int] = mapped_column(BigInteger, server_default="0")
    event_id: Mapped[int] = mapped_column(BigInteger, server_default="0")
