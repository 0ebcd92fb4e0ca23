"""Built-in roles remember what they were given; what a role was known to hold is not given again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013_offered"
down_revision = "0012_before_chatting"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.add_column(
        "roles",
        sa.Column("offered", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.execute("""
        UPDATE roles SET offered = (SELECT array_agg(DISTINCT one)
                                    FROM roles known, unnest(known.permissions) AS one)
        WHERE builtin
    """)
