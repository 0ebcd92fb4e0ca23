"""Tables of dispatch."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class Queue(Base):
    """The line of one team, or of everybody (the zero id)."""

    __tablename__ = "queues"

    id: Mapped[UUID] = mapped_column(primary_key=True)


class Lane(WithId, Base):
    """The part of a queue in which everything asks for the same: oldest first within it."""

    __tablename__ = "lanes"
    __table_args__ = (UniqueConstraint("queue_id", "signature"),)

    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    signature: Mapped[str]
    need: Mapped[dict[str, Any]]


class WorkItem(WithId, Base):
    """One piece of work of any kind, from the moment it waits until it is done."""

    __tablename__ = "work_items"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'assigned', 'done')", name="state"),
        UniqueConstraint("kind", "object_id"),
        Index(
            "ix_work_items_lane_id",
            "lane_id",
            "rank_at",
            "id",
            postgresql_where=text("state = 'queued'"),
        ),
        Index(
            "ix_work_items_line",
            "queue_id",
            "rank_at",
            "id",
            postgresql_where=text("state = 'queued'"),
        ),
        Index("ix_work_items_arrivals", "queue_id", "queued_at"),
        Index("ix_work_items_pace", "queue_id", "assigned_at"),
        Index(
            "ix_work_items_assignee_id", "assignee_id", postgresql_where=text("state = 'assigned'")
        ),
    )

    kind: Mapped[str]
    object_id: Mapped[UUID]
    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    lane_id: Mapped[UUID] = mapped_column(ForeignKey("lanes.id"))
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    channel: Mapped[str] = mapped_column(server_default="chat", default="chat")
    # Seconds of waiting that its priority is worth.
    boost: Mapped[int] = mapped_column(server_default="0", default=0)
    # Whom the customer knows: the agent of last time.
    familiar_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    named: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    declined: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str | None]
    queued_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # Its place in line: when it came, less its boost.
    rank_at: Mapped[datetime] = mapped_column(server_default=func.now())
    assigned_at: Mapped[datetime | None]
    # How long the customer was told it would take.
    estimate_seconds: Mapped[int | None]


class Offer(WithId, Base):
    """Work that its holder would hand to a colleague, who has not answered yet (转接邀请)."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint(
            "state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')", name="state"
        ),
        Index(
            "uq_offers_open",
            "kind",
            "object_id",
            unique=True,
            postgresql_where=text("state = 'offered'"),
        ),
        Index("ix_offers_object_id", "kind", "object_id"),
    )

    kind: Mapped[str]
    object_id: Mapped[UUID]
    from_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    state: Mapped[str] = mapped_column(server_default="offered", default="offered")
    note: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")
    until: Mapped[datetime]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    answered_at: Mapped[datetime | None]


class ChannelLoad(Base):
    """How many slots of one channel are taken, where a channel has a limit of its own."""

    __tablename__ = "channel_loads"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int] = mapped_column(server_default="0", default=0)


class Load(Base):
    """How many slots of a member of staff are taken, and when they last got work."""

    __tablename__ = "loads"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    used: Mapped[int] = mapped_column(server_default="0", default=0)
    last_assigned_at: Mapped[datetime | None]
    # Not given new work before this moment (wrap-up, 话后处理).
    resting_until: Mapped[datetime | None]
