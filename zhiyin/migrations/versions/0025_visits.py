"""What customers agreed to (同意记录), and the pages of their visits (访问足迹)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025_visits"
down_revision = "0023_invitations"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _consents()
    _visits()


def _now(name: str) -> sa.Column[object]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("subject_hash", postgresql.BYTEA(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        _now("at"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "surface IN ('widget', 'page', 'console')", name=op.f("ck_consents_surface")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_consents_customer_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_consents_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_customer_id", "consents", ["customer_id", "purpose"])
    op.create_index(op.f("ix_consents_staff_id"), "consents", ["staff_id"])
    op.create_index(
        "ix_consents_subject_hash", "consents", ["subject_hash", "purpose", sa.text("at DESC")]
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("visitor_id", sa.Uuid(), nullable=False),
        sa.Column("subject_hash", postgresql.BYTEA(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("referrer", sa.Text(), nullable=True),
        sa.Column("campaign", postgresql.JSONB(), server_default="{}", nullable=False),
        sa.Column("browser", sa.Text(), nullable=True),
        sa.Column("device", sa.Text(), nullable=True),
        _now("started_at"),
        _now("last_at"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visitor_id"],
            ["visitors.id"],
            name=op.f("fk_visits_visitor_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_last_at", "visits", ["last_at"])
    op.create_index("ix_visits_subject_hash", "visits", ["subject_hash", sa.text("last_at DESC")])
    op.create_index("ix_visits_visitor_id", "visits", ["visitor_id", sa.text("last_at DESC")])
    op.create_table(
        "visit_pages",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("seconds", sa.Integer(), server_default="0", nullable=False),
        _now("at"),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_visit_pages_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "number", name=op.f("pk_visit_pages")),
        sa.UniqueConstraint("visit_id", "key", name=op.f("uq_visit_pages_visit_id_key")),
    )
