"""How conversations came out: what the figures of resolution are reckoned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

# A customer who comes back about the same matter within so many days was not helped the first
# time (docs/guide/metrics.md).
SAME_MATTER_DAYS = 7

OUTCOMES = f"""
    SELECT c.id, c.subject_id, c.close_result AS result, c.merged_into_id IS NOT NULL AS merged,
           coalesce(said.reopened, 0) AS reopened, coalesce(said.escalated, false) AS escalated,
           c.first_response_at IS NULL AND coalesce(said.bot, false) AS by_bot,
           before.id AS follows_id
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
          AND p.closed_at > c.opened_at - make_interval(days => {SAME_MATTER_DAYS})
          AND (p.subject_id = c.subject_id) IS NOT FALSE
        ORDER BY p.id DESC LIMIT 1
    ) before ON true
"""
"""A query of every conversation's outcome, to be narrowed by what is known of `c`."""


@dataclass(frozen=True)
class Outcome:
    """How one conversation came out, as far as it has come."""

    id: UUID
    subject_id: UUID | None
    # What whoever closed it said: solved, unsolved, no_answer.
    result: str | None
    # Its words went into another one: it is no contact of its own.
    merged: bool
    reopened: int
    # Passed to another team by hand, taken over, or answered by a colleague who stepped in.
    escalated: bool
    # A bot answered, and no person did.
    by_bot: bool
    # The customer's last one about the same matter, ended at most seven days before this began.
    follows_id: UUID | None


async def get_outcomes(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, Outcome]:
    """How these conversations came out."""
    if not ids:
        return {}
    rows = await session.execute(text(f"{OUTCOMES} WHERE c.id = ANY(:ids)"), {"ids": list(ids)})
    return {row["id"]: Outcome(**row) for row in rows.mappings()}
