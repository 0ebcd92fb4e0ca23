"""Language model: its endpoint, the record of requests, and the articles an answer rests on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033_language_model"
down_revision = "0032_access_keys"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column(
        "bot_turns",
        sa.Column(
            "cited",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="[]",
            nullable=False,
        ),
    )
    _endpoint()
    _requests()


def _endpoint() -> None:
    op.create_table(
        "model_endpoint",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("key_sealed", postgresql.BYTEA(), nullable=True),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("dialect", sa.Text(), server_default="tools", nullable=False),
        sa.Column("seconds", sa.Integer(), server_default="8", nullable=False),
        sa.Column("tokens_a_day", sa.Integer(), server_default="1000000", nullable=False),
        sa.Column("uses", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column(
            "moved_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_model_endpoint_id")),
        sa.CheckConstraint(
            "dialect IN ('tools', 'json', 'plain')", name=op.f("ck_model_endpoint_dialect")
        ),
        sa.CheckConstraint("seconds BETWEEN 1 AND 60", name=op.f("ck_model_endpoint_seconds")),
        sa.CheckConstraint("tokens_a_day >= 0", name=op.f("ck_model_endpoint_tokens_a_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_endpoint")),
    )


def _requests() -> None:
    op.create_table(
        "model_requests",
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("articles", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('used', 'refused', 'discarded', 'failed')",
            name=op.f("ck_model_requests_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_model_requests_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_requests")),
    )
    op.create_index("ix_model_requests_at", "model_requests", ["at"])
    op.create_index("ix_model_requests_customer_id", "model_requests", ["customer_id"])
