"""What people see of a job. The queue itself is Procrastinate's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId

UNFINISHED = "state IN ('waiting', 'running')"


class JobRow(WithId, Base):
    """One piece of long work: who asked, how far it is, how it ended."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name="state"
        ),
        Index("ix_jobs_asked_by", "asked_by", "id"),
        Index("ix_jobs_ref", "ref_kind", "ref_id", "id"),
        Index("ix_jobs_unfinished", "id", postgresql_where=text(UNFINISHED)),
        {"info": {"personal": True}},
    )

    kind: Mapped[str]
    # Ids and small values, never personal data: rows outlive the customer they are about.
    args: Mapped[dict[str, Any]]
    ref_kind: Mapped[str | None]
    ref_id: Mapped[UUID | None]
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    step: Mapped[str] = mapped_column(server_default="", default="")
    done: Mapped[int] = mapped_column(server_default="0", default=0)
    total: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    cancel_asked: Mapped[bool] = mapped_column(server_default="false", default=False)
    error: Mapped[str | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    # Until when the file it made may be fetched.
    file_until: Mapped[datetime | None]
