"""Conversations have tags."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0038_conversation_tags"
down_revision = "0037_article_trials"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column(
        "conversations",
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_conversations_tags",
            "conversations",
            ["tags"],
            postgresql_using="gin",
            postgresql_where=sa.text("tags <> '{}'"),
            postgresql_concurrently=True,
        )
        op.create_index(
            "ix_conversations_tagged",
            "conversations",
            ["id"],
            postgresql_where=sa.text("tags <> '{}'"),
            postgresql_concurrently=True,
        )
