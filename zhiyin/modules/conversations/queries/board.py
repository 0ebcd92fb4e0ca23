"""What stands open right now, counted in one pass over the open conversations: for boards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

Standing = Literal["waiting", "in_service", "unanswered"]


@dataclass(frozen=True)
class OpenCount:
    """Open conversations of one team and one holder (nobody while they wait in line)."""

    team_id: UUID | None
    staff_id: UUID | None
    waiting: int
    waiting_since: datetime | None
    in_service: int
    unanswered: int
    unanswered_since: datetime | None


# The condition is the partial index's own: what has ended is never looked at.
_COUNTS = text("""
    SELECT team_id, assignee_id AS staff_id,
           count(*) FILTER (WHERE state = 'queued') AS waiting,
           min(queued_at) FILTER (WHERE state = 'queued') AS waiting_since,
           count(*) FILTER (WHERE state IN ('assigned', 'waiting_customer')) AS in_service,
           count(waiting_since) FILTER (WHERE state = 'assigned') AS unanswered,
           min(waiting_since) FILTER (WHERE state = 'assigned') AS unanswered_since
    FROM conversations WHERE state <> 'closed' GROUP BY team_id, assignee_id
""")


async def count_open(session: ReadSession | WriteSession) -> list[OpenCount]:
    """What is open, by team and holder."""
    return [OpenCount(**row) for row in (await session.execute(_COUNTS)).mappings()]


_WHICH: dict[Standing, str] = {
    "waiting": "state = 'queued'",
    "in_service": "state IN ('assigned', 'waiting_customer')",
    "unanswered": "state = 'assigned' AND waiting_since IS NOT NULL",
}


async def list_open(
    session: ReadSession | WriteSession,
    which: Standing,
    team_ids: Sequence[UUID | None] | None,
    staff_id: UUID | None,
    limit: int,
) -> list[tuple[UUID, datetime]]:
    """These open conversations with since when, the longest first; `team_ids` none: of all."""
    since = "waiting_since" if which == "unanswered" else "coalesce(queued_at, opened_at)"
    teams = [one for one in team_ids or () if one is not None]
    rows = await session.execute(
        text(
            f"SELECT id, {since} AS since FROM conversations"
            f" WHERE state <> 'closed' AND {_WHICH[which]}"
            " AND (:everywhere OR team_id = ANY(:teams) OR (:loose AND team_id IS NULL))"
            " AND (CAST(:staff_id AS uuid) IS NULL OR assignee_id = :staff_id)"
            " ORDER BY since, id LIMIT :limit"
        ),
        {
            "everywhere": team_ids is None,
            "teams": teams,
            "loose": team_ids is not None and None in team_ids,
            "staff_id": staff_id,
            "limit": limit,
        },
    )
    return [(row.id, row.since) for row in rows]


@dataclass(frozen=True)
class Course:
    """How far a conversation has come."""

    id: UUID
    shop_id: UUID
    team_id: UUID | None
    staff_id: UUID | None
    state: str
    opened_at: datetime
    queued_at: datetime | None
    assigned_at: datetime | None
    answered_at: datetime | None
    last_staff_at: datetime | None
    closed_at: datetime | None


_COURSES = text("""
    SELECT id, shop_id, team_id, coalesce(assignee_id, closed_by) AS staff_id, state, opened_at,
           queued_at, assigned_at, first_response_at AS answered_at, last_staff_at, closed_at
    FROM conversations WHERE id = ANY(:ids) AND origin = 'inbound' ORDER BY id
""")


async def get_courses(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, Course]:
    """How far these conversations have come; those nobody asked us for are left out."""
    if not ids:
        return {}
    rows = await session.execute(_COURSES, {"ids": sorted(set(ids))})
    return {row["id"]: Course(**row) for row in rows.mappings()}


_FIRST_WORDS = text("""
    SELECT DISTINCT ON (conversation_id) conversation_id, text FROM messages
    WHERE conversation_id = ANY(:ids) AND number <= 3 AND sender_kind = 'customer'
    ORDER BY conversation_id, number
""")


async def get_first_words(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, str]:
    """What the customers began with."""
    rows = await session.execute(_FIRST_WORDS, {"ids": list(ids)})
    return {row.conversation_id: row.text for row in rows}
