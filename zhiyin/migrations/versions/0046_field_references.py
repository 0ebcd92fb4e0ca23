"""Custom fields that name customers, colleagues and files, and fields reckoned by a formula."""

import sqlalchemy as sa
from alembic import op

revision = "0046_field_references"
down_revision = "0045_ticket_templates"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column(
        "field_definitions", sa.Column("formula", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "field_definitions",
        sa.Column("result", sa.Text(), server_default="number", nullable=False),
    )
    op.drop_constraint("ck_field_definitions_type", "field_definitions", type_="check")
    op.create_check_constraint(
        op.f("ck_field_definitions_type"),
        "field_definitions",
        "type IN ('text', 'long_text', 'number', 'money', 'date', 'yes_no', 'choice',"
        " 'choices', 'url', 'phone', 'email', 'customer', 'staff', 'file', 'formula')",
    )
    op.create_check_constraint(
        op.f("ck_field_definitions_result"), "field_definitions", "result IN ('number', 'money')"
    )
