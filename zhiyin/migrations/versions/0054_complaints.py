"""Complaints (投诉) beside tickets: levels, offers, follow-ups, problems, early warnings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0054_complaints"
down_revision = "0053_payouts"

JSONB = postgresql.JSONB(astext_type=sa.Text())
BYTES = postgresql.BYTEA()
WORDS = postgresql.ARRAY(sa.Text())
LIVE = sa.text("closed_at IS NULL")
OPEN = sa.text("state IN ('waiting', 'sent')")
ALERTS = "kind IN ('long_wait', 'breach', 'angry', 'away', 'channel_down', 'surge', 'complaints')"


def _id(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=empty)


def _text(name: str, *, empty: bool = False, default: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=empty)


def _at(name: str, *, empty: bool = True, default: bool = False) -> sa.Column[object]:
    made = sa.text("now()") if default else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=made, nullable=empty)


def _small(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.SmallInteger(), nullable=empty)


def _version() -> sa.Column[object]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _points(
    table: str, column: str, other: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.create_table(
        "problems",
        _id("shop_id"),
        _text("name"),
        _text("note", default=""),
        _text("state", default="open"),
        _id("cause_id", empty=True),
        _id("made_by", empty=True),
        _at("made_at", empty=False, default=True),
        _id("id"),
        _version(),
        sa.CheckConstraint("state IN ('open', 'known', 'solved')", name=op.f("ck_problems_state")),
        _points("problems", "shop_id", "shops"),
        _points("problems", "cause_id", "subjects"),
        _points("problems", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problems")),
    )
    _index("problems", "shop_id", "cause_id", "made_by")
    _complaints()
    _levels()
    _offers()
    _follow_ups()
    op.create_table(
        "complaint_warnings",
        _id("shop_id"),
        _at("since", empty=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Double(), nullable=False),
        _points("complaint_warnings", "shop_id", "shops"),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_complaint_warnings")),
    )
    op.drop_constraint(op.f("ck_alerts_kind"), "alerts", type_="check")
    op.create_check_constraint(op.f("ck_alerts_kind"), "alerts", ALERTS)


def _complaints() -> None:
    table = "complaints"
    op.create_table(
        table,
        _id("ticket_id"),
        _id("shop_id"),
        _id("customer_id", empty=True),
        _text("via"),
        _text("words"),
        _text("wish", default=""),
        _id("subject_id", empty=True),
        _id("cause_id", empty=True),
        sa.Column("products", WORDS, server_default="{}", nullable=False),
        _small("level"),
        _text("level_by"),
        _text("level_reason", default=""),
        _id("level_set_by", empty=True),
        _small("proposed"),
        _small("points"),
        sa.Column("reasons", JSONB, server_default="[]", nullable=False),
        sa.Column("felt", JSONB, nullable=True),
        _id("repeats_id", empty=True),
        _id("problem_id", empty=True),
        _at("filed_at", empty=False),
        _at("calm_due_at", empty=False),
        _at("solve_due_at", empty=False),
        _at("calm_at"),
        _at("solved_at"),
        _at("first_solved_at"),
        _at("closed_at"),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        _at("reopened_at"),
        _text("lesson_wrong", default=""),
        _text("lesson_prevent", default=""),
        _id("lesson_by", empty=True),
        _at("lesson_at"),
        _id("id"),
        _version(),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_complaints_level")),
        sa.CheckConstraint(
            "level_by IN ('rules', 'model', 'staff')", name=op.f("ck_complaints_level_by")
        ),
        _points(table, "ticket_id", "tickets", "CASCADE"),
        _points(table, "shop_id", "shops"),
        _points(table, "customer_id", "customers"),
        _points(table, "subject_id", "subjects"),
        _points(table, "cause_id", "subjects"),
        _points(table, "level_set_by", "staff"),
        _points(table, "repeats_id", "complaints", "SET NULL"),
        _points(table, "problem_id", "problems"),
        _points(table, "lesson_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_complaints_ticket_id")),
    )
    op.create_index("ix_complaints_shop_id", table, ["shop_id", "filed_at"])
    op.create_index("ix_complaints_customer_id", table, ["customer_id", "filed_at"])
    op.create_index("ix_complaints_filed_at", table, ["filed_at", "id"])
    op.create_index("ix_complaints_live", table, ["level", "filed_at", "id"], postgresql_where=LIVE)
    _index(table, "subject_id", "cause_id", "level_set_by", "repeats_id", "problem_id", "lesson_by")


def _levels() -> None:
    table = "complaint_levels"
    op.create_table(
        table,
        _id("complaint_id"),
        _small("level"),
        _text("by"),
        _id("staff_id", empty=True),
        _text("reason", default=""),
        _at("at", empty=False, default=True),
        _id("id"),
        _points(table, "complaint_id", "complaints", "CASCADE"),
        _points(table, "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    _index(table, "complaint_id", "staff_id")


def _offers() -> None:
    table = "complaint_offers"
    op.create_table(
        table,
        _id("complaint_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("state", default="waiting"),
        sa.Column("token_hash", BYTES, nullable=True),
        sa.Column("valid_hours", sa.Integer(), nullable=False),
        _at("valid_until"),
        _id("made_by", empty=True),
        _at("made_at", empty=False, default=True),
        _at("sent_at"),
        _at("chosen_at"),
        _small("chosen_place", empty=True),
        _text("chosen_via", empty=True),
        _id("chosen_by", empty=True),
        _text("declined_words", default=""),
        _id("id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'chosen', 'declined', 'replaced', 'withdrawn',"
            " 'refused', 'expired')",
            name=op.f(f"ck_{table}_state"),
        ),
        sa.CheckConstraint("chosen_via IN ('link', 'staff')", name=op.f(f"ck_{table}_chosen_via")),
        _points(table, "complaint_id", "complaints", "CASCADE"),
        _points(table, "made_by", "staff"),
        _points(table, "chosen_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("complaint_id", "number", name=op.f(f"uq_{table}_complaint_id_number")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(
        "uq_complaint_offers_open", table, ["complaint_id"], unique=True, postgresql_where=OPEN
    )
    _index(table, "made_by", "chosen_by")
    table = "complaint_options"
    op.create_table(
        table,
        _id("offer_id"),
        _small("place"),
        _text("text"),
        _text("meaning", default=""),
        _text("goods", default=""),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        _text("currency", default="CNY"),
        _id("payout_id", empty=True),
        sa.CheckConstraint("place BETWEEN 1 AND 4", name=op.f(f"ck_{table}_place")),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{table}_amount")),
        _points(table, "offer_id", "complaint_offers", "CASCADE"),
        _points(table, "payout_id", "payouts"),
        sa.PrimaryKeyConstraint("offer_id", "place", name=op.f(f"pk_{table}")),
    )
    _index(table, "payout_id")


def _follow_ups() -> None:
    table = "complaint_follow_ups"
    op.create_table(
        table,
        _id("complaint_id"),
        _small("round"),
        sa.Column("token_hash", BYTES, nullable=True),
        _at("asked_at", empty=False, default=True),
        _at("expires_at", empty=False),
        _at("answered_at"),
        sa.Column("settled", sa.Boolean(), nullable=True),
        _small("score", empty=True),
        _text("words", default=""),
        _text("via", empty=True),
        _id("answered_by", empty=True),
        _id("id"),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f(f"ck_{table}_score")),
        sa.CheckConstraint("via IN ('link', 'staff')", name=op.f(f"ck_{table}_via")),
        sa.CheckConstraint(
            "(settled IS NULL) = (answered_at IS NULL)", name=op.f(f"ck_{table}_answered")
        ),
        _points(table, "complaint_id", "complaints", "CASCADE"),
        _points(table, "answered_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("complaint_id", "round", name=op.f(f"uq_{table}_complaint_id_round")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    _index(table, "answered_by")
