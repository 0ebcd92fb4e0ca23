"""Two answers of an article tried against each other."""

import sqlalchemy as sa
from alembic import op

revision = "0037_article_trials"
down_revision = "0035_vectors"

STATES = "state IN ('draft', 'in_review', 'returned', 'published', 'superseded', 'trial')"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.drop_constraint(op.f("ck_article_versions_state"), "article_versions")
    op.create_check_constraint(op.f("ck_article_versions_state"), "article_versions", STATES)
    op.create_table(
        "article_trials",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="running", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("share BETWEEN 1 AND 99", name=op.f("ck_article_trials_share")),
        sa.CheckConstraint(
            "state IN ('running', 'taken', 'kept', 'stopped')",
            name=op.f("ck_article_trials_state"),
        ),
        sa.CheckConstraint(
            "reason IN ('published', 'archived', 'deleted', 'expired')",
            name=op.f("ck_article_trials_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_trials_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_article_trials_by")),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["staff.id"], name=op.f("fk_article_trials_ended_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_trials")),
    )
    op.create_index(
        "uq_article_trials_running",
        "article_trials",
        ["article_id"],
        unique=True,
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index("ix_article_trials_article_id", "article_trials", ["article_id", "at"])
    op.create_index("ix_article_trials_at", "article_trials", ["at"])
    op.create_index(op.f("ix_article_trials_by"), "article_trials", ["by"])
    op.create_index(op.f("ix_article_trials_ended_by"), "article_trials", ["ended_by"])
    _readers()


def _readers() -> None:
    op.create_table(
        "article_trial_readers",
        sa.Column("trial_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("in_chat", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("by_bot", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("asked_person", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("came_again", sa.Boolean(), server_default="false", nullable=False),
        sa.CheckConstraint(
            "rating IN ('helpful', 'unhelpful')", name=op.f("ck_article_trial_readers_rating")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"],
            ["article_trials.id"],
            name=op.f("fk_article_trial_readers_trial_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_article_trial_readers_customer_id"),
        ),
        sa.PrimaryKeyConstraint("trial_id", "key", name=op.f("pk_article_trial_readers")),
    )
    for column in ("conversation_id", "customer_id"):
        op.create_index(f"ix_article_trial_readers_{column}", "article_trial_readers", [column])
