"""Tables of automation."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, BigInt, WithId, WithVersion

WAITING = text("state = 'waiting'")


class AutomationRule(WithId, WithVersion, Base):
    """When, if, then (规则). What it says stands in its document, as `schemas` has it."""

    __tablename__ = "automation_rules"
    __table_args__ = (
        CheckConstraint("paused_reason IN ('per_object', 'in_total')", name="paused_reason"),
    )

    name: Mapped[str]
    document: Mapped[dict[str, Any]]
    on: Mapped[bool] = mapped_column(server_default="false", default=False)
    # Paused by itself, because it ran too often.
    paused_at: Mapped[datetime | None]
    paused_reason: Mapped[str | None]
    # What happened before it was switched on is not answered.
    since: Mapped[datetime | None]
    position: Mapped[int] = mapped_column(server_default="0", default=0)
    # Which of those that come with the product it was made of.
    ready: Mapped[str | None] = mapped_column(unique=True)
    # Taken away. Kept for the record of its runs, and so that what the product brings stays away.
    dropped_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class AutomationVersion(WithId, Base):
    """A rule as somebody left it."""

    __tablename__ = "automation_versions"
    __table_args__ = (UniqueConstraint("rule_id", "number"),)

    rule_id: Mapped[UUID] = mapped_column(ForeignKey("automation_rules.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]
    document: Mapped[dict[str, Any]]
    on: Mapped[bool]
    at: Mapped[datetime] = mapped_column(server_default=func.now())
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class AutomationMacro(WithId, WithVersion, Base):
    """Actions that an agent does by one click (宏); private while it has an owner."""

    __tablename__ = "automation_macros"

    name: Mapped[str]
    about: Mapped[str]
    actions: Mapped[list[Any]] = mapped_column(JSONB)
    # For whom it is; both empty: everybody.
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class AutomationRun(WithId, Base):
    """A rule or a macro that acted on an object, and what each action did (执行记录).

    Who carries on holds the run's advisory lock and finds by `place` which action is next: that one
    is written in the transaction of what it did, after it, so that it is done once.
    """

    __tablename__ = "automation_runs"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'failed', 'stopped')", name="state"),
        UniqueConstraint("rule_id", "key"),
        Index("ix_automation_runs_due", "next_at", postgresql_where=WAITING),
        Index("ix_automation_runs_about", "about_kind", "about_id", "id"),
        Index("ix_automation_runs_rule", "rule_id", "made_at"),
        Index("ix_automation_runs_ended_at", "ended_at"),
    )

    rule_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("automation_rules.id", ondelete="CASCADE")
    )
    # What it was called when it ran.
    name: Mapped[str]
    # Who used the macro.
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # The event, or the object and since when it had stood so: one run each.
    key: Mapped[str]
    event_id: Mapped[BigInt | None]
    about_kind: Mapped[str]
    about_id: Mapped[UUID]
    # The document as it was then.
    document: Mapped[dict[str, Any]]
    chain: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    # The conditions that were true, with the values then.
    held: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    # What each action did, or why not.
    steps: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]", default=list)
    state: Mapped[str] = mapped_column(server_default="waiting", default="waiting")
    place: Mapped[int] = mapped_column(server_default="0", default=0)
    tries: Mapped[int] = mapped_column(server_default="0", default=0)
    # After a wait the conditions are asked again.
    asks_again: Mapped[bool] = mapped_column(server_default="false", default=False)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    next_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]


class AutomationTrial(WithId, Base):
    """What a rule would have done lately (试运行); its id is that of the job."""

    __tablename__ = "automation_trials"

    document: Mapped[dict[str, Any]]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # How far it has come in the record.
    place: Mapped[BigInt] = mapped_column(server_default="0", default=0)
    seen: Mapped[int] = mapped_column(server_default="0", default=0)
    matched: Mapped[int] = mapped_column(server_default="0", default=0)
    # The first that would have been acted on: ids.
    found: Mapped[list[UUID]] = mapped_column(server_default="{}", default=list)
    ended_at: Mapped[datetime | None]
