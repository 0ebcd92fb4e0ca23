"""Tables of tickets that are taken in (导入), and priorities that move by rules."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047_ticket_imports"
down_revision = "0046_field_references"

JSONB = postgresql.JSONB(astext_type=sa.Text())


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    table = "ticket_imports"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), server_default="read", nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("columns", JSONB, nullable=False),
        sa.Column("asked", JSONB, nullable=True),
        *(_count(name) for name in ("total", "done", "made", "changed", "same", "wrong", "back")),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('read', 'check', 'take', 'undo')", name=op.f("ck_ticket_imports_stage")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff.id"], name=op.f("fk_ticket_imports_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_imports")),
    )
    op.create_index(op.f("ix_ticket_imports_by"), table, ["by"])
    op.create_table(
        "ticket_import_rows",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("remarks", JSONB, server_default="[]", nullable=False),
        sa.CheckConstraint(
            "outcome IN ('make', 'change', 'same', 'wrong')",
            name=op.f("ck_ticket_import_rows_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["ticket_imports.id"], name=op.f("fk_ticket_import_rows_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "row", name=op.f("pk_ticket_import_rows")),
    )
    op.add_column(
        "tickets", sa.Column("raised", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("tickets", sa.Column("raised_by", JSONB, server_default="[]", nullable=False))
    op.add_column(
        "tickets", sa.Column("held", sa.Boolean(), server_default="false", nullable=False)
    )
    op.drop_constraint(op.f("ck_tickets_priority"), "tickets", type_="check")
    # Rows of before fulfil it with nothing raised: reading them all again would hold everybody up.
    op.execute(
        "ALTER TABLE tickets ADD CONSTRAINT ck_tickets_priority"
        " CHECK (priority = least(5, urgency + importance - 1 + raised)) NOT VALID"
    )
