"""Proactive invitations (主动邀请): rules, what visitors saw, and counters by day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023_invitations"
down_revision = "0022_push_subscriptions"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "invitation_rules",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Integer(), server_default="0", nullable=False),
        sa.Column("event", sa.Text(), server_default="", nullable=False),
        sa.Column("page", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("only_open", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("talked_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("words", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "trigger IN ('time', 'scroll', 'visits', 'event', 'cart')",
            name=op.f("ck_invitation_rules_trigger"),
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_invitation_rules_shop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_rules")),
    )
    op.create_index(
        op.f("ix_invitation_rules_shop_id"), "invitation_rules", ["shop_id"], unique=False
    )
    op.create_table(
        "invitation_days",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dismissed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("led", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["invitation_rules.id"],
            name=op.f("fk_invitation_days_rule_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("rule_id", "day", name=op.f("pk_invitation_days")),
    )
    op.create_table(
        "invitation_shows",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("visitor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("led", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('dismissed', 'accepted')", name=op.f("ck_invitation_shows_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["invitation_rules.id"],
            name=op.f("fk_invitation_shows_rule_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["visitor_id"],
            ["visitors.id"],
            name=op.f("fk_invitation_shows_visitor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_shows")),
    )
    op.create_index("ix_invitation_shows_at", "invitation_shows", ["at"], unique=False)
    op.create_index(
        op.f("ix_invitation_shows_rule_id"), "invitation_shows", ["rule_id"], unique=False
    )
    op.create_index(
        "ix_invitation_shows_visitor_id", "invitation_shows", ["visitor_id", "at"], unique=False
    )
