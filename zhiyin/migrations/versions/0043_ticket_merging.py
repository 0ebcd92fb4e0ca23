"""Tickets go into others, and what was done to many at once is taken back at once."""

import sqlalchemy as sa
from alembic import op

revision = "0043_ticket_merging"
down_revision = "0042_ticket_views"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column("ticket_changes", sa.Column("batch_id", sa.Uuid(), nullable=True))
    op.add_column("tickets", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_tickets_merged_into_id"), "tickets", "tickets", ["merged_into_id"], ["id"]
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_ticket_changes_batch_id",
            "ticket_changes",
            ["batch_id"],
            postgresql_where=sa.text("batch_id IS NOT NULL"),
            postgresql_concurrently=True,
        )
        op.create_index(
            "ix_tickets_merged_into_id",
            "tickets",
            ["merged_into_id"],
            postgresql_where=sa.text("merged_into_id IS NOT NULL"),
            postgresql_concurrently=True,
        )
