"""Tables of the help centre."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class HelpCentre(WithId, WithVersion, Base):
    """A shop's public pages (帮助中心): one a shop."""

    __tablename__ = "help_centres"
    __table_args__ = (
        UniqueConstraint("shop_id"),
        UniqueConstraint("slug"),
        UniqueConstraint("site"),
    )

    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    # Its part of every address.
    slug: Mapped[str]
    # Where readers know it from, if not by the address of this server: `https://help.shop.example`.
    site: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default="false", default=False)
    languages: Mapped[list[str]]
    title: Mapped[dict[str, str]]
    welcome: Mapped[dict[str, str]]
    contact: Mapped[dict[str, str]]
    color: Mapped[str]
    # [{"label": {"zh-CN", "en"}, "url"}]
    links: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    logo_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("files.id", ondelete="SET NULL"), index=True
    )
    channel_account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("channel_accounts.id"), index=True
    )


class HelpVote(WithId, Base):
    """Whether an article helped a browser (有帮助 / 没帮助); one vote each, which may change.

    Nothing of it leads to a customer: the voter is a hash of a random cookie, personal data in the
    words is masked before it is stored. The vote counts among the article's uses under its id.
    """

    __tablename__ = "help_votes"
    __table_args__ = (
        CheckConstraint("reason IN ('wrong', 'unclear', 'incomplete', 'other')", name="reason"),
        UniqueConstraint("article_id", "voter"),
        Index(
            "ix_help_votes_unhelpful",
            "shop_id",
            text("at DESC"),
            postgresql_where=text("NOT helpful"),
        ),
    )

    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    voter: Mapped[bytes] = mapped_column(BYTEA)
    helpful: Mapped[bool]
    reason: Mapped[str | None]
    comment: Mapped[str] = mapped_column(server_default="", default="")
    at: Mapped[datetime] = mapped_column(server_default=func.now())
