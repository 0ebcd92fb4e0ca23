"""The help centre: what shops decide about their public pages, what readers say of articles."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028_help_centre"
down_revision = "0027_bot"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _help_centres()
    _help_votes()


def _help_centres() -> None:
    op.create_table(
        "help_centres",
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("title", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("welcome", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("contact", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("color", sa.Text(), nullable=False),
        sa.Column(
            "links", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("channel_account_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_account_id"],
            ["channel_accounts.id"],
            name=op.f("fk_help_centres_channel_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["files.id"], name=op.f("fk_help_centres_logo_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_help_centres_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_centres")),
        sa.UniqueConstraint("shop_id", name=op.f("uq_help_centres_shop_id")),
        sa.UniqueConstraint("site", name=op.f("uq_help_centres_site")),
        sa.UniqueConstraint("slug", name=op.f("uq_help_centres_slug")),
    )
    op.create_index(
        op.f("ix_help_centres_channel_account_id"),
        "help_centres",
        ["channel_account_id"],
        unique=False,
    )
    op.create_index(op.f("ix_help_centres_logo_id"), "help_centres", ["logo_id"], unique=False)


def _help_votes() -> None:
    op.create_table(
        "help_votes",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("voter", postgresql.BYTEA(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('wrong', 'unclear', 'incomplete', 'other')",
            name=op.f("ck_help_votes_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_help_votes_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_help_votes_shop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_votes")),
        sa.UniqueConstraint("article_id", "voter", name=op.f("uq_help_votes_article_id_voter")),
    )
    # What readers say of a shop's articles, the latest first.
    op.create_index(
        "ix_help_votes_unhelpful",
        "help_votes",
        ["shop_id", sa.text("at DESC")],
        unique=False,
        postgresql_where=sa.text("NOT helpful"),
    )
