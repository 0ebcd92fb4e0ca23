"""Shops say where they are and how they are reached."""

import sqlalchemy as sa
from alembic import op

revision = "0039_shop_contacts"
down_revision = "0038_conversation_tags"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    for name in ("address", "phone", "email", "map_url"):
        op.add_column("shops", sa.Column(name, sa.Text(), nullable=True))
