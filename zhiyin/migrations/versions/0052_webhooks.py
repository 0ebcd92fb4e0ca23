"""Tables of webhooks: addresses, and what was sent to them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0052_webhooks"
down_revision = "0051_gaps"

JSONB = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")


def _at(name: str, *, empty: bool = True) -> sa.Column[object]:
    kind = sa.DateTime(timezone=True)
    return sa.Column(name, kind, nullable=empty, server_default=None if empty else NOW)


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "webhooks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kinds", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("on", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("off_reason", sa.Text(), nullable=True),
        sa.Column("secret_sealed", postgresql.BYTEA(), nullable=False),
        sa.Column("old_secret_sealed", postgresql.BYTEA(), nullable=True),
        _at("old_until"),
        _at("since", empty=False),
        _at("made_at", empty=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        _at("succeeded_at"),
        _at("failing_since"),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "off_reason IN ('gone', 'failing')", name=op.f("ck_webhooks_off_reason")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_webhooks_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_index(op.f("ix_webhooks_made_by"), "webhooks", ["made_by"])
    _deliveries()


def _deliveries() -> None:
    table = "webhook_deliveries"
    op.create_table(
        table,
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", JSONB, nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        _at("made_at", empty=False),
        _at("next_at", empty=False),
        _at("ended_at"),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'delivered', 'dead')", name=op.f("ck_webhook_deliveries_state")
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_webhook_deliveries_tries")),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhooks.id"],
            name=op.f("fk_webhook_deliveries_webhook_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint(
            "webhook_id", "event_id", name=op.f("uq_webhook_deliveries_webhook_id_event_id")
        ),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_webhook_deliveries_next_at", table, ["next_at"], postgresql_where=waiting)
    op.create_index("ix_webhook_deliveries_list", table, ["webhook_id", "id"])
    op.create_index(
        "ix_webhook_deliveries_dead",
        table,
        ["webhook_id", "id"],
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index("ix_webhook_deliveries_ended_at", table, ["ended_at"])
