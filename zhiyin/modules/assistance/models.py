"""Tables of assistance."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import BYTEA, JSONB, TSVECTOR
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


class ReplyExample(Base):
    """A customer's question and what an agent said to it first (问答对): suggested replies and
    subjects are taken from the like. Without phone numbers, numbers of orders and names; `reply` is
    empty where it could be said to nobody else.
    """

    __tablename__ = "reply_examples"
    __table_args__ = (
        CheckConstraint("locale IN ('zh-CN', 'en')", name="locale"),
        Index("ix_reply_examples_near", "shop_id", "locale", "intent", text("at DESC")),
        Index("ix_reply_examples_tokens", "tokens", postgresql_using="gin"),
        Index(
            "ix_reply_examples_reply_key",
            "shop_id",
            "reply_key",
            "customer_id",
            postgresql_where=text("reply_key <> ''"),
        ),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    # Of the last message of the question.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    locale: Mapped[str]
    question: Mapped[str]
    reply: Mapped[str]
    # The same for replies that say the same in the same words.
    reply_key: Mapped[str]
    # How the encoder of this signature knows the question.
    signature: Mapped[str]
    intent: Mapped[str]
    direction: Mapped[bytes] = mapped_column(BYTEA)
    tokens: Mapped[str] = mapped_column(TSVECTOR)
    at: Mapped[datetime] = mapped_column(index=True)


class ReplyPass(Base):
    """How far conversations that ended before have been learned from, newest first; one row for
    each signature of the encoder.
    """

    __tablename__ = "reply_passes"

    signature: Mapped[str] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(server_default="9999-12-31 00:00:00+00")
    conversation_id: Mapped[UUID] = mapped_column(
        server_default="ffffffff-ffff-ffff-ffff-ffffffffffff"
    )
    done_at: Mapped[datetime | None]


class MessageTranslation(Base):
    """A message in another language (译文), so that nobody asks for it twice."""

    __tablename__ = "message_translations"
    __table_args__ = ({"info": {"personal": True}},)

    # Of the message itself, also where it was put into another conversation since.
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    text: Mapped[str]
    # Where personal data stands in it: [[start, end], ...].
    spans: Mapped[list[Any] | None] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class WrittenWords(Base):
    """What an agent wrote, where the customer got its translation (原文): kept before the message
    goes out, under the key it goes with.
    """

    __tablename__ = "written_words"
    __table_args__ = ({"info": {"personal": True}},)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    client_key: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    language: Mapped[str]
    text: Mapped[str]
    spans: Mapped[list[Any] | None] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(server_default=func.now())


class SuggestionUse(Base):
    """What became of suggestions on a day (采纳): no words and no customers."""

    __tablename__ = "suggestion_uses"
    __table_args__ = (
        CheckConstraint("source IN ('replies', 'article', 'subject')", name="source"),
        Index("ix_suggestion_uses_day", "day"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), primary_key=True, index=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    shown: Mapped[int] = mapped_column(server_default="0", default=0)
    # Sent (chosen) as it was, sent with changes, and something else was sent (chosen).
    taken: Mapped[int] = mapped_column(server_default="0", default=0)
    changed: Mapped[int] = mapped_column(server_default="0", default=0)
    other: Mapped[int] = mapped_column(server_default="0", default=0)
