"""Tables of invitations to visitors (主动邀请)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class InvitationRule(WithId, WithVersion, Base):
    """When a visitor is spoken to first (主动邀请), and with which words."""

    __tablename__ = "invitation_rules"
    __table_args__ = (
        CheckConstraint("trigger IN ('time', 'scroll', 'visits', 'event', 'cart')", name="trigger"),
    )

    name: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    trigger: Mapped[str]
    # Seconds on the page, per cent scrolled, which visit, or the cart's value.
    threshold: Mapped[int] = mapped_column(server_default="0", default=0)
    event: Mapped[str] = mapped_column(server_default="", default="")
    page: Mapped[str] = mapped_column(server_default="", default="")
    language: Mapped[str | None]
    # Only while somebody could answer at once.
    only_open: Mapped[bool] = mapped_column(server_default="true", default=True)
    # Not to who has talked to us within these days.
    talked_days: Mapped[int] = mapped_column(server_default="0", default=0)
    priority: Mapped[int] = mapped_column(server_default="0", default=0)
    words: Mapped[dict[str, str]]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class InvitationShow(WithId, Base):
    """An invitation that a visitor saw, and what came of it. Goes with the visitor."""

    __tablename__ = "invitation_shows"
    __table_args__ = (
        CheckConstraint("outcome IN ('dismissed', 'accepted')", name="outcome"),
        Index("ix_invitation_shows_visitor_id", "visitor_id", "at"),
        Index("ix_invitation_shows_at", "at"),
        {"info": {"personal": True}},
    )

    rule_id: Mapped[UUID] = mapped_column(
        ForeignKey("invitation_rules.id", ondelete="CASCADE"), index=True
    )
    visitor_id: Mapped[UUID] = mapped_column(ForeignKey("visitors.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    outcome: Mapped[str | None]
    led: Mapped[bool] = mapped_column(server_default="false", default=False)


class InvitationDay(Base):
    """Kept counters of a rule's day: they stay when visitors are forgotten."""

    __tablename__ = "invitation_days"

    rule_id: Mapped[UUID] = mapped_column(
        ForeignKey("invitation_rules.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    shown: Mapped[int] = mapped_column(server_default="0", default=0)
    dismissed: Mapped[int] = mapped_column(server_default="0", default=0)
    accepted: Mapped[int] = mapped_column(server_default="0", default=0)
    led: Mapped[int] = mapped_column(server_default="0", default=0)
