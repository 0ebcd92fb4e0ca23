"""Deadlines."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class TimerRow(WithId, Base):
    """Something to do at `due_at` (database clock). One per (kind, object, key)."""

    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("kind", "ref_kind", "ref_id", "key"),
        Index("ix_timers_due_at", "due_at"),
    )

    kind: Mapped[str]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(server_default="")
    due_at: Mapped[datetime]
    values: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    attempts: Mapped[int] = mapped_column(server_default="0")
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
