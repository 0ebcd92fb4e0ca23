"""Understanding: named things in what customers write."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0058_understanding"
down_revision = "0057_automation"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "message_entities",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("things", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_message_entities_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_message_entities")),
    )
