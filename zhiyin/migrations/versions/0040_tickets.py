"""Tickets (工单): their types, values, comments, links, words and history."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0040_tickets"
down_revision = "0039_shop_contacts"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "ticket_types",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("statuses", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("urgency", sa.SmallInteger(), server_default="2", nullable=False),
        sa.Column("importance", sa.SmallInteger(), server_default="2", nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("due_within", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("importance BETWEEN 1 AND 3", name=op.f("ck_ticket_types_importance")),
        sa.CheckConstraint("urgency BETWEEN 1 AND 3", name=op.f("ck_ticket_types_urgency")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_ticket_types_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_types")),
        sa.UniqueConstraint("code", name=op.f("uq_ticket_types_code")),
    )
    op.create_index(op.f("ix_ticket_types_team_id"), "ticket_types", ["team_id"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("importance", sa.SmallInteger(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("shop_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column(
            "fields", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("status_before", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'waiting', 'solved', 'closed')", name=op.f("ck_tickets_state")
        ),
        sa.CheckConstraint("importance BETWEEN 1 AND 3", name=op.f("ck_tickets_importance")),
        sa.CheckConstraint("priority = urgency + importance - 1", name=op.f("ck_tickets_priority")),
        sa.CheckConstraint("urgency BETWEEN 1 AND 3", name=op.f("ck_tickets_urgency")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_tickets_customer_id")
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["staff.id"], name=op.f("fk_tickets_ended_by")),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_tickets_made_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_tickets_owner_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["tickets.id"], name=op.f("fk_tickets_parent_id")),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_tickets_shop_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_tickets_subject_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_tickets_team_id")),
        sa.ForeignKeyConstraint(["type_id"], ["ticket_types.id"], name=op.f("fk_tickets_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sa.UniqueConstraint("key", name=op.f("uq_tickets_key")),
        sa.UniqueConstraint("number", name=op.f("uq_tickets_number")),
    )
    op.create_index("ix_tickets_changed_at", "tickets", ["changed_at", "id"], unique=False)
    op.create_index("ix_tickets_customer_id", "tickets", ["customer_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_ended_by"), "tickets", ["ended_by"], unique=False)
    op.create_index(
        "ix_tickets_live",
        "tickets",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(
        "ix_tickets_live_changed",
        "tickets",
        ["changed_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(
        "ix_tickets_live_due",
        "tickets",
        [sa.literal_column("coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)"), "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(
        "ix_tickets_live_owner_id",
        "tickets",
        ["owner_id", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(
        "ix_tickets_live_team_id",
        "tickets",
        ["team_id", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(
        "ix_tickets_live_priority",
        "tickets",
        ["priority", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('open', 'waiting')"),
    )
    op.create_index(op.f("ix_tickets_made_by"), "tickets", ["made_by"], unique=False)
    op.create_index("ix_tickets_owner_id", "tickets", ["owner_id", "id"], unique=False)
    op.create_index(
        "ix_tickets_parent_id",
        "tickets",
        ["parent_id"],
        unique=False,
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.create_index("ix_tickets_shop_id", "tickets", ["shop_id", "id"], unique=False)
    op.create_index(op.f("ix_tickets_subject_id"), "tickets", ["subject_id"], unique=False)
    op.create_index("ix_tickets_team_id", "tickets", ["team_id", "id"], unique=False)
    op.create_index("ix_tickets_type_id", "tickets", ["type_id", "id"], unique=False)
    op.create_table(
        "ticket_changes",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column(
            "parts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_ticket_changes_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_changes_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_changes")),
    )
    op.create_index(
        op.f("ix_ticket_changes_staff_id"), "ticket_changes", ["staff_id"], unique=False
    )
    op.create_index(
        "ix_ticket_changes_ticket_id", "ticket_changes", ["ticket_id", "id"], unique=False
    )
    op.create_table(
        "ticket_comments",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_ticket_comments_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_comments_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_comments")),
    )
    op.create_index(
        op.f("ix_ticket_comments_staff_id"), "ticket_comments", ["staff_id"], unique=False
    )
    op.create_index(
        "ix_ticket_comments_ticket_id", "ticket_comments", ["ticket_id", "id"], unique=False
    )
    op.create_table(
        "ticket_links",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last", sa.Integer(), server_default="0", nullable=False),
        sa.Column("linked_by", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_ticket_links_conversation_id")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["staff.id"], name=op.f("fk_ticket_links_linked_by")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_links_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "conversation_id", name=op.f("pk_ticket_links")),
    )
    op.create_index(
        op.f("ix_ticket_links_conversation_id"), "ticket_links", ["conversation_id"], unique=False
    )
    op.create_index(op.f("ix_ticket_links_linked_by"), "ticket_links", ["linked_by"], unique=False)
    op.create_table(
        "ticket_tokens",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("tokens", postgresql.TSVECTOR(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_tokens_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ticket_tokens")),
    )
    op.create_index(
        "ix_ticket_tokens_version", "ticket_tokens", ["version", "ticket_id"], unique=False
    )
    op.create_index(
        "ix_ticket_tokens_tokens", "ticket_tokens", ["tokens"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "ticket_values",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("number", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_values_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "field", "place", name=op.f("pk_ticket_values")),
    )
    op.create_index(
        "ix_ticket_values_number", "ticket_values", ["field", "number", "ticket_id"], unique=False
    )
    op.create_index(
        "ix_ticket_values_word", "ticket_values", ["field", "word", "ticket_id"], unique=False
    )
    op.create_table(
        "ticket_watchers",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_ticket_watchers_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_ticket_watchers_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "staff_id", name=op.f("pk_ticket_watchers")),
    )
    op.create_index(
        op.f("ix_ticket_watchers_staff_id"), "ticket_watchers", ["staff_id"], unique=False
    )
