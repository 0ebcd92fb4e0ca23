"""Payouts (补偿付款) and what may be granted and approved by role."""

import sqlalchemy as sa
from alembic import op

revision = "0053_payouts"
down_revision = "0052_webhooks"


def _points(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _text(name: str, *, empty: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=empty, server_default=default)


def _id(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=empty)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    _payouts()
    op.create_table(
        "payout_days",
        _id("staff_id"),
        sa.Column("day", sa.Date(), nullable=False),
        _text("currency"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _points("payout_days", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("staff_id", "day", "currency", name=op.f("pk_payout_days")),
    )
    op.create_table(
        "payout_limits",
        _text("role"),
        _text("currency"),
        sa.Column("grant_each", sa.BigInteger(), nullable=True),
        sa.Column("grant_day", sa.BigInteger(), nullable=True),
        sa.Column("approve_each", sa.BigInteger(), nullable=True),
        _id("id"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_limits")),
        sa.UniqueConstraint("role", "currency", name=op.f("uq_payout_limits_role_currency")),
    )


def _payouts() -> None:
    table = "payouts"
    op.create_table(
        table,
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        _text("kind"),
        _text("about_kind"),
        _id("about_id"),
        _id("shop_id"),
        _id("team_id", empty=True),
        _id("customer_id", empty=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _text("currency"),
        _text("reason"),
        _text("state"),
        sa.Column("held", sa.Boolean(), server_default="false", nullable=False),
        _text("key"),
        _id("requested_by", empty=True),
        sa.Column(
            "requested_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        _id("decided_by", empty=True),
        _at("decided_at"),
        _text("why", default=""),
        _at("due_at"),
        _text("method", empty=True),
        _text("reference", default=""),
        _id("sent_by", empty=True),
        _at("sent_at"),
        _at("arrived_at"),
        sa.Column("granted_on", sa.Date(), nullable=True),
        _id("id"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('requested', 'approved', 'refused', 'due', 'sent', 'arrived', 'failed',"
            " 'withdrawn')",
            name=op.f("ck_payouts_state"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payouts_amount")),
        _points(table, "shop_id", "shops"),
        _points(table, "team_id", "teams"),
        _points(table, "customer_id", "customers"),
        _points(table, "requested_by", "staff"),
        _points(table, "decided_by", "staff"),
        _points(table, "sent_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payouts")),
        sa.UniqueConstraint("number", name=op.f("uq_payouts_number")),
        sa.UniqueConstraint("key", name=op.f("uq_payouts_key")),
    )
    op.create_index("ix_payouts_about", table, ["about_kind", "about_id", "id"])
    for column in ("shop_id", "team_id", "customer_id", "requested_by"):
        op.create_index(f"ix_payouts_{column}", table, [column, "id"])
    for column in ("decided_by", "sent_by"):
        op.create_index(op.f(f"ix_payouts_{column}"), table, [column])
    op.create_index(
        "ix_payouts_going",
        table,
        ["state", "id"],
        postgresql_where=sa.text("state IN ('requested', 'approved', 'due', 'sent', 'failed')"),
    )
