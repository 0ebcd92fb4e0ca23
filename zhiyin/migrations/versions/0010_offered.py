"""Work always stands in a lane; built-in roles remember what they were given."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_offered"
down_revision = "0009_lanes"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.alter_column("work_items", "lane_id", nullable=False)
    op.add_column(
        "roles",
        sa.Column("offered", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
