"""Promises about tickets: clocks of any module's kinds, policies by what they are about.

Steps of a ticket's history keep what takes them back, comments keep whom they call by name.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044_ticket_promises"
down_revision = "0043_ticket_merging"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    # Which kinds there are, modules say.
    op.drop_constraint(op.f("ck_clocks_kind"), "clocks")
    op.add_column(
        "service_policies",
        sa.Column("about", sa.Text(), server_default="conversation", nullable=False),
    )
    op.add_column(
        "tickets",
        sa.Column(
            "promises", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
    )
    op.add_column("tickets", sa.Column("promise_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "ticket_changes",
        sa.Column("undo", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.add_column(
        "ticket_comments",
        sa.Column("mentions", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    with op.get_context().autocommit_block():
        # People name a conversation by its number where a ticket is to be linked with it.
        op.create_index(
            "ix_conversations_serial",
            "conversations",
            ["serial"],
            postgresql_concurrently=True,
        )
        op.create_index(
            "ix_tickets_live_promised",
            "tickets",
            [
                sa.literal_column(
                    "coalesce(promise_due_at, '9999-12-31 00:00:00+00'::timestamptz)"
                ),
                "id",
            ],
            postgresql_where=sa.text("state IN ('open', 'waiting')"),
            postgresql_concurrently=True,
        )
