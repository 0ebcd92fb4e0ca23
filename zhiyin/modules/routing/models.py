"""Tables of routing."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class EntryRule(WithId, WithVersion, Base):
    """Where work goes that meets all conditions (入口规则); the first rule that fits decides."""

    __tablename__ = "entry_rules"
    __table_args__ = (
        CheckConstraint("tier IN ('A', 'B', 'C')", name="tier"),
        CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
        CheckConstraint("importance BETWEEN 1 AND 3", name="importance"),
    )

    name: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    conditions: Mapped[list[Any]] = mapped_column(JSONB)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    skill_id: Mapped[UUID | None] = mapped_column(ForeignKey("skills.id"), index=True)
    skill_level: Mapped[int] = mapped_column(server_default="1", default=1)
    tier: Mapped[str | None]
    urgency: Mapped[int | None]
    importance: Mapped[int | None]


class NamedAgents(Base):
    """A key customer's own agent and the deputies, in order (专属客服)."""

    __tablename__ = "named_agents"

    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    staff_ids: Mapped[list[UUID]]
