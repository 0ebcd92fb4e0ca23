"""What the bot did not answer, in groups; and where it answers less because answers failed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030_learning"
down_revision = "0029_tests_versions"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _gaps()
    _brakes()
    op.add_column("bot_turns", sa.Column("gap_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_bot_turns_gap_id"), "bot_turns", "bot_gaps", ["gap_id"], ["id"],
        ondelete="SET NULL",
    )  # fmt: skip
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_bot_turns_gap_id",
            "bot_turns",
            ["gap_id", "at"],
            unique=False,
            postgresql_where=sa.text("gap_id IS NOT NULL"),
            postgresql_concurrently=True,
        )
        op.create_index(
            "ix_bot_turns_waiting",
            "bot_turns",
            ["shop_id", "locale", "at"],
            unique=False,
            postgresql_where=sa.text(
                "gap_id IS NULL AND NOT taught AND question <> ''"
                " AND (kind IN ('ask', 'choices') OR (kind = 'handover' AND reason = 'unsure')"
                " OR rating = 'unhelpful' OR verdict IN ('wrong', 'better'))"
            ),
            postgresql_concurrently=True,
        )
        op.create_index(
            "ix_article_uses_inserted",
            "article_uses",
            ["conversation_id"],
            unique=False,
            postgresql_where=sa.text("kind = 'inserted'"),
            postgresql_concurrently=True,
        )


def _gaps() -> None:
    op.create_table(
        "bot_gaps",
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("customers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("centre", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("proposed_id", sa.Uuid(), nullable=True),
        sa.Column(
            "evidence",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_count", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'taught', 'dismissed', 'written')", name=op.f("ck_bot_gaps_state")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_bot_gaps_shop_id")),
        sa.ForeignKeyConstraint(
            ["proposed_id"],
            ["articles.id"],
            name=op.f("fk_bot_gaps_proposed_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_bot_gaps_article_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["version"], ["bot_versions.number"], name=op.f("fk_bot_gaps_version")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_bot_gaps_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_gaps")),
    )
    for column in ("proposed_id", "article_id", "version", "by"):
        op.create_index(op.f(f"ix_bot_gaps_{column}"), "bot_gaps", [column], unique=False)
    op.create_index("ix_bot_gaps_shop_id", "bot_gaps", ["shop_id", "locale", "last_at"])
    op.create_index(
        "ix_bot_gaps_open",
        "bot_gaps",
        ["count", "last_at", "id"],
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_bot_gaps_decided_at",
        "bot_gaps",
        ["decided_at", "id"],
        postgresql_where=sa.text("decided_at IS NOT NULL"),
    )


def _brakes() -> None:
    op.create_table(
        "bot_brakes",
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("share", sa.Integer(), server_default="100", nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("share IN (0, 20, 50, 100)", name=op.f("ck_bot_brakes_share")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["article_categories.id"],
            name=op.f("fk_bot_brakes_category_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_bot_brakes_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_brakes")),
        sa.UniqueConstraint(
            "category_id",
            name=op.f("uq_bot_brakes_category_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_bot_brakes_by"), "bot_brakes", ["by"], unique=False)
