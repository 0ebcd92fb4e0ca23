"""Queues keep no flag: a round follows the event of the work that was queued."""

from alembic import op

revision = "0004_calm_queues"
down_revision = "0003_first_modules"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.drop_column("queues", "stirred")
    op.drop_column("queues", "waiting")
