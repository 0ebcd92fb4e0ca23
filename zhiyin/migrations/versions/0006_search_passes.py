"""Where the worker stands when it cuts stored messages into tokens anew."""

import sqlalchemy as sa
from alembic import op

revision = "0006_search_passes"
down_revision = "0005_jobs_and_personal"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "search_passes",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "conversation_id",
            sa.Uuid(),
            server_default="ffffffff-ffff-ffff-ffff-ffffffffffff",
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_search_passes")),
    )
