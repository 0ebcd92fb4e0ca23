"""Saved views of tickets (视图)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042_ticket_views"
down_revision = "0041_ticket_types"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "ticket_views",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("shared", sa.Text(), server_default="nobody", nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("grouping", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "shared IN ('nobody', 'team', 'house')", name=op.f("ck_ticket_views_shared")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_ticket_views_owner_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_ticket_views_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_views")),
    )
    op.create_index(op.f("ix_ticket_views_owner_id"), "ticket_views", ["owner_id"], unique=False)
    op.create_index(op.f("ix_ticket_views_team_id"), "ticket_views", ["team_id"], unique=False)
