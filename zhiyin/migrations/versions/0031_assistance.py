"""Assistance: how customers feel, and the wording that is checked before it is sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031_assistance"
down_revision = "0030_learning"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column(
        "conversations",
        sa.Column("mood", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    _moods()
    _wording()


def _moods() -> None:
    op.create_table(
        "message_moods",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mood", sa.Text(), nullable=False),
        sa.Column("value", sa.REAL(), nullable=False),
        sa.Column("sure", sa.REAL(), nullable=False),
        sa.CheckConstraint(
            "mood IN ('angry', 'unhappy', 'pleased')", name=op.f("ck_message_moods_mood")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_message_moods_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_message_moods")),
    )


def _wording() -> None:
    op.create_table(
        "wording_entries",
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="zh-CN", nullable=False),
        sa.Column("phrases", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("exceptions", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("instead", sa.Text(), server_default="", nullable=False),
        sa.Column("advice", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('banned', 'advertising', 'promise', 'politeness', 'other')",
            name=op.f("ck_wording_entries_kind"),
        ),
        sa.CheckConstraint(
            "severity IN ('hints', 'warns', 'blocks')", name=op.f("ck_wording_entries_severity")
        ),
        sa.CheckConstraint("language IN ('zh-CN', 'en')", name=op.f("ck_wording_entries_language")),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_wording_entries_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_entries")),
    )
    op.create_index(op.f("ix_wording_entries_shop_id"), "wording_entries", ["shop_id"])
    op.create_table(
        "wording_counts",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), server_default="0", nullable=False),
        sa.Column("blocked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("replaced", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_wording_counts_staff_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "staff_id", "day", name=op.f("pk_wording_counts")),
    )
    op.create_index(op.f("ix_wording_counts_staff_id"), "wording_counts", ["staff_id"])
    op.create_index("ix_wording_counts_day", "wording_counts", ["day"])
