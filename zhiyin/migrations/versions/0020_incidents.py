"""Incidents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020_incidents"
down_revision = "0019_arrival_history"

NOW = sa.text("now()")


def _jsonb() -> postgresql.JSONB:
    return postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "incidents",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("scope", _jsonb(), nullable=False),
        sa.Column("script", _jsonb(), nullable=False),
        sa.Column("script_number", sa.Integer(), server_default="1", nullable=False),
        sa.Column("sending", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("open_at_start", sa.Integer(), server_default="0", nullable=False),
        sa.Column("review", _jsonb(), server_default="{}", nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("declared_at", moment, server_default=NOW, nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("level IN ('minor', 'major', 'critical')", name="ck_incidents_level"),
        sa.CheckConstraint("match IN ('any', 'all')", name="ck_incidents_match"),
        sa.ForeignKeyConstraint(["declared_by"], ["staff.id"], name="fk_incidents_declared_by"),
        sa.ForeignKeyConstraint(["closed_by"], ["staff.id"], name="fk_incidents_closed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_declared_by", "incidents", ["declared_by"])
    op.create_index("ix_incidents_closed_by", "incidents", ["closed_by"])
    op.create_index(
        "ix_incidents_open", "incidents", ["id"], postgresql_where=sa.text("closed_at IS NULL")
    )
    op.create_table(
        "incident_conversations",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("found_at", moment, server_default=NOW, nullable=False),
        sa.Column("complaint_at", moment, nullable=True),
        sa.Column("told", sa.Integer(), nullable=True),
        sa.Column("told_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name="fk_incident_conversations_incident_id"
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_incident_conversations_conversation_id",
        ),
        sa.PrimaryKeyConstraint("incident_id", "conversation_id", name="pk_incident_conversations"),
    )
    op.create_index(
        "ix_incident_conversations_conversation_id", "incident_conversations", ["conversation_id"]
    )
    op.create_index(
        "ix_incident_conversations_found_at", "incident_conversations", ["incident_id", "found_at"]
    )
    op.create_table(
        "incident_entries",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("at", moment, server_default=NOW, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("values", _jsonb(), server_default="{}", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name="fk_incident_entries_incident_id"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_incident_entries_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_entries"),
    )
    op.create_index("ix_incident_entries_incident_id", "incident_entries", ["incident_id"])
    op.create_index("ix_incident_entries_staff_id", "incident_entries", ["staff_id"])
