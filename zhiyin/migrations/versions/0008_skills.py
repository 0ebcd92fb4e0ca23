"""Skills, lanes of work, entry rules."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_skills"
down_revision = "0007_request_keys"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "skills",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sa.UniqueConstraint("code", name=op.f("uq_skills_code")),
    )
    op.create_table(
        "channel_loads",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("used", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_channel_loads_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "channel", name=op.f("pk_channel_loads")),
    )
    op.create_table(
        "duty_shifts",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_shifts_order")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_duty_shifts_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shifts")),
    )
    op.create_index(
        "ix_duty_shifts_staff_id", "duty_shifts", ["staff_id", "starts_at"], unique=False
    )
    op.create_table(
        "lanes",
        sa.Column("queue_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("need", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["queue_id"], ["queues.id"], name=op.f("fk_lanes_queue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lanes")),
        sa.UniqueConstraint("queue_id", "signature", name=op.f("uq_lanes_queue_id_signature")),
    )
    op.create_table(
        "named_agents",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("staff_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_named_agents_customer_id")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_named_agents")),
    )
    op.create_table(
        "staff_skills",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("skill_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_staff_skills_level")),
        sa.ForeignKeyConstraint(["skill_id"], ["skills.id"], name=op.f("fk_staff_skills_skill_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_skills_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", "skill_id", name=op.f("pk_staff_skills")),
    )
    op.create_index(op.f("ix_staff_skills_skill_id"), "staff_skills", ["skill_id"], unique=False)
    op.create_table(
        "entry_rules",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("conditions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("skill_id", sa.Uuid(), nullable=True),
        sa.Column("skill_level", sa.Integer(), server_default="1", nullable=False),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("urgency", sa.Integer(), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("tier IN ('A', 'B', 'C')", name=op.f("ck_entry_rules_tier")),
        sa.CheckConstraint("importance BETWEEN 1 AND 3", name=op.f("ck_entry_rules_importance")),
        sa.CheckConstraint("urgency BETWEEN 1 AND 3", name=op.f("ck_entry_rules_urgency")),
        sa.ForeignKeyConstraint(["skill_id"], ["skills.id"], name=op.f("fk_entry_rules_skill_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_entry_rules_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_rules")),
    )
    op.create_index(op.f("ix_entry_rules_skill_id"), "entry_rules", ["skill_id"], unique=False)
    op.create_index(op.f("ix_entry_rules_team_id"), "entry_rules", ["team_id"], unique=False)
    _columns()


def _columns() -> None:
    op.add_column("conversations", sa.Column("assign_skill_id", sa.Uuid(), nullable=True))
    op.add_column(
        "conversations", sa.Column("wants", sa.Text(), server_default="chat", nullable=False)
    )
    op.create_foreign_key(
        op.f("fk_conversations_assign_skill_id"),
        "conversations",
        "skills",
        ["assign_skill_id"],
        ["id"],
    )
    op.add_column("staff", sa.Column("grade", sa.Text(), server_default="junior", nullable=False))
    op.add_column(
        "staff",
        sa.Column(
            "channel_limits",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
        ),
    )
    op.add_column("subjects", sa.Column("skill_id", sa.Uuid(), nullable=True))
    op.add_column(
        "subjects", sa.Column("priority", sa.Integer(), server_default="1", nullable=False)
    )
    op.create_foreign_key(op.f("fk_subjects_skill_id"), "subjects", "skills", ["skill_id"], ["id"])
    op.add_column("teams", sa.Column("line", sa.Text(), server_default="", nullable=False))
    op.add_column("teams", sa.Column("coordinator_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_teams_coordinator_id"),
        "teams",
        "staff",
        ["coordinator_id"],
        ["id"],
        use_alter=True,
    )
    op.add_column("work_items", sa.Column("lane_id", sa.Uuid(), nullable=True))
    op.add_column(
        "work_items", sa.Column("channel", sa.Text(), server_default="chat", nullable=False)
    )
    op.add_column(
        "work_items", sa.Column("boost", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "work_items",
        sa.Column("named", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    op.add_column(
        "work_items",
        sa.Column("declined", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    op.add_column(
        "work_items",
        sa.Column(
            "rank_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
    )
    op.add_column("work_items", sa.Column("estimate_seconds", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_work_items_lane_id"), "work_items", "lanes", ["lane_id"], ["id"])
    op.drop_column("work_items", "priority")
    op.create_check_constraint(
        op.f("ck_staff_grade"), "staff", "grade IN ('bot', 'junior', 'senior', 'expert')"
    )
    op.create_check_constraint(op.f("ck_subjects_priority"), "subjects", "priority BETWEEN 0 AND 3")
    op.create_check_constraint(
        op.f("ck_conversations_wants"),
        "conversations",
        "wants IN ('chat', 'message', 'callback')",
    )
    _indexes()


# Index, table, columns, condition. The old index of the line went with the column `priority`.
_INDEXES = (
    ("ix_conversations_assign_skill_id", "conversations", ["assign_skill_id"], None),
    ("ix_subjects_skill_id", "subjects", ["skill_id"], None),
    ("ix_teams_coordinator_id", "teams", ["coordinator_id"], None),
    ("ix_work_items_line", "work_items", ["queue_id", "rank_at", "id"], "state = 'queued'"),
    ("ix_work_items_lane_id", "work_items", ["lane_id", "rank_at", "id"], "state = 'queued'"),
    ("ix_work_items_arrivals", "work_items", ["queue_id", "queued_at"], None),
    ("ix_work_items_pace", "work_items", ["queue_id", "assigned_at"], None),
)


def _indexes() -> None:
    with op.get_context().autocommit_block():
        for name, table, columns, where in _INDEXES:
            op.create_index(
                name,
                table,
                columns,
                postgresql_where=sa.text(where) if where else None,
                postgresql_concurrently=True,
            )
