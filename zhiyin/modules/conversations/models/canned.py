"""Tables of canned replies (话术)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithBin, WithId, WithVersion


class CannedReply(WithId, WithVersion, WithBin, Base):
    """A prepared text (话术): of one person, of a team, or of a shop (no shop: of all shops).

    Each language is a row of its own. `keys` is what it is found by: title, shortcut and folder
    as written, and their pinyin in full and by initials.
    """

    __tablename__ = "canned_replies"
    __table_args__ = (
        CheckConstraint("level IN ('personal', 'team', 'shop')", name="level"),
        CheckConstraint("(level = 'personal') = (owner_id IS NOT NULL)", name="owner"),
        CheckConstraint("(level = 'team') = (team_id IS NOT NULL)", name="team"),
        CheckConstraint("level = 'shop' OR shop_id IS NULL", name="shop"),
    )

    level: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    language: Mapped[str]
    folder: Mapped[str] = mapped_column(server_default="", default="")
    title: Mapped[str]
    shortcut: Mapped[str] = mapped_column(server_default="", default="")
    text: Mapped[str]
    keys: Mapped[str]


class CannedUse(Base):
    """How often somebody has sent a canned reply, and how often only after changing it."""

    __tablename__ = "canned_uses"

    reply_id: Mapped[UUID] = mapped_column(ForeignKey("canned_replies.id"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    used: Mapped[int] = mapped_column(server_default="0")
    edited: Mapped[int] = mapped_column(server_default="0")
    last_at: Mapped[datetime] = mapped_column(server_default=func.now())
