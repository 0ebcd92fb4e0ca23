"""What is usual is known from the conversations of the last weeks."""

from alembic import op

revision = "0019_arrival_history"
down_revision = "0018_surges"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.execute("""
        INSERT INTO arrival_counts (minute, shop_id, team_id, arrived)
        SELECT date_trunc('minute', opened_at), shop_id,
               coalesce(team_id, '00000000-0000-0000-0000-000000000000'), count(*)
        FROM conversations WHERE opened_at > now() - interval '10 weeks'
        GROUP BY 1, 2, 3
        ON CONFLICT DO NOTHING
    """)
