"""Every piece of work stands in a lane: what waited before asks for nothing special."""

from alembic import op

revision = "0009_lanes"
down_revision = "0008_skills"


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.execute("""
        INSERT INTO lanes (id, queue_id, signature, need)
        SELECT gen_random_uuid(), id, 'chat|-|anyone|',
               '{"channel": "chat", "skills": [], "tier": null, "who": "anyone"}'
        FROM queues
    """)
    op.execute("""
        UPDATE work_items w SET lane_id = l.id, rank_at = w.queued_at
        FROM lanes l WHERE l.queue_id = w.queue_id
    """)
