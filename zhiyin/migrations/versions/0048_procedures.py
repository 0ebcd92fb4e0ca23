"""Procedures (流程): drafts, versions, the cases that run on them and their steps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048_procedures"
down_revision = "0047_ticket_imports"

JSONB = postgresql.JSONB(astext_type=sa.Text())
WORDS = postgresql.ARRAY(sa.Text())
RUNNING = sa.text("state = 'running'")
LIVE = sa.text("state IN ('open', 'waiting')")
OPEN = sa.text("state = 'open'")


def _text(name: str, *, empty: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=empty, server_default=default)


def _id(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=empty)


def _at(name: str, *, empty: bool = True, default: bool = False) -> sa.Column[object]:
    made = sa.text("now()") if default else None
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty, server_default=made)


def _version() -> sa.Column[object]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "procedures",
        _text("code"),
        sa.Column("name", JSONB, nullable=False),
        _text("state", default="on"),
        sa.Column("ready", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("draft", JSONB, nullable=False),
        sa.Column("published", sa.Integer(), nullable=True),
        _at("changed_at", empty=False, default=True),
        _id("changed_by", empty=True),
        _id("id"),
        _version(),
        sa.CheckConstraint("state IN ('on', 'off')", name=op.f("ck_procedures_state")),
        _points("procedures", "changed_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedures")),
        sa.UniqueConstraint("code", name=op.f("uq_procedures_code")),
    )
    op.create_index(op.f("ix_procedures_changed_by"), "procedures", ["changed_by"])
    op.create_table(
        "procedure_versions",
        _id("procedure_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", JSONB, nullable=False),
        _text("note", default=""),
        _at("published_at", empty=False, default=True),
        _id("published_by", empty=True),
        _id("id"),
        _points("procedure_versions", "procedure_id", "procedures"),
        _points("procedure_versions", "published_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_versions")),
        sa.UniqueConstraint(
            "procedure_id", "number", name=op.f("uq_procedure_versions_procedure_id_number")
        ),
    )
    op.create_index(
        op.f("ix_procedure_versions_published_by"), "procedure_versions", ["published_by"]
    )
    _cases()
    _steps()
    op.create_table(
        "absences",
        _id("staff_id"),
        _id("substitute_id", empty=True),
        _at("until", empty=False),
        _points("absences", "staff_id", "staff"),
        _points("absences", "substitute_id", "staff"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_substitute_id"), "absences", ["substitute_id"])
    op.add_column("ticket_types", sa.Column("procedure_code", sa.Text(), nullable=True))


def _cases() -> None:
    table = "cases"
    op.create_table(
        table,
        _id("procedure_id"),
        _id("version_id"),
        _text("about_kind"),
        _id("about_id"),
        _id("shop_id", empty=True),
        _id("team_id", empty=True),
        _id("customer_id", empty=True),
        _text("state", default="running"),
        sa.Column("result", JSONB, nullable=True),
        _text("reason", default=""),
        _text("key", empty=True),
        _at("started_at", empty=False),
        _id("started_by", empty=True),
        _at("due_at"),
        _at("ended_at"),
        _id("ended_by", empty=True),
        _id("id"),
        _version(),
        sa.CheckConstraint(
            "state IN ('running', 'ended', 'cancelled')", name=op.f("ck_cases_state")
        ),
        _points(table, "procedure_id", "procedures"),
        _points(table, "version_id", "procedure_versions"),
        _points(table, "shop_id", "shops"),
        _points(table, "team_id", "teams"),
        _points(table, "customer_id", "customers"),
        _points(table, "started_by", "staff"),
        _points(table, "ended_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("key", name=op.f("uq_cases_key")),
    )
    op.create_index("ix_cases_about", table, ["about_kind", "about_id", "id"])
    for column in ("procedure_id", "shop_id", "team_id", "customer_id"):
        op.create_index(f"ix_cases_{column}", table, [column, "id"])
    for column in ("version_id", "started_by", "ended_by"):
        op.create_index(op.f(f"ix_cases_{column}"), table, [column])
    op.create_index(
        "uq_cases_running",
        table,
        ["procedure_id", "about_kind", "about_id"],
        unique=True,
        postgresql_where=RUNNING,
    )
    op.create_index("ix_cases_running", table, ["version_id", "id"], postgresql_where=RUNNING)


def _steps() -> None:
    table = "case_steps"
    op.create_table(
        table,
        _id("case_id"),
        _id("version_id"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("branch", default=""),
        _text("state"),
        _id("task_id", empty=True),
        _at("opened_at"),
        _at("due_at"),
        _at("ended_at"),
        _id("ended_by", empty=True),
        _text("outcome", empty=True),
        sa.Column("values", JSONB, server_default="{}", nullable=False),
        sa.Column("checklist", WORDS, server_default="{}", nullable=False),
        _text("reason", default=""),
        _id("id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'done', 'skipped', 'returned', 'cancelled')",
            name=op.f("ck_case_steps_state"),
        ),
        _points(table, "case_id", "cases"),
        _points(table, "version_id", "procedure_versions"),
        _points(table, "task_id", "tasks"),
        _points(table, "ended_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_steps")),
        sa.UniqueConstraint(
            "case_id", "step", "visit", name=op.f("uq_case_steps_case_id_step_visit")
        ),
    )
    for column in ("version_id", "task_id", "ended_by"):
        op.create_index(op.f(f"ix_case_steps_{column}"), table, [column])
    op.create_index(
        "uq_case_steps_live", table, ["case_id", "step"], unique=True, postgresql_where=LIVE
    )
    op.create_index("ix_case_steps_due", table, ["due_at", "id"], postgresql_where=OPEN)
