"""Working together: participants, notices, offers, blocks, and who calls a supervisor."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015_together"
down_revision = "0014_canned_replies"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "notices",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), server_default="info", nullable=False),
        sa.Column(
            "values", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("about_kind", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('info', 'warning', 'urgent')", name=op.f("ck_notices_severity")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notices_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("staff_id", "key", name=op.f("uq_notices_staff_id_key")),
    )
    op.create_index("ix_notices_at", "notices", ["at"], unique=False)
    op.create_index("ix_notices_newest", "notices", ["staff_id", "id"], unique=False)
    op.create_index(
        "ix_notices_unread",
        "notices",
        ["staff_id", "id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_table(
        "offers",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="offered", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')",
            name=op.f("ck_offers_state"),
        ),
        sa.ForeignKeyConstraint(["from_id"], ["staff.id"], name=op.f("fk_offers_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["staff.id"], name=op.f("fk_offers_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_from_id"), "offers", ["from_id"], unique=False)
    op.create_index("ix_offers_object_id", "offers", ["kind", "object_id"], unique=False)
    op.create_index(op.f("ix_offers_to_id"), "offers", ["to_id"], unique=False)
    op.create_index(
        "uq_offers_open",
        "offers",
        ["kind", "object_id"],
        unique=True,
        postgresql_where=sa.text("state = 'offered'"),
    )
    op.create_table(
        "conversation_participants",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('mentioned', 'invited', 'called', 'offered', 'before', 'stepped_in', 'watching')",
            name=op.f("ck_conversation_participants_role"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff.id"], name=op.f("fk_conversation_participants_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_participants_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_conversation_participants_staff_id")
        ),
        sa.PrimaryKeyConstraint(
            "conversation_id", "staff_id", name=op.f("pk_conversation_participants")
        ),
    )
    op.create_index(
        op.f("ix_conversation_participants_by_id"),
        "conversation_participants",
        ["by_id"],
        unique=False,
    )
    op.create_index(
        "ix_conversation_participants_staff_id",
        "conversation_participants",
        ["staff_id", "since"],
        unique=False,
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "visitor_blocks",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("thread_key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_visitor_blocks_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_visitor_blocks_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["staff.id"], name=op.f("fk_visitor_blocks_lifted_by")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_visitor_blocks_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_blocks")),
    )
    op.create_index(
        op.f("ix_visitor_blocks_conversation_id"),
        "visitor_blocks",
        ["conversation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_visitor_blocks_customer_id"), "visitor_blocks", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_visitor_blocks_lifted_by"), "visitor_blocks", ["lifted_by"], unique=False
    )
    op.create_index(op.f("ix_visitor_blocks_made_by"), "visitor_blocks", ["made_by"], unique=False)
    op.create_index(
        "ix_visitor_blocks_open",
        "visitor_blocks",
        ["id"],
        unique=False,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.add_column(
        "conversations",
        sa.Column(
            "participants",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
    )
    op.add_column("conversations", sa.Column("merged_into_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_conversations_merged_into_id"),
        "conversations",
        "conversations",
        ["merged_into_id"],
        ["id"],
        postgresql_not_valid=True,
    )
    op.add_column(
        "entry_rules",
        sa.Column("calls_supervisor", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column(
        "subjects",
        sa.Column("calls_supervisor", sa.Boolean(), server_default="false", nullable=False),
    )
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_conversations_merged_into_id",
            "conversations",
            ["merged_into_id"],
            unique=False,
            postgresql_concurrently=True,
            postgresql_where=sa.text("merged_into_id IS NOT NULL"),
        )
        op.create_index(
            "ix_conversations_participants",
            "conversations",
            ["participants"],
            unique=False,
            postgresql_concurrently=True,
            postgresql_using="gin",
            postgresql_where=sa.text("participants <> '{}'"),
        )
