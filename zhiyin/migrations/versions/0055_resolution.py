"""What contacts came to: the same matter again, reopened, passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0055_resolution"
down_revision = "0054_complaints"


def _named(name: str, table: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id"), nullable=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default="false", nullable=False)


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    for column in (
        _named("shop_id", "shops"),
        _named("subject_id", "subjects"),
        sa.Column("result", sa.Text(), nullable=True),
        _flag("merged"),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        _flag("escalated"),
        _flag("by_bot"),
        _named("follows_id", "conversations"),
    ):
        op.add_column("contacts", column)
    with op.get_context().autocommit_block():
        for name in ("shop_id", "subject_id", "follows_id"):
            op.create_index(
                f"ix_contacts_{name}",
                "contacts",
                [name],
                postgresql_concurrently=True,
                if_not_exists=True,
            )
