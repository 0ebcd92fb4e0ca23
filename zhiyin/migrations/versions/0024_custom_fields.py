"""Custom fields (自定义字段): definitions, and values on customers and conversations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0024_custom_fields"
down_revision = "0023_invitations"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "field_definitions",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("help", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column(
            "choices",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="[]",
            nullable=False,
        ),
        sa.Column("decimals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("currency", sa.Text(), server_default="CNY", nullable=False),
        sa.Column("personal", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("on_card", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("at_closing", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("required", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "type IN ('text', 'long_text', 'number', 'money', 'date', 'yes_no', 'choice',"
            " 'choices', 'url', 'phone', 'email')",
            name=op.f("ck_field_definitions_type"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_definitions")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_field_definitions_kind_code")),
    )
    op.create_table(
        "conversation_fields",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "fields",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_fields_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_conversation_fields")),
    )
    op.add_column(
        "customers",
        sa.Column(
            "fields",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_customers_fields",
            "customers",
            ["fields"],
            unique=False,
            postgresql_using="gin",
            postgresql_ops={"fields": "jsonb_path_ops"},
            postgresql_where=sa.text("fields <> '{}'::jsonb"),
            postgresql_concurrently=True,
        )
