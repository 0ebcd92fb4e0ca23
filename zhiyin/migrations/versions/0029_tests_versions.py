"""Test questions of the bot, its versions with trials, and what measured them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029_tests_versions"
down_revision = "0028_help_centre"

JSONB = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _questions()
    _trial_wordings()
    _versions()
    _measured()
    op.add_column("bot_sessions", sa.Column("version", sa.Integer(), nullable=True))


def _at(name: str = "at") -> sa.Column[object]:
    moment = sa.DateTime(timezone=True)
    return sa.Column(name, moment, server_default=sa.text("now()"), nullable=False)


def _questions() -> None:
    op.create_table(
        "knowledge_test_questions",
        sa.Column("shop_id", sa.Uuid(), nullable=True),
        sa.Column("locale", sa.Text(), server_default="zh-CN", nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="written", nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        _at(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "origin IN ('written', 'imported', 'sample')",
            name=op.f("ck_knowledge_test_questions_origin"),
        ),
        sa.CheckConstraint(
            "locale IN ('zh-CN', 'en')", name=op.f("ck_knowledge_test_questions_locale")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_knowledge_test_questions_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_knowledge_test_questions_by")),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_knowledge_test_questions_shop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_test_questions")),
        sa.UniqueConstraint(
            "shop_id",
            "normal",
            name=op.f("uq_knowledge_test_questions_shop_id_normal"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    for column in ("article_id", "by"):
        op.create_index(
            op.f(f"ix_knowledge_test_questions_{column}"), "knowledge_test_questions", [column]
        )


def _trial_wordings() -> None:
    op.create_table(
        "trial_wordings",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("normal", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_trial_wordings_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_wordings")),
        sa.UniqueConstraint(
            "article_id", "normal", name=op.f("uq_trial_wordings_article_id_normal")
        ),
    )


def _versions() -> None:
    op.create_table(
        "bot_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="live", nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("change", JSONB, server_default="{}", nullable=False),
        sa.Column("settings", JSONB, server_default="{}", nullable=False),
        sa.Column("measured", JSONB, nullable=True),
        sa.Column("back_to", sa.Integer(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=True),
        _at(),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('start', 'settings', 'lesson', 'rollback')",
            name=op.f("ck_bot_versions_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('live', 'trial', 'withdrawn')", name=op.f("ck_bot_versions_state")
        ),
        sa.CheckConstraint("share BETWEEN 1 AND 99", name=op.f("ck_bot_versions_share")),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_bot_versions_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_bot_versions")),
    )
    op.create_index(op.f("ix_bot_versions_by"), "bot_versions", ["by"])
    op.create_index("ix_bot_versions_live_at", "bot_versions", ["live_at"])
    op.create_index(
        "uq_bot_versions_trial",
        "bot_versions",
        ["state"],
        unique=True,
        postgresql_where=sa.text("state = 'trial'"),
    )


def _measured() -> None:
    op.create_table(
        "bot_rehearsals",
        _at(),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("change", JSONB, nullable=False),
        sa.Column("measured", JSONB, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_bot_rehearsals_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_rehearsals")),
    )
    op.create_table(
        "bot_test_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        _at(),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures", JSONB, nullable=True),
        sa.Column("results", JSONB, server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_bot_test_runs_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_test_runs")),
    )
    for column in ("at", "by"):
        op.create_index(op.f(f"ix_bot_rehearsals_{column}"), "bot_rehearsals", [column])
        op.create_index(op.f(f"ix_bot_test_runs_{column}"), "bot_test_runs", [column])
