"""Messages in other languages, and summaries in a model's words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036_model_uses"
down_revision = "0035_vectors"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "message_translations",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        *_kept("message_translations"),
        sa.PrimaryKeyConstraint("message_id", "language", name=op.f("pk_message_translations")),
    )
    op.create_table(
        "written_words",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("client_key", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        *_kept("written_words"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_written_words_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "client_key", name=op.f("pk_written_words")),
    )
    op.create_index(
        op.f("ix_message_translations_conversation_id"),
        "message_translations",
        ["conversation_id"],
    )
    op.create_index(
        op.f("ix_message_translations_customer_id"), "message_translations", ["customer_id"]
    )
    op.create_index(op.f("ix_written_words_conversation_id"), "written_words", ["conversation_id"])
    op.create_index(op.f("ix_written_words_customer_id"), "written_words", ["customer_id"])
    op.create_table(
        "retold_conversations",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_retold_conversations_conversation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "conversation_id", "language", name=op.f("pk_retold_conversations")
        ),
    )


def _kept(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", postgresql.JSONB(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f(f"fk_{table}_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f(f"fk_{table}_customer_id")
        ),
    ]
