"""Suggestions: what agents answered to the like, and what became of what was suggested."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034_suggestions"
down_revision = "0033_language_model"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _examples()
    op.create_table(
        "reply_passes",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column(
            "closed_at",
            sa.DateTime(timezone=True),
            server_default="9999-12-31 00:00:00+00",
            nullable=False,
        ),
        sa.Column(
            "conversation_id",
            sa.Uuid(),
            server_default="ffffffff-ffff-ffff-ffff-ffffffffffff",
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_reply_passes")),
    )
    _uses()


def _examples() -> None:
    op.create_table(
        "reply_examples",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("reply_key", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("direction", postgresql.BYTEA(), nullable=False),
        sa.Column("tokens", postgresql.TSVECTOR(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("locale IN ('zh-CN', 'en')", name=op.f("ck_reply_examples_locale")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_reply_examples_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_reply_examples_customer_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_reply_examples_shop_id")),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_reply_examples")),
    )
    op.create_index(
        "ix_reply_examples_near",
        "reply_examples",
        ["shop_id", "locale", "intent", sa.literal_column("at DESC")],
    )
    op.create_index(
        "ix_reply_examples_tokens", "reply_examples", ["tokens"], postgresql_using="gin"
    )
    op.create_index(
        "ix_reply_examples_reply_key",
        "reply_examples",
        ["shop_id", "reply_key", "customer_id"],
        postgresql_where=sa.text("reply_key <> ''"),
    )
    op.create_index(op.f("ix_reply_examples_customer_id"), "reply_examples", ["customer_id"])
    op.create_index(op.f("ix_reply_examples_at"), "reply_examples", ["at"])


def _uses() -> None:
    op.create_table(
        "suggestion_uses",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown", sa.Integer(), server_default="0", nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("other", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "source IN ('replies', 'article', 'subject')", name=op.f("ck_suggestion_uses_source")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_suggestion_uses_staff_id")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_suggestion_uses_shop_id")),
        sa.PrimaryKeyConstraint(
            "staff_id", "shop_id", "source", "day", name=op.f("pk_suggestion_uses")
        ),
    )
    op.create_index(op.f("ix_suggestion_uses_shop_id"), "suggestion_uses", ["shop_id"])
    op.create_index("ix_suggestion_uses_day", "suggestion_uses", ["day"])
