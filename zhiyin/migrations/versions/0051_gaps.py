"""Procedures: steps that wait are found when customers write; what cut a case short is known;
tasks are named in every language. Absences begin when they are said to.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051_gaps"
down_revision = "0048_procedures"

JSONB = postgresql.JSONB(astext_type=sa.Text())
WAITS = sa.text("state = 'open' AND task_id IS NULL")


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column("tasks", sa.Column("labels", JSONB, nullable=True))
    op.add_column("cases", sa.Column("cut", sa.Text(), nullable=True))
    op.add_column(
        "absences",
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_case_steps_waits",
            "case_steps",
            ["opened_at", "id"],
            postgresql_where=WAITS,
            postgresql_concurrently=True,
            if_not_exists=True,
        )
