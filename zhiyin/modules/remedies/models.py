"""Tables of remedies."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion

GOING = text("state IN ('requested', 'approved', 'due', 'sent', 'failed')")


class Payout(WithId, WithVersion, Base):
    """Value a customer is given in compensation (补偿付款), from being asked for to arriving. Money
    is in minor units of its currency.
    """

    __tablename__ = "payouts"
    __table_args__ = (
        CheckConstraint(
            "state IN ('requested', 'approved', 'refused', 'due', 'sent', 'arrived', 'failed',"
            " 'withdrawn')",
            name="state",
        ),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_payouts_about", "about_kind", "about_id", "id"),
        Index("ix_payouts_shop_id", "shop_id", "id"),
        Index("ix_payouts_team_id", "team_id", "id"),
        Index("ix_payouts_customer_id", "customer_id", "id"),
        Index("ix_payouts_requested_by", "requested_by", "id"),
        Index("ix_payouts_going", "state", "id", postgresql_where=GOING),
        {"info": {"personal": True}},
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    # By which kind of payout it is given, as contributed.
    kind: Mapped[str]
    about_kind: Mapped[str]
    about_id: Mapped[UUID]
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    reason: Mapped[str]
    state: Mapped[str]
    # Approved, it waits until the customer has chosen it.
    held: Mapped[bool] = mapped_column(server_default="false", default=False)
    # Makes asking for the same payout twice harmless.
    key: Mapped[str] = mapped_column(unique=True)
    requested_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    requested_at: Mapped[datetime] = mapped_column(server_default=func.now())
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None]
    # Why it was refused, failed or withdrawn.
    why: Mapped[str] = mapped_column(server_default="", default="")
    due_at: Mapped[datetime | None]
    method: Mapped[str | None]
    reference: Mapped[str] = mapped_column(server_default="", default="")
    sent_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # When the money left and when it was there, as finance says.
    sent_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    # Whose sum of which day it counts into, where it was granted without asking anybody.
    granted_on: Mapped[date | None] = mapped_column(Date)


class PayoutDay(Base):
    """What somebody has granted by themselves on a day of the shop; kept by single statements."""

    __tablename__ = "payout_days"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    currency: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


class PayoutLimit(WithId, WithVersion, Base):
    """What a role may grant by itself, each time and in a day, and what it may approve (补偿额度).
    Nothing said: without limit, in any currency. No rows at all: the usual limits hold.
    """

    __tablename__ = "payout_limits"
    __table_args__ = (UniqueConstraint("role", "currency"),)

    role: Mapped[str]
    currency: Mapped[str]
    grant_each: Mapped[int | None] = mapped_column(BigInteger)
    grant_day: Mapped[int | None] = mapped_column(BigInteger)
    approve_each: Mapped[int | None] = mapped_column(BigInteger)
