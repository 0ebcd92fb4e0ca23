"""Tables of procedures."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from zhiyin.kernel.db.base import Base, WithId, WithVersion

OPEN = text("state = 'open'")
WAITS = text("state = 'open' AND task_id IS NULL")
RUNNING = text("state = 'running'")
LIVE = text("state IN ('open', 'waiting')")


class Task(WithId, WithVersion, Base):
    """Something to do (待办): about an object, until a moment, by somebody or one of a team."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'cancelled')", name="state"),
        Index("ix_tasks_owner_id", "owner_id", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_team_id", "team_id", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_open", "due_at", "id", postgresql_where=OPEN),
        Index("ix_tasks_ended", "ended_at", "id", postgresql_where=text("state <> 'open'")),
        Index("ix_tasks_about", "about_kind", "about_id"),
        Index("ix_tasks_customer_id", "customer_id", "id"),
        {"info": {"personal": True}},
    )

    title: Mapped[str]
    text: Mapped[str] = mapped_column(server_default="", default="")
    # Title, text and result in every language, where the product says them; what a person wrote
    # stands above and below only.
    labels: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    state: Mapped[str] = mapped_column(server_default="open", default="open")
    due_at: Mapped[datetime]
    about_kind: Mapped[str | None]
    about_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    # Why its owner has it; empty when a person said so.
    assign_reason: Mapped[str | None]
    origin: Mapped[str]
    # Makes asking for the same task twice harmless.
    key: Mapped[str | None] = mapped_column(unique=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    result: Mapped[str] = mapped_column(server_default="", default="")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class Procedure(WithId, WithVersion, Base):
    """A standard process (流程): what is being edited, and which version new cases take."""

    __tablename__ = "procedures"
    __table_args__ = (CheckConstraint("state IN ('on', 'off')", name="state"),)

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[dict[str, str]]
    state: Mapped[str] = mapped_column(server_default="on", default="on")
    # Whether it came with the product.
    ready: Mapped[bool] = mapped_column(server_default="false", default=False)
    draft: Mapped[dict[str, Any]]
    # The number of the version new cases take; null: none yet.
    published: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class ProcedureVersion(WithId, Base):
    """A published document (流程版本); it never changes."""

    __tablename__ = "procedure_versions"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedures.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(server_default="", default="")
    published_at: Mapped[datetime] = mapped_column(server_default=func.now())
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class Case(WithId, WithVersion, Base):
    """A procedure that runs, or ran, about an object. Moved by one transaction at a time, which
    holds the advisory lock of its id.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'ended', 'cancelled')", name="state"),
        Index("ix_cases_about", "about_kind", "about_id", "id"),
        Index("ix_cases_procedure_id", "procedure_id", "id"),
        Index("ix_cases_shop_id", "shop_id", "id"),
        Index("ix_cases_team_id", "team_id", "id"),
        Index("ix_cases_customer_id", "customer_id", "id"),
        # Starting it twice by two clicks makes one.
        Index(
            "uq_cases_running",
            "procedure_id",
            "about_kind",
            "about_id",
            unique=True,
            postgresql_where=RUNNING,
        ),
        Index("ix_cases_running", "version_id", "id", postgresql_where=RUNNING),
        {"info": {"personal": True}},
    )

    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedures.id"))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("procedure_versions.id"), index=True)
    about_kind: Mapped[str]
    about_id: Mapped[UUID]
    shop_id: Mapped[UUID | None] = mapped_column(ForeignKey("shops.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    customer_id: Mapped[UUID | None] = mapped_column(ForeignKey("customers.id"))
    state: Mapped[str] = mapped_column(server_default="running", default="running")
    # The name of the outcome with which it ended.
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    reason: Mapped[str] = mapped_column(server_default="", default="")
    # What cut it short: with_about (what it was about ended), double (went into another one that
    # has the same).
    cut: Mapped[str | None]
    # Makes asking for the same case twice harmless.
    key: Mapped[str | None] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    started_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)


class CaseStep(WithId, Base):
    """One visit of a case to a step. Who has it stands on its task; what waits for the customer
    has none. The database lets no step run twice at once.
    """

    __tablename__ = "case_steps"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'open', 'done', 'skipped', 'returned', 'cancelled')",
            name="state",
        ),
        UniqueConstraint("case_id", "step", "visit"),
        Index("uq_case_steps_live", "case_id", "step", unique=True, postgresql_where=LIVE),
        Index("ix_case_steps_due", "due_at", "id", postgresql_where=OPEN),
        Index("ix_case_steps_waits", "opened_at", "id", postgresql_where=WAITS),
        {"info": {"personal": True}},
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    # Whose step it was: a case may have been taken to a newer version since.
    version_id: Mapped[UUID] = mapped_column(ForeignKey("procedure_versions.id"), index=True)
    step: Mapped[str]
    visit: Mapped[int]
    branch: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str]
    task_id: Mapped[UUID | None] = mapped_column(ForeignKey("tasks.id"), index=True)
    opened_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    outcome: Mapped[str | None]
    # What the form was filled in with, by field; codes of the checklist that are ticked.
    values: Mapped[dict[str, Any]] = mapped_column(server_default="{}", default=dict)
    checklist: Mapped[list[str]] = mapped_column(server_default="{}", default=list)
    reason: Mapped[str] = mapped_column(server_default="", default="")
