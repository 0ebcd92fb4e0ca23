"""What any role was known to hold is not given to built-in roles again."""

from alembic import op

revision = "0011_offered_so_far"
down_revision = "0010_offered"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.execute("""
        UPDATE roles SET offered = (SELECT array_agg(DISTINCT one)
                                    FROM roles known, unnest(known.permissions) AS one)
        WHERE builtin
    """)
