"""The bot (机器人): its sessions and turns, and what belongs to its messages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027_bot"
down_revision = "0026_knowledge"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column("messages", sa.Column("bot", postgresql.JSONB(), nullable=True))
    _sessions()
    _turns()


def _now(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _sessions() -> None:
    op.create_table(
        "bot_sessions",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        _now("started_at"),
        sa.Column("unsure", sa.Integer(), server_default="0", nullable=False),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("slots", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("asked_times", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("summary", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.CheckConstraint(
            "outcome IN ('alone', 'handed_over', 'taken')", name=op.f("ck_bot_sessions_outcome")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_bot_sessions_{column}")
            )
            for column, table in (
                ("conversation_id", "conversations"),
                ("customer_id", "customers"),
                ("shop_id", "shops"),
                ("subject_id", "subjects"),
            )
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_bot_sessions")),
    )
    op.create_index("ix_bot_sessions_started_at", "bot_sessions", ["started_at"])
    op.create_index("ix_bot_sessions_customer_id", "bot_sessions", ["customer_id"])
    op.create_index(op.f("ix_bot_sessions_shop_id"), "bot_sessions", ["shop_id"])
    op.create_index(op.f("ix_bot_sessions_subject_id"), "bot_sessions", ["subject_id"])


def _turns() -> None:
    op.create_table(
        "bot_turns",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        _now("at"),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=True),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("likely", sa.Float(), nullable=True),
        sa.Column("threshold", sa.Float(), nullable=True),
        sa.Column("found", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("offered", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("better_article_id", sa.Uuid(), nullable=True),
        sa.Column("taught", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('answer', 'choices', 'ask', 'task', 'handover', 'talk')",
            name=op.f("ck_bot_turns_kind"),
        ),
        sa.CheckConstraint("rating IN ('helpful', 'unhelpful')", name=op.f("ck_bot_turns_rating")),
        sa.CheckConstraint(
            "verdict IN ('right', 'wrong', 'better')", name=op.f("ck_bot_turns_verdict")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_bot_turns_{column}"),
                ondelete="SET NULL" if table == "articles" else None,
            )
            for column, table in (
                ("conversation_id", "conversations"),
                ("customer_id", "customers"),
                ("shop_id", "shops"),
                ("article_id", "articles"),
                ("better_article_id", "articles"),
                ("checked_by", "staff"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_turns")),
        sa.UniqueConstraint(
            "conversation_id", "number", name=op.f("uq_bot_turns_conversation_id_number")
        ),
    )
    op.create_index("ix_bot_turns_at", "bot_turns", ["at", "id"])
    op.create_index("ix_bot_turns_customer_id", "bot_turns", ["customer_id"])
    op.create_index(
        "ix_bot_turns_checked_at",
        "bot_turns",
        ["checked_at"],
        postgresql_where=sa.text("verdict IS NOT NULL"),
    )
    for column in ("shop_id", "article_id", "better_article_id", "checked_by"):
        op.create_index(op.f(f"ix_bot_turns_{column}"), "bot_turns", [column])
