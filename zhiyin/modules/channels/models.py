"""Tables of channels."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class ChannelAccount(WithId, WithVersion, Base):
    """One door to the shop: for now a web widget; later a mailbox, an official account …"""

    __tablename__ = "channel_accounts"

    kind: Mapped[str] = mapped_column(server_default="web", default="web")
    key: Mapped[str] = mapped_column(unique=True)
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    name: Mapped[str]
    look: Mapped[dict[str, Any]]
    languages: Mapped[list[str]]
    allowed_origins: Mapped[list[str]]
    # Offered before chatting: subjects in this order, and the choice of a person or the bot.
    topics: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    ask_who: Mapped[bool] = mapped_column(server_default="true", default=True)
    # Shared with the shop's server, sealed by the key ring.
    signing_secret: Mapped[bytes | None] = mapped_column(BYTEA)
    active: Mapped[bool] = mapped_column(server_default="true", default=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Visitor(WithId, Base):
    """A browser that has opened a widget. Its token is bound to the widget and the origin."""

    __tablename__ = "visitors"
    __table_args__ = (
        Index("ix_visitors_user_id", "user_id", postgresql_where=text("user_id IS NOT NULL")),
        {"info": {"personal": True}},
    )

    channel_account_id: Mapped[UUID] = mapped_column(ForeignKey("channel_accounts.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(BYTEA, unique=True)
    origin: Mapped[str]
    # The user id the shop's server signed for; empty while anonymous.
    user_id: Mapped[str | None]
    language: Mapped[str]
    time_zone: Mapped[str | None]
    page: Mapped[dict[str, Any] | None]
    user_agent: Mapped[str] = mapped_column(server_default="", default="")
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ChannelProbe(Base):
    """What the worker saw when it last tried a channel as a customer would (渠道探测)."""

    __tablename__ = "channel_probes"

    channel_account_id: Mapped[UUID] = mapped_column(
        ForeignKey("channel_accounts.id"), primary_key=True
    )
    checked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    took_ms: Mapped[int | None]
    # Failures in a row; what failed last, as a code; since when the channel counts as dead.
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    fault: Mapped[str | None]
    down_since: Mapped[datetime | None]


class UsedNonce(Base):
    """A signature's nonce, kept until the signature has expired, so that none is used twice."""

    __tablename__ = "used_nonces"
    __table_args__ = (Index("ix_used_nonces_expires_at", "expires_at"),)

    channel_account_id: Mapped[UUID] = mapped_column(
        ForeignKey("channel_accounts.id"), primary_key=True
    )
    nonce: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]
