"""Ratings (评价), what customers were told unasked, and conversations born of that."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017_surveys"
down_revision = "0016_tasks"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "customer_notices",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_customer_notices_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_notices_customer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_customer_notices_key")),
    )
    op.create_index(
        op.f("ix_customer_notices_conversation_id"),
        "customer_notices",
        ["conversation_id"],
        unique=False,
    )
    op.create_index(
        "ix_customer_notices_customer_id", "customer_notices", ["customer_id", "at"], unique=False
    )
    op.create_table(
        "ratings",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("token_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("low", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("spans", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('csat5', 'csat10', 'nps', 'ces')", name=op.f("ck_ratings_kind")
        ),
        sa.CheckConstraint("via IN ('widget', 'mail')", name=op.f("ck_ratings_via")),
        sa.CheckConstraint(
            "(score IS NULL) = (answered_at IS NULL)", name=op.f("ck_ratings_answered")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["staff.id"], name=op.f("fk_ratings_asked_by")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_ratings_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_ratings_customer_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_ratings_shop_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_ratings_staff_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_ratings_subject_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_ratings_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_ratings_conversation_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ratings_token_hash")),
    )
    op.create_index(
        "ix_ratings_answered",
        "ratings",
        ["answered_at", "id"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.create_index("ix_ratings_asked_at", "ratings", ["asked_at", "id"], unique=False)
    op.create_index(op.f("ix_ratings_asked_by"), "ratings", ["asked_by"], unique=False)
    op.create_index("ix_ratings_customer_id", "ratings", ["customer_id", "asked_at"], unique=False)
    op.create_index(
        "ix_ratings_low",
        "ratings",
        ["answered_at", "id"],
        unique=False,
        postgresql_where=sa.text("low"),
    )
    op.create_index(op.f("ix_ratings_shop_id"), "ratings", ["shop_id"], unique=False)
    op.create_index("ix_ratings_staff_id", "ratings", ["staff_id", "asked_at"], unique=False)
    op.create_index(op.f("ix_ratings_subject_id"), "ratings", ["subject_id"], unique=False)
    op.create_index("ix_ratings_team_id", "ratings", ["team_id", "asked_at"], unique=False)
    op.add_column(
        "conversations", sa.Column("origin", sa.Text(), server_default="inbound", nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_conversations_origin"), "conversations", "origin IN ('inbound', 'outbound')"
    )
