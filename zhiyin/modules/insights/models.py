"""Tables of insights."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class Contact(Base):
    """What one conversation counts for on its days (接触), folded from its events.

    Days are those of the first shop. Narrow rows, written anew as the conversation goes on, so
    that a day is counted without touching conversations and each number opens into its list.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        Index("ix_contacts_day", "day"),
        Index("ix_contacts_closed_day", "closed_day"),
        Index(
            "ix_contacts_unanswered",
            "opened_at",
            postgresql_where=text("answered_at IS NULL AND closed_at IS NULL"),
        ),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    closed_day: Mapped[date | None] = mapped_column(Date)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    # Who has it, or ended it.
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    opened_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Whether the promises were kept; empty while nobody knows, or when none was made.
    acknowledged_in_time: Mapped[bool | None]
    answered_in_time: Mapped[bool | None]
    abandoned: Mapped[bool] = mapped_column(server_default="false", default=False)
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    # What follows is as conversations' outcomes say (`get_outcomes`).
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    result: Mapped[str | None]
    merged: Mapped[bool] = mapped_column(server_default="false", default=False)
    reopened: Mapped[int] = mapped_column(server_default="0", default=0)
    escalated: Mapped[bool] = mapped_column(server_default="false", default=False)
    by_bot: Mapped[bool] = mapped_column(server_default="false", default=False)
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversations.id"), index=True)


class Alert(WithId, Base):
    """Something that calls for somebody (提醒). The same matter has one row for ever: its key."""

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('long_wait', 'breach', 'angry', 'away', 'channel_down', 'surge',"
            " 'complaints')",
            name="kind",
        ),
        Index(
            "uq_alerts_open",
            "kind",
            "ref_id",
            unique=True,
            postgresql_where=text("resolved_at IS NULL"),
        ),
        Index("ix_alerts_at", "at"),
    )

    kind: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    ref_kind: Mapped[str]
    ref_id: Mapped[UUID]
    # Whose board it stands on; none: everybody's.
    team_ids: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    # References, names of staff and channels, stages: never a customer's words or name.
    values: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    acknowledged_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    acknowledged_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]


class DisplayLink(WithId, Base):
    """A read-only link for a screen on the wall (大屏链接). Only a hash of its token is kept."""

    __tablename__ = "display_links"

    name: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(BYTEA, unique=True)
    # The teams it shows; empty: all.
    team_ids: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    revoked_at: Mapped[datetime | None]
