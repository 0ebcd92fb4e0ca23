"""Request keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_request_keys"
down_revision = "0006_search_passes"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "request_keys",
        sa.Column("scope", postgresql.BYTEA(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", postgresql.BYTEA(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_request_keys")),
    )
    op.create_index("ix_request_keys_at", "request_keys", ["at"], unique=False)
