"""Tables of the language model."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion


class ModelEndpoint(WithVersion, Base):
    """The endpoint of the organisation: one row, made when it is first set up."""

    __tablename__ = "model_endpoint"
    __table_args__ = (
        CheckConstraint("id = 1", name="id"),
        CheckConstraint("dialect IN ('tools', 'json', 'plain')", name="dialect"),
        CheckConstraint("seconds BETWEEN 1 AND 60", name="seconds"),
        CheckConstraint("tokens_a_day >= 0", name="tokens_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on: Mapped[bool] = mapped_column(server_default="false", default=False)
    address: Mapped[str] = mapped_column(server_default="", default="")
    # Sealed by the key ring, which is in no backup.
    key_sealed: Mapped[bytes | None] = mapped_column(BYTEA)
    model: Mapped[str] = mapped_column(server_default="", default="")
    dialect: Mapped[str] = mapped_column(server_default="tools", default="tools")
    seconds: Mapped[int] = mapped_column(server_default="8", default=8)
    # 0: no limit.
    tokens_a_day: Mapped[int] = mapped_column(server_default="1000000", default=1_000_000)
    uses: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    # Failures before this say nothing about what is set now.
    moved_at: Mapped[datetime] = mapped_column(server_default=func.now())


class ModelRequest(WithId, Base):
    """A request that was sent: what for, how long, what became of it; never what was said."""

    __tablename__ = "model_requests"
    __table_args__ = (
        CheckConstraint("outcome IN ('used', 'refused', 'discarded', 'failed')", name="outcome"),
        Index("ix_model_requests_at", "at"),
        Index("ix_model_requests_customer_id", "customer_id"),
        {"info": {"personal": True}},
    )

    at: Mapped[datetime] = mapped_column(server_default=func.now())
    use: Mapped[str]
    # Higher up in the house: an id without a key to it.
    conversation_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    model: Mapped[str]
    articles: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    tokens_in: Mapped[int]
    tokens_out: Mapped[int]
    milliseconds: Mapped[int]
    outcome: Mapped[str]
    # Why it failed, or why the answer was thrown away.
    reason: Mapped[str | None]
    # The endpoint asked to be left alone until then.
    wait_until: Mapped[datetime | None]


class EmbeddingEndpoint(WithVersion, Base):
    """Where vectors of texts come from (向量模型): one row, made when it is first set up."""

    __tablename__ = "embedding_endpoint"
    __table_args__ = (
        CheckConstraint("id = 1", name="id"),
        CheckConstraint("dimensions BETWEEN 1 AND 4096", name="dimensions"),
        CheckConstraint("milliseconds BETWEEN 50 AND 3000", name="milliseconds"),
        CheckConstraint("failures >= 0", name="failures"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on: Mapped[bool] = mapped_column(server_default="false", default=False)
    address: Mapped[str] = mapped_column(server_default="", default="")
    # Sealed by the key ring, which is in no backup.
    key_sealed: Mapped[bytes | None] = mapped_column(BYTEA)
    model: Mapped[str] = mapped_column(server_default="", default="")
    # Empty: as many as the model gives.
    dimensions: Mapped[int | None]
    # How long a question waits for its vector.
    milliseconds: Mapped[int] = mapped_column(server_default="400", default=400)
    # In a row, up to now: all processes keep the same pause.
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    reason: Mapped[str | None]
    failed_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
