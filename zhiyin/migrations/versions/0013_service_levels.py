"""Service levels."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013_service_levels"
down_revision = "0012_before_chatting"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "clocks",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref_kind", sa.Text(), nullable=False),
        sa.Column("ref_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("warn_at", sa.Integer(), nullable=False),
        sa.Column("business_hours", sa.Boolean(), nullable=False),
        sa.Column("pauses", sa.Boolean(), nullable=False),
        sa.Column("on_breach", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warns_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("breached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remaining", sa.Double(), nullable=True),
        sa.Column("paused_seconds", sa.Double(), server_default="0", nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('acknowledge', 'first_answer', 'full_answer', 'follow_up')",
            name=op.f("ck_clocks_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index("ix_clocks_ref", "clocks", ["ref_kind", "ref_id", "started_at"], unique=False)
    op.create_index(
        "uq_clocks_open",
        "clocks",
        ["ref_kind", "ref_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "service_policies",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("conditions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("goals", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("business_hours", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("pauses", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("warn_at", sa.Integer(), nullable=True),
        sa.Column("on_breach", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("warn_at BETWEEN 10 AND 99", name=op.f("ck_service_policies_warn_at")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_policies")),
    )
    op.create_table(
        "calendar_days",
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "periods", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_calendar_days_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
        sa.UniqueConstraint(
            "shop_id",
            "day",
            name=op.f("uq_calendar_days_shop_id_day"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.add_column(
        "conversations",
        sa.Column(
            "clocks", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
    )
