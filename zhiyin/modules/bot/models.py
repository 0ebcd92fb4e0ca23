"""Tables of the bot."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId


class BotSession(Base):
    """How the bot stands in a conversation it has begun, and how that ended for it."""

    __tablename__ = "bot_sessions"
    __table_args__ = (
        CheckConstraint("outcome IN ('alone', 'handed_over', 'taken')", name="outcome"),
        Index("ix_bot_sessions_started_at", "started_at"),
        Index("ix_bot_sessions_customer_id", "customer_id"),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    subject_id: Mapped[UUID | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # Turns in a row after which it did not know what was meant.
    unsure: Mapped[int] = mapped_column(server_default="0", default=0)
    # The task that runs, and what it knows; `asked` is the slot that was asked for last.
    task: Mapped[str | None]
    slots: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    asked: Mapped[str | None]
    asked_times: Mapped[int] = mapped_column(server_default="0", default=0)
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    reason: Mapped[str | None]
    # What the customer wanted, in their own words, for whoever takes over.
    summary: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # The version of the bot that answers here, drawn when it began.
    version: Mapped[int | None]


class BotTurn(WithId, Base):
    """What the bot was told, and what it did with it."""

    __tablename__ = "bot_turns"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('answer', 'choices', 'ask', 'task', 'handover', 'talk')", name="kind"
        ),
        CheckConstraint("rating IN ('helpful', 'unhelpful')", name="rating"),
        CheckConstraint("verdict IN ('right', 'wrong', 'better')", name="verdict"),
        # A message is answered once.
        UniqueConstraint("conversation_id", "number"),
        Index("ix_bot_turns_at", "at", "id"),
        Index("ix_bot_turns_customer_id", "customer_id"),
        Index(
            "ix_bot_turns_checked_at", "checked_at", postgresql_where=text("verdict IS NOT NULL")
        ),
        Index("ix_bot_turns_gap_id", "gap_id", "at", postgresql_where=text("gap_id IS NOT NULL")),
        # What waits to be put into a group.
        Index(
            "ix_bot_turns_waiting",
            "shop_id",
            "locale",
            "at",
            postgresql_where=text(
                "gap_id IS NULL AND NOT taught AND question <> ''"
                " AND (kind IN ('ask', 'choices') OR (kind = 'handover' AND reason = 'unsure')"
                " OR rating = 'unhelpful' OR verdict IN ('wrong', 'better'))"
            ),
        ),
        {"info": {"personal": True}},
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    # The message that was answered; phone numbers and addresses in the question are masked.
    number: Mapped[int]
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"))
    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    locale: Mapped[str]
    question: Mapped[str]
    kind: Mapped[str]
    words: Mapped[str]
    article_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    task: Mapped[str | None]
    # Why it handed over.
    reason: Mapped[str | None]
    # How probable it was that the best article answers, and from what on the bot answers itself.
    likely: Mapped[float | None]
    threshold: Mapped[float | None]
    # The articles found: [{"article_id", "title", "likely"}].
    found: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # Worded by a language model: the articles it rests on, [{"article_id", "title"}].
    cited: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # What was offered as buttons: [{"key", "label", "article_id"}].
    offered: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # Rules and ranking that decided.
    model: Mapped[str]
    milliseconds: Mapped[int]
    rating: Mapped[str | None]
    rated_at: Mapped[datetime | None]
    verdict: Mapped[str | None]
    better_article_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    taught: Mapped[bool] = mapped_column(server_default="false", default=False)
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    checked_at: Mapped[datetime | None]
    # The group of questions that ask the same, where nobody answered it well.
    gap_id: Mapped[UUID | None] = mapped_column(ForeignKey("bot_gaps.id", ondelete="SET NULL"))


class BotVersion(Base):
    """A change of the bot as it went live (版本), for all conversations or for a share of them."""

    __tablename__ = "bot_versions"
    __table_args__ = (
        CheckConstraint("kind IN ('start', 'settings', 'lesson', 'rollback')", name="kind"),
        CheckConstraint("state IN ('live', 'trial', 'withdrawn')", name="state"),
        CheckConstraint("share BETWEEN 1 AND 99", name="share"),
        # One trial at a time.
        Index(
            "uq_bot_versions_trial", "state", unique=True, postgresql_where=text("state = 'trial'")
        ),
        Index("ix_bot_versions_live_at", "live_at"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="live", default="live")
    # The share of conversations a trial has, in per cent; what is live has all others.
    share: Mapped[int | None]
    # {"added", "removed": [{"article_id", "texts"}], "settings": [{"name", "before", "after"}]}
    change: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    # The settings that decide, as they held for the organisation from then on.
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    # What the test questions said before it went live.
    measured: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    back_to: Mapped[int | None]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    # Since when it holds for everybody; of a trial, until when it ran.
    live_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class BotRehearsal(WithId, Base):
    """A change that was measured on the test questions, kept a day in case it goes live."""

    __tablename__ = "bot_rehearsals"

    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    change: Mapped[dict[str, Any]] = mapped_column(JSONB)
    measured: Mapped[dict[str, Any]] = mapped_column(JSONB)


class BotTestRun(Base):
    """All test questions asked once (测试). Its id is the job's."""

    __tablename__ = "bot_test_runs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)
    # The version it measured; none before the first one.
    version: Mapped[int | None]
    finished_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    # By question: {"kind", "verdict", "article_id", "likely"}. Only the newest runs keep theirs.
    results: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)


class BotGap(WithId, Base):
    """Questions that ask the same and were not answered well (知识缺口)."""

    __tablename__ = "bot_gaps"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'taught', 'dismissed', 'written')", name="state"),
        Index(
            "ix_bot_gaps_open", "count", "last_at", "id", postgresql_where=text("state = 'open'")
        ),
        Index(
            "ix_bot_gaps_decided_at",
            "decided_at",
            "id",
            postgresql_where=text("decided_at IS NOT NULL"),
        ),
        Index("ix_bot_gaps_shop_id", "shop_id", "locale", "last_at"),
        {"info": {"personal": True}},
    )

    shop_id: Mapped[UUID] = mapped_column(ForeignKey("shops.id"))
    locale: Mapped[str]
    # The most central question, in customers' words; masked as all of them are.
    label: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="open", default="open")
    count: Mapped[int] = mapped_column(server_default="0", default=0)
    customers: Mapped[int] = mapped_column(server_default="0", default=0)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    # The turns that stand for the group when others are compared with it, the most central first.
    centre: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    # The article that probably answers, and what speaks for it.
    proposed_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    evidence: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    # What it was taught to; of an open group, what is being written for it.
    article_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    version: Mapped[int | None] = mapped_column(ForeignKey("bot_versions.number"), index=True)
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None]
    # How many had asked by then.
    decided_count: Mapped[int | None]


class BotBrake(WithId, Base):
    """How much the bot answers in a category of articles (刹车), since its answers have failed."""

    __tablename__ = "bot_brakes"
    __table_args__ = (
        CheckConstraint("share IN (0, 20, 50, 100)", name="share"),
        UniqueConstraint("category_id", postgresql_nulls_not_distinct=True),
    )

    # Empty: articles without a category.
    category_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("article_categories.id", ondelete="CASCADE")
    )
    # Of a hundred conversations, so many get answers.
    share: Mapped[int] = mapped_column(server_default="100", default=100)
    # The last step; judged is only what was answered since.
    moved_at: Mapped[datetime]
    answers: Mapped[int] = mapped_column(server_default="0", default=0)
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    # Who set it; empty where it was set by the figures.
    by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
