"""Tables of webhooks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, BigInt, WithId, WithVersion

WAITING = "state = 'waiting'"
DEAD = "state = 'dead'"


class Webhook(WithId, WithVersion, Base):
    """An address and what it is told."""

    __tablename__ = "webhooks"
    __table_args__ = (CheckConstraint("off_reason IN ('gone', 'failing')", name="off_reason"),)

    name: Mapped[str]
    url: Mapped[str]
    # Nothing named: every kind, those of later versions, too.
    kinds: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    on: Mapped[bool] = mapped_column(server_default="true", default=True)
    # Why it was switched off by itself.
    off_reason: Mapped[str | None]
    # Sealed by the key ring, which is in no backup.
    secret_sealed: Mapped[bytes] = mapped_column(BYTEA)
    old_secret_sealed: Mapped[bytes | None] = mapped_column(BYTEA)
    old_until: Mapped[datetime | None]
    # What happened before is not told.
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    succeeded_at: Mapped[datetime | None]
    # The first failure after the last success.
    failing_since: Mapped[datetime | None]


class WebhookDelivery(WithId, Base):
    """One event for one address, until it was taken or given up (死信)."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'delivered', 'dead')", name="state"),
        CheckConstraint("tries >= 0", name="tries"),
        UniqueConstraint("webhook_id", "event_id"),
        Index("ix_webhook_deliveries_next_at", "next_at", postgresql_where=WAITING),
        Index("ix_webhook_deliveries_list", "webhook_id", "id"),
        Index("ix_webhook_deliveries_dead", "webhook_id", "id", postgresql_where=DEAD),
        Index("ix_webhook_deliveries_ended_at", "ended_at"),
    )

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    # Empty: a test, or called by a rule.
    event_id: Mapped[BigInt | None]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    tries: Mapped[int] = mapped_column(server_default="0", default=0)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]
    # Of the last try.
    status: Mapped[int | None]
    problem: Mapped[str | None]
    answer: Mapped[str | None]
    milliseconds: Mapped[int | None]
