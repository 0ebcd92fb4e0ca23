"""Tables of automation: rules, how they were, macros, what they did, dry runs; and events name the
rules they came of.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0057_automation"
down_revision = "0056_resolution_rows"

JSONB = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")


def _at(name: str, *, empty: bool = True) -> sa.Column[object]:
    kind = sa.DateTime(timezone=True)
    return sa.Column(name, kind, nullable=empty, server_default=None if empty else NOW)


def _id(table: str) -> tuple[sa.Column[object], sa.PrimaryKeyConstraint]:
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    return sa.Column("id", sa.Uuid(), nullable=False), key


def _staff(
    table: str, column: str, *, empty: bool = True
) -> tuple[sa.Column[object], sa.ForeignKeyConstraint]:
    named = sa.ForeignKeyConstraint([column], ["staff.id"], name=op.f(f"fk_{table}_{column}"))
    return sa.Column(column, sa.Uuid(), nullable=empty), named


def _version() -> sa.Column[object]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _switch(name: str, value: str | None = "false") -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), server_default=value, nullable=False)


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column("events", sa.Column("chain", JSONB, nullable=True))
    _rules()
    _versions()
    _macros()
    _runs()
    _trials()


def _rules() -> None:
    table = "automation_rules"
    op.create_table(
        table,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", JSONB, nullable=False),
        _switch("on"),
        _at("paused_at"),
        sa.Column("paused_reason", sa.Text(), nullable=True),
        _at("since"),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ready", sa.Text(), nullable=True),
        _at("dropped_at"),
        _at("made_at", empty=False),
        *_staff(table, "made_by"),
        *_id(table),
        _version(),
        sa.CheckConstraint(
            "paused_reason IN ('per_object', 'in_total')",
            name=op.f("ck_automation_rules_paused_reason"),
        ),
        sa.UniqueConstraint("ready", name=op.f("uq_automation_rules_ready")),
    )
    op.create_index(op.f("ix_automation_rules_made_by"), table, ["made_by"])


def _versions() -> None:
    table = "automation_versions"
    op.create_table(
        table,
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", JSONB, nullable=False),
        _switch("on", None),
        _at("at", empty=False),
        *_staff(table, "by_id"),
        *_id(table),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["automation_rules.id"],
            name=op.f("fk_automation_versions_rule_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "rule_id", "number", name=op.f("uq_automation_versions_rule_id_number")
        ),
    )
    op.create_index(op.f("ix_automation_versions_by_id"), table, ["by_id"])


def _macros() -> None:
    table = "automation_macros"
    op.create_table(
        table,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("actions", JSONB, nullable=False),
        *_staff(table, "owner_id"),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        *_staff(table, "made_by"),
        *_id(table),
        _version(),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_automation_macros_team_id")
        ),
    )
    for column in ("owner_id", "team_id", "made_by"):
        op.create_index(op.f(f"ix_automation_macros_{column}"), table, [column])


def _runs() -> None:
    table = "automation_runs"
    op.create_table(
        table,
        sa.Column("rule_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        *_staff(table, "by_id"),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("about_kind", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("document", JSONB, nullable=False),
        sa.Column("chain", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("held", JSONB, server_default="[]", nullable=False),
        sa.Column("steps", JSONB, server_default="[]", nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        _switch("asks_again"),
        _at("made_at", empty=False),
        _at("next_at", empty=False),
        _at("ended_at"),
        *_id(table),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'failed', 'stopped')",
            name=op.f("ck_automation_runs_state"),
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["automation_rules.id"],
            name=op.f("fk_automation_runs_rule_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("rule_id", "key", name=op.f("uq_automation_runs_rule_id_key")),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_automation_runs_due", table, ["next_at"], postgresql_where=waiting)
    op.create_index("ix_automation_runs_about", table, ["about_kind", "about_id", "id"])
    op.create_index("ix_automation_runs_rule", table, ["rule_id", "made_at"])
    op.create_index("ix_automation_runs_ended_at", table, ["ended_at"])
    op.create_index(op.f("ix_automation_runs_by_id"), table, ["by_id"])


def _trials() -> None:
    table = "automation_trials"
    op.create_table(
        table,
        sa.Column("document", JSONB, nullable=False),
        *_staff(table, "asked_by", empty=False),
        _at("made_at", empty=False),
        sa.Column("place", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("seen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("matched", sa.Integer(), server_default="0", nullable=False),
        sa.Column("found", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        _at("ended_at"),
        *_id(table),
    )
    op.create_index(op.f("ix_automation_trials_asked_by"), table, ["asked_by"])
