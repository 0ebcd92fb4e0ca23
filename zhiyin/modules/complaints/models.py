"""Tables of complaints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion

LIVE = text("closed_at IS NULL")


class Problem(WithId, WithVersion, Base):
    """What several complaints have in common (问题), with where it stands."""

    __tablename__ = "problems"
    __table_args__ = (CheckConstraint("state IN ('open', 'known', 'solved')", name="state"),)

    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="open", default="open")
    cause_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Complaint(WithId, WithVersion, Base):
    """A complaint (投诉): what a ticket is beside being a ticket. Who has it and where it belongs
    stands on the ticket.
    """

    __tablename__ = "complaints"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
        CheckConstraint("level_by IN ('rules', 'model', 'staff')", name="level_by"),
        UniqueConstraint("ticket_id"),
        Index("ix_complaints_shop_id", "shop_id", "filed_at"),
        Index("ix_complaints_customer_id", "customer_id", "filed_at"),
        Index("ix_complaints_filed_at", "filed_at", "id"),
        Index("ix_complaints_live", "level", "filed_at", "id", postgresql_where=LIVE),
        {"info": {"personal": True}},
    )

    # It goes with its ticket where an import is undone.
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id", ondelete="CASCADE"))
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    # Where it came from, as its ticket says.
    via: Mapped[str]
    # What the customer said, in their words, and what they want.
    words: Mapped[str]
    wish: Mapped[str] = mapped_column(server_default="", default="")
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    # Why it happened, in the tree of subjects: known at the latest with the lesson.
    cause_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    products: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    level: Mapped[int] = mapped_column(SmallInteger)
    # Once a person has set it no rule does.
    level_by: Mapped[str]
    level_reason: Mapped[str] = mapped_column(server_default="", default="")
    level_set_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # What rules say now: [{"code", "points", "words"}]; kept beside what a person has set.
    proposed: Mapped[int] = mapped_column(SmallInteger)
    points: Mapped[int] = mapped_column(SmallInteger)
    reasons: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # How likely anger and threats are, {"angry", "threat"}; null while it could not be read.
    felt: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    # Which of the same customer's complaints it repeats.
    repeats_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("complaints.id", ondelete="SET NULL"), index=True
    )
    problem_id: Mapped[UUID | None] = mapped_column(ForeignKey("problems.id"), index=True)
    filed_at: Mapped[datetime]
    calm_due_at: Mapped[datetime]
    solve_due_at: Mapped[datetime]
    calm_at: Mapped[datetime | None]
    solved_at: Mapped[datetime | None]
    # The first time it was: what is reopened has been solved once.
    first_solved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(server_default="0", default=0)
    # The last time: what was chosen and answered before counts no more.
    reopened_at: Mapped[datetime | None]
    lesson_wrong: Mapped[str] = mapped_column(server_default="", default="")
    lesson_prevent: Mapped[str] = mapped_column(server_default="", default="")
    lesson_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    lesson_at: Mapped[datetime | None]


class ComplaintLevel(WithId, Base):
    """One change of a complaint's level."""

    __tablename__ = "complaint_levels"
    __table_args__ = ({"info": {"personal": True}},)

    complaint_id: Mapped[UUID] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), index=True
    )
    level: Mapped[int] = mapped_column(SmallInteger)
    by: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    reason: Mapped[str] = mapped_column(server_default="", default="")
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class Offer(WithId, Base):
    """Options that were put before a customer (方案); of a complaint one waits at a time. Of its
    link only a hash is kept.
    """

    __tablename__ = "complaint_offers"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'sent', 'chosen', 'declined', 'replaced', 'withdrawn',"
            " 'refused', 'expired')",
            name="state",
        ),
        CheckConstraint("chosen_via IN ('link', 'staff')", name="chosen_via"),
        UniqueConstraint("complaint_id", "number"),
        UniqueConstraint("token_hash"),
        Index(
            "uq_complaint_offers_open",
            "complaint_id",
            unique=True,
            postgresql_where=text("state IN ('waiting', 'sent')"),
        ),
        {"info": {"personal": True}},
    )

    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    token_hash: Mapped[bytes | None] = mapped_column(BYTEA)
    valid_hours: Mapped[int]
    # ComplaintsCounted from when it goes out.
    valid_until: Mapped[datetime | None]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    sent_at: Mapped[datetime | None]
    chosen_at: Mapped[datetime | None]
    chosen_place: Mapped[int | None] = mapped_column(SmallInteger)
    chosen_via: Mapped[str | None]
    chosen_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    declined_words: Mapped[str] = mapped_column(server_default="", default="")


class OfferOption(Base):
    """One of the options of an offer. Money is in minor units; its payout is of remedies."""

    __tablename__ = "complaint_options"
    __table_args__ = (
        CheckConstraint("place BETWEEN 1 AND 4", name="place"),
        CheckConstraint("amount > 0", name="amount"),
        {"info": {"personal": True}},
    )

    offer_id: Mapped[UUID] = mapped_column(
        ForeignKey("complaint_offers.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    text: Mapped[str]
    meaning: Mapped[str] = mapped_column(server_default="", default="")
    goods: Mapped[str] = mapped_column(server_default="", default="")
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(server_default="CNY", default="CNY")
    payout_id: Mapped[UUID | None] = mapped_column(ForeignKey("payouts.id"), index=True)


class FollowUp(WithId, Base):
    """One time a customer was asked whether a matter is settled (回访)."""

    __tablename__ = "complaint_follow_ups"
    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        CheckConstraint("via IN ('link', 'staff')", name="via"),
        CheckConstraint("(settled IS NULL) = (answered_at IS NULL)", name="answered"),
        UniqueConstraint("complaint_id", "round"),
        UniqueConstraint("token_hash"),
        {"info": {"personal": True}},
    )

    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"))
    # Asked once for each time it was solved.
    round: Mapped[int] = mapped_column(SmallInteger)
    token_hash: Mapped[bytes | None] = mapped_column(BYTEA)
    asked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    settled: Mapped[bool | None]
    score: Mapped[int | None] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(server_default="", default="")
    via: Mapped[str | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class RisingShop(Base):
    """A shop that has more complaints than usual just now (预警); gone when that is over."""

    __tablename__ = "complaint_warnings"

    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), primary_key=True)
    since: Mapped[datetime]
    count: Mapped[int]
    usual: Mapped[float] = mapped_column(Double)
