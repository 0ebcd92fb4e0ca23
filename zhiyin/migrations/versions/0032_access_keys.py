"""Access keys: programs that act for members of staff."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_access_keys"
down_revision = "0031_assistance"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "access_keys",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("token_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("permissions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("shop_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("calls_a_minute", sa.Integer(), nullable=False),
        sa.Column("writes_a_day", sa.Integer(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minute_calls", sa.Integer(), server_default="0", nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("day_calls", sa.Integer(), server_default="0", nullable=False),
        sa.Column("day_writes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "calls_a_minute > 0 AND writes_a_day >= 0", name=op.f("ck_access_keys_limits")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_access_keys_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_keys")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_keys_token_hash")),
    )
    op.create_index("ix_access_keys_staff_id", "access_keys", ["staff_id", "id"])
