"""The contacts there were before: what they came to."""

from alembic import op

revision = "0056_resolution_rows"
down_revision = "0055_resolution"

# As conversations' outcomes were reckoned when this was written.
_FILL = """
    UPDATE contacts k SET
        shop_id = c.shop_id, subject_id = c.subject_id, result = c.close_result,
        merged = c.merged_into_id IS NOT NULL,
        reopened = coalesce(said.reopened, 0), escalated = coalesce(said.escalated, false),
        by_bot = c.first_response_at IS NULL AND coalesce(said.bot, false),
        follows_id = before.id
    FROM conversations c
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE m.event ->> 'code' = 'reopened') AS reopened,
               bool_or(m.event ->> 'code' = 'stepped_in' OR (
                   m.event ->> 'code' = 'transferred' AND (
                       m.event -> 'values' ->> 'reason' = 'taken_over' OR (
                           m.event -> 'values' ->> 'reason' = 'transferred'
                           AND m.event -> 'values' ->> 'team_name' <> '')))) AS escalated,
               bool_or(m.sender_kind = 'bot' AND m.kind <> 'event') AS bot
        FROM messages m
        WHERE m.conversation_id = c.id AND (m.kind = 'event' OR m.sender_kind = 'bot')
    ) said ON true
    LEFT JOIN LATERAL (
        SELECT p.id FROM conversations p
        WHERE p.customer_id = c.customer_id AND p.id < c.id AND p.origin = 'inbound'
          AND p.merged_into_id IS NULL AND p.closed_at <= c.opened_at
          AND p.closed_at > c.opened_at - make_interval(days => 7)
          AND (p.subject_id = c.subject_id) IS NOT FALSE
        ORDER BY p.id DESC LIMIT 1
    ) before ON true
    WHERE c.id = k.conversation_id
"""


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    op.execute(_FILL)
