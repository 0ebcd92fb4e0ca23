"""Templates of tickets (工单模板), and tickets that come again and again (定期工单)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045_ticket_templates"
down_revision = "0044_ticket_promises"

JSONB = postgresql.JSONB(astext_type=sa.Text())
WORDS = postgresql.ARRAY(sa.Text())


def _kept() -> tuple[sa.Column[object], ...]:
    """Columns of what has a version and rests in the bin."""
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
    )


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    table = "ticket_templates"
    op.create_table(
        table,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("only_shop_id", sa.Uuid(), nullable=True),
        sa.Column("only_team_id", sa.Uuid(), nullable=True),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("checklist", WORDS, server_default="{}", nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=True),
        sa.Column("importance", sa.SmallInteger(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("tags", WORDS, server_default="{}", nullable=False),
        sa.Column("fields", JSONB, server_default="{}", nullable=False),
        sa.Column("due_within", sa.Integer(), nullable=True),
        sa.Column("parts", JSONB, server_default="[]", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        *_kept(),
        _points(table, "only_shop_id", "shops"),
        _points(table, "only_team_id", "teams"),
        _points(table, "type_id", "ticket_types"),
        _points(table, "team_id", "teams"),
        _points(table, "owner_id", "staff"),
        _points(table, "subject_id", "subjects"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_templates")),
    )
    for column in ("only_shop_id", "only_team_id", "type_id", "team_id", "owner_id", "subject_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    table = "ticket_schedules"
    op.create_table(
        table,
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("rule", JSONB, nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("paused", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        *_kept(),
        _points(table, "template_id", "ticket_templates"),
        _points(table, "shop_id", "shops"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_schedules")),
    )
    for column in ("template_id", "shop_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
