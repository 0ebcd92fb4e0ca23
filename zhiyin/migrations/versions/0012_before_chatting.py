"""Topics before chatting, probes of channels, placements and routing checks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012_before_chatting"
down_revision = "0011_offered_so_far"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "placements",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_placements")),
    )
    op.create_index("ix_placements_at", "placements", ["at"], unique=False)
    op.create_table(
        "channel_probes",
        sa.Column("channel_account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "checked_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("down_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_account_id"],
            ["channel_accounts.id"],
            name=op.f("fk_channel_probes_channel_account_id"),
        ),
        sa.PrimaryKeyConstraint("channel_account_id", name=op.f("pk_channel_probes")),
    )
    op.create_table(
        "routing_checks",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("rule_id", sa.Uuid(), nullable=True),
        sa.Column("rule_name", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("moved_to", sa.Uuid(), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("right_team_id", sa.Uuid(), nullable=True),
        sa.Column("right_subject_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "cause IN ('transferred', 'by_hand', 'sample')", name=op.f("ck_routing_checks_cause")
        ),
        sa.CheckConstraint("verdict IN ('right', 'wrong')", name=op.f("ck_routing_checks_verdict")),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["staff.id"], name=op.f("fk_routing_checks_checked_by")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_routing_checks_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_routing_checks_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["moved_to"], ["teams.id"], name=op.f("fk_routing_checks_moved_to")
        ),
        sa.ForeignKeyConstraint(
            ["right_subject_id"], ["subjects.id"], name=op.f("fk_routing_checks_right_subject_id")
        ),
        sa.ForeignKeyConstraint(
            ["right_team_id"], ["teams.id"], name=op.f("fk_routing_checks_right_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_routing_checks_subject_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_routing_checks_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_checks")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_routing_checks_conversation_id")),
    )
    op.create_index("ix_routing_checks_checked_at", "routing_checks", ["checked_at"], unique=False)
    op.create_index(
        op.f("ix_routing_checks_checked_by"), "routing_checks", ["checked_by"], unique=False
    )
    op.create_index(
        op.f("ix_routing_checks_customer_id"), "routing_checks", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_routing_checks_moved_to"), "routing_checks", ["moved_to"], unique=False
    )
    op.create_index(
        "ix_routing_checks_open",
        "routing_checks",
        ["id"],
        unique=False,
        postgresql_where=sa.text("verdict IS NULL"),
    )
    op.create_index(
        op.f("ix_routing_checks_right_subject_id"),
        "routing_checks",
        ["right_subject_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_routing_checks_right_team_id"), "routing_checks", ["right_team_id"], unique=False
    )
    op.create_index(
        op.f("ix_routing_checks_subject_id"), "routing_checks", ["subject_id"], unique=False
    )
    op.create_index(op.f("ix_routing_checks_team_id"), "routing_checks", ["team_id"], unique=False)
    op.add_column(
        "channel_accounts",
        sa.Column("topics", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    op.add_column(
        "channel_accounts",
        sa.Column("ask_who", sa.Boolean(), server_default="true", nullable=False),
    )
