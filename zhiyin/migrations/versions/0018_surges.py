"""Surges."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018_surges"
down_revision = "0017_surveys"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "arrival_counts",
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("minute", "shop_id", "team_id", name=op.f("pk_arrival_counts")),
    )
    op.create_table(
        "surge_plans",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("actions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "stage IN ('watch', 'surge', 'severe')", name=op.f("ck_surge_plans_stage")
        ),
        sa.PrimaryKeyConstraint("stage", name=op.f("pk_surge_plans")),
    )
    op.create_table(
        "surges",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("floor", sa.Text(), nullable=True),
        sa.Column("calm_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("floor IN ('watch', 'surge', 'severe')", name=op.f("ck_surges_floor")),
        sa.CheckConstraint("stage IN ('watch', 'surge', 'severe')", name=op.f("ck_surges_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surges")),
    )
    op.create_index("ix_surges_started_at", "surges", ["started_at"], unique=False)
    op.create_index(
        "uq_surges_on",
        "surges",
        [sa.literal_column("(true)")],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "surge_steps",
        sa.Column("surge_id", sa.Uuid(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("arrivals", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Double(), nullable=True),
        sa.Column("actions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_surge_steps_staff_id")),
        sa.ForeignKeyConstraint(["surge_id"], ["surges.id"], name=op.f("fk_surge_steps_surge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surge_steps")),
    )
    op.create_index(op.f("ix_surge_steps_staff_id"), "surge_steps", ["staff_id"], unique=False)
    op.create_index(op.f("ix_surge_steps_surge_id"), "surge_steps", ["surge_id"], unique=False)
