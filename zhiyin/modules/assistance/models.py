"""Tables of assistance."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class WordingEntry(WithId, WithVersion, WithBin, Base):
    """Words that should not be said to a customer (用语): an entry of our own, or one of those that
    come with the product once somebody has changed it. One of a shop holds before those of all.
    """

    __tablename__ = "wording_entries"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('banned', 'advertising', 'promise', 'politeness', 'other')", name="kind"
        ),
        CheckConstraint("severity IN ('hints', 'warns', 'blocks')", name="severity"),
        CheckConstraint("language IN ('zh-CN', 'en')", name="language"),
    )

    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    kind: Mapped[str]
    severity: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="zh-CN", default="zh-CN")
    phrases: Mapped[list[str]]
    exceptions: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    instead: Mapped[str] = mapped_column(server_default="", default="")
    advice: Mapped[str] = mapped_column(server_default="", default="")
    active: Mapped[bool] = mapped_column(server_default="true", default=True)


class WordingCount(Base):
    """How often a member of staff met an entry on a day; no words and no customers. Entries that
    nobody changed have no row, so their ids point to none.
    """

    __tablename__ = "wording_counts"
    __table_args__ = (Index("ix_wording_counts_day", "day"),)

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    # Said all the same, refused, and changed as advised.
    sent: Mapped[int] = mapped_column(server_default="0", default=0)
    blocked: Mapped[int] = mapped_column(server_default="0", default=0)
    replaced: Mapped[int] = mapped_column(server_default="0", default=0)
