"""Tables of surveys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class Rating(WithId, Base):
    """What a customer was asked of a conversation, and what they said (评价); once each."""

    __tablename__ = "ratings"
    __table_args__ = (
        CheckConstraint("kind IN ('csat5', 'csat10', 'nps', 'ces')", name="kind"),
        CheckConstraint("via IN ('widget', 'mail')", name="via"),
        CheckConstraint("(score IS NULL) = (answered_at IS NULL)", name="answered"),
        UniqueConstraint("conversation_id"),
        UniqueConstraint("token_hash"),
        Index("ix_ratings_asked_at", "asked_at", "id"),
        Index("ix_ratings_customer_id", "customer_id", "asked_at"),
        Index(
            "ix_ratings_answered",
            "answered_at",
            "id",
            postgresql_where=text("answered_at IS NOT NULL"),
        ),
        Index("ix_ratings_low", "answered_at", "id", postgresql_where=text("low")),
        Index("ix_ratings_staff_id", "staff_id", "asked_at"),
        Index("ix_ratings_team_id", "team_id", "asked_at"),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    # Who served, as it was when asked.
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    kind: Mapped[str]
    language: Mapped[str]
    # Only a hash of the mail's token is kept.
    token_hash: Mapped[bytes] = mapped_column(BYTEA)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    score: Mapped[int | None]
    low: Mapped[bool] = mapped_column(server_default="false", default=False)
    comment: Mapped[str] = mapped_column(server_default="", default="")
    # Where personal data stands in the comment: [[start, end], ...].
    spans: Mapped[list[Any] | None] = mapped_column(JSONB)
    via: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    changed_at: Mapped[datetime | None]
