"""Vectors of texts: where they come from, those of articles' texts, and how many there are."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035_vectors"
down_revision = "0034_suggestions"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "embedding_endpoint",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("key_sealed", postgresql.BYTEA(), nullable=True),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("dimensions", sa.Integer(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), server_default="400", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_embedding_endpoint_id")),
        sa.CheckConstraint(
            "dimensions BETWEEN 1 AND 4096", name=op.f("ck_embedding_endpoint_dimensions")
        ),
        sa.CheckConstraint(
            "milliseconds BETWEEN 50 AND 3000", name=op.f("ck_embedding_endpoint_milliseconds")
        ),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_embedding_endpoint_failures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding_endpoint")),
    )
    op.create_table(
        "text_vectors",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("key", postgresql.BYTEA(), nullable=False),
        sa.Column("vector", postgresql.BYTEA(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("signature", "key", name=op.f("pk_text_vectors")),
    )
    op.create_index(
        op.f("ix_text_vectors_signature_number"), "text_vectors", ["signature", "number"]
    )
    op.create_table(
        "vector_passes",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("texts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made", sa.Integer(), server_default="0", nullable=False),
        sa.Column("serving", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_vector_passes")),
    )
