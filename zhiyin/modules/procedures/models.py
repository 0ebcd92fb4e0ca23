"""Tables of procedures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion

OPEN = text("state = 'open'")


class Task(WithId, WithVersion, Base):
    """Something to do (待办): about an object, until a moment, by somebody or one of a team."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'cancelled')", name="state"),
        Index("ix_tasks_owner_id", "owner_id", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_team_id", "team_id", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_open", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_ended", "ended_at", "id", postgresql_where=text("state <> 'open'")),
        Index("ix_tasks_about", "about_kind", "about_id"),
        Index("ix_tasks_customer_id", "customer_id", "id"),
        {"info": {"personal": True}},
    )

    title: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="open", default="open")
    due_at: Mapped[datetime]
    about_kind: Mapped[str | None]
    about_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    # Why its owner has it; empty when a person said so.
    assign_reason: Mapped[str | None]
    origin: Mapped[str]
    # Makes asking for the same task twice harmless.
    key: Mapped[str | None] = mapped_column(unique=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    result: Mapped[str] = mapped_column(server_default="", default="")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
