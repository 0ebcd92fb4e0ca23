"""Tables of dispatch."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class Queue(Base):
    """The line of one team, or of everybody (the zero id)."""

    __tablename__ = "queues"

    id: Mapped[UUID] = mapped_column(primary_key=True)


class WorkItem(WithId, Base):
    """One piece of work of any kind, from the moment it waits until it is done."""

    __tablename__ = "work_items"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'assigned', 'done')", name="state"),
        UniqueConstraint("kind", "object_id"),
        Index(
            "ix_work_items_line",
            "queue_id",
            text("priority DESC"),
            "queued_at",
            "id",
            postgresql_where=text("state = 'queued'"),
        ),
        Index(
            "ix_work_items_assignee_id", "assignee_id", postgresql_where=text("state = 'assigned'")
        ),
    )

    kind: Mapped[str]
    object_id: Mapped[UUID]
    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    priority: Mapped[int] = mapped_column(server_default="0", default=0)
    # Whom the customer knows: the agent of last time.
    familiar_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str | None]
    queued_at: Mapped[datetime] = mapped_column(server_default=func.now())
    assigned_at: Mapped[datetime | None]


class Load(Base):
    """How many slots of a member of staff are taken, and when they last got work."""

    __tablename__ = "loads"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    used: Mapped[int] = mapped_column(server_default="0", default=0)
    last_assigned_at: Mapped[datetime | None]
    # Not given new work before this moment (wrap-up, 话后处理).
    resting_until: Mapped[datetime | None]
