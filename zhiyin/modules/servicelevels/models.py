"""Tables of service levels."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class ServicePolicy(WithId, WithVersion, WithBin, Base):
    """What is promised where all conditions are met (服务等级规则); the first that fits decides."""

    __tablename__ = "service_policies"
    __table_args__ = (CheckConstraint("warn_at BETWEEN 10 AND 99", name="warn_at"),)

    name: Mapped[str]
    # What kind of object it promises times about.
    about: Mapped[str] = mapped_column(server_default="conversation", default="conversation")
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    conditions: Mapped[list[Any]] = mapped_column(JSONB)
    goals: Mapped[list[Any]] = mapped_column(JSONB)
    business_hours: Mapped[bool] = mapped_column(server_default="true", default=True)
    pauses: Mapped[bool] = mapped_column(server_default="true", default=True)
    warn_at: Mapped[int | None]
    on_breach: Mapped[list[str]]


class ClockRow(WithId, Base):
    """One promise to one object, kept or not (计时). The terms are those it was started with."""

    __tablename__ = "clocks"
    __table_args__ = (
        Index(
            "uq_clocks_open",
            "ref_kind",
            "ref_id",
            "kind",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_clocks_ref", "ref_kind", "ref_id", "started_at"),
        {"postgresql_with": {"fillfactor": 80}},
    )

    kind: Mapped[str]
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    # For the record only: a policy may be taken away while its clocks run on.
    policy_id: Mapped[UUID | None]
    shop_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    seconds: Mapped[int]
    warn_at: Mapped[int]
    business_hours: Mapped[bool]
    pauses: Mapped[bool]
    on_breach: Mapped[list[str]]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    warns_at: Mapped[datetime]
    warned_at: Mapped[datetime | None]
    breached_at: Mapped[datetime | None]
    paused_since: Mapped[datetime | None]
    # Seconds of opening time that were left when it was paused.
    remaining: Mapped[float | None]
    paused_seconds: Mapped[float] = mapped_column(server_default="0", default=0.0)
    met_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]
