"""Jobs with their queue; what erasing and joining customers needs; the bin."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005_jobs_and_personal"
down_revision = "0004_calm_queues"


QUEUE = Path(__file__).with_name("0005_jobs.sql")


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    # Straight to the driver: the file is many statements, and holds what looks like parameters.
    op.get_bind().connection.cursor().execute(QUEUE.read_text(encoding="utf-8"))
    _jobs()
    _erasures()
    _bin()
    _customers()


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("args", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ref_kind", sa.Text(), nullable=True),
        sa.Column("ref_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("step", sa.Text(), server_default="", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_jobs_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_asked_by", "jobs", ["asked_by", "id"], unique=False)
    op.create_index("ix_jobs_ref", "jobs", ["ref_kind", "ref_id", "id"], unique=False)
    op.create_index(
        "ix_jobs_unfinished",
        "jobs",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )


def _erasures() -> None:
    op.create_table(
        "customer_erasures",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("known_as", postgresql.BYTEA(), nullable=True),
        sa.Column(
            "begun_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_customer_erasures_customer_id")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_erasures")),
    )
    op.create_table(
        "customer_erasure_steps",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer_erasures.customer_id"],
            name=op.f("fk_customer_erasure_steps_customer_id"),
        ),
        sa.PrimaryKeyConstraint("customer_id", "part", name=op.f("pk_customer_erasure_steps")),
    )


def _bin() -> None:
    for table in ("roles", "subjects"):
        op.add_column(table, sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    for table in ("roles", "subjects", "teams"):
        op.add_column(table, sa.Column("deleted_by", sa.Uuid(), nullable=True))


def _customers() -> None:
    op.add_column("customers", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column("customers", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_customers_merged_into"), "customers", "customers", ["merged_into"], ["id"]
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_customers_merged_into",
            "customers",
            ["merged_into"],
            unique=False,
            postgresql_concurrently=True,
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )
        op.create_index(
            "ix_visitors_user_id",
            "visitors",
            ["user_id"],
            unique=False,
            postgresql_concurrently=True,
            postgresql_where=sa.text("user_id IS NOT NULL"),
        )
