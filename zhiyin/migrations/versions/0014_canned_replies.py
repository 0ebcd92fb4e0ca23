"""Canned replies."""

import sqlalchemy as sa
from alembic import op

revision = "0014_canned_replies"
down_revision = "0013_service_levels"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column("messages", sa.Column("reply_to", sa.Integer(), nullable=True))
    op.create_table(
        "canned_replies",
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shortcut", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(level = 'personal') = (owner_id IS NOT NULL)", name=op.f("ck_canned_replies_owner")
        ),
        sa.CheckConstraint(
            "(level = 'team') = (team_id IS NOT NULL)", name=op.f("ck_canned_replies_team")
        ),
        sa.CheckConstraint(
            "level = 'shop' OR shop_id IS NULL", name=op.f("ck_canned_replies_shop")
        ),
        sa.CheckConstraint(
            "level IN ('personal', 'team', 'shop')", name=op.f("ck_canned_replies_level")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff.id"], name=op.f("fk_canned_replies_owner_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_canned_replies_shop_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_canned_replies_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
    )
    op.create_index(
        op.f("ix_canned_replies_owner_id"), "canned_replies", ["owner_id"], unique=False
    )
    op.create_index(op.f("ix_canned_replies_shop_id"), "canned_replies", ["shop_id"], unique=False)
    op.create_index(op.f("ix_canned_replies_team_id"), "canned_replies", ["team_id"], unique=False)
    op.create_table(
        "canned_uses",
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.Column("edited", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "last_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["canned_replies.id"], name=op.f("fk_canned_uses_reply_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_canned_uses_staff_id")),
        sa.PrimaryKeyConstraint("reply_id", "staff_id", name=op.f("pk_canned_uses")),
    )
    op.add_column("conversations", sa.Column("close_result", sa.Text(), nullable=True))
    op.add_column(
        "conversations",
        sa.Column("follow_up", sa.Boolean(), server_default="false", nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_conversations_close_result"),
        "conversations",
        "close_result IN ('solved', 'unsolved', 'no_answer')",
        postgresql_not_valid=True,
    )
