"""The figures of today, counted from the contacts of the day: by team and by agent."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.insights.rules import day_of
from zhiyin.modules.insights.schemas import What
from zhiyin.modules.people.interface import get_shops

# What happened today moves slower than who waits: a day is counted anew so often.
DAY_SECONDS = 5.0

_TEAMS = text("""
    SELECT team_id,
           count(*) FILTER (WHERE day = :day) AS arrivals,
           count(*) FILTER (WHERE closed_day = :day) AS closed,
           count(*) FILTER (WHERE closed_day = :day AND abandoned) AS abandoned,
           count(*) FILTER (WHERE day = :day AND answered_at IS NOT NULL) AS answered,
           count(answered_in_time) FILTER (WHERE day = :day) AS first_answers,
           count(*) FILTER (WHERE day = :day AND answered_in_time) AS first_answers_in_time,
           count(acknowledged_in_time) FILTER (WHERE day = :day) AS acknowledged,
           count(*) FILTER (WHERE day = :day AND acknowledged_in_time) AS acknowledged_in_time
    FROM contacts WHERE day = :day OR closed_day = :day GROUP BY team_id
""")
_STAFF = text("""
    SELECT staff_id,
           count(*) FILTER (WHERE closed_day = :day AND NOT abandoned) AS handled,
           avg(extract(epoch FROM answered_at - opened_at)) FILTER (
               WHERE day = :day AND answered_at IS NOT NULL) AS first_answer
    FROM contacts WHERE (day = :day OR closed_day = :day) AND staff_id IS NOT NULL
    GROUP BY staff_id
""")


@dataclass(frozen=True)
class Day:
    """What a day came to so far."""

    teams: dict[UUID | None, dict[str, int]]
    # Handled, and seconds until the first answer on average.
    staff: dict[UUID, tuple[int, int | None]]


async def get_zone(session: ReadSession | WriteSession) -> str:
    """The time zone whose days are counted: the first shop's."""
    shops = await get_shops(session)
    return shops[min(shops)].time_zone if shops else "UTC"


def day_began(moment: datetime, zone: str) -> datetime:
    """When the business day of a moment began."""
    return datetime.combine(day_of(moment, zone), datetime.min.time(), ZoneInfo(zone))


async def get_day(session: ReadSession) -> Day:
    """Today's figures, at most five seconds old."""

    async def read() -> Day:
        values = {"day": day_of(now(), await get_zone(session))}
        teams = (await session.execute(_TEAMS, values)).mappings()
        staff = await session.execute(_STAFF, values)
        return Day(
            {row["team_id"]: {k: v for k, v in row.items() if k != "team_id"} for row in teams},
            {
                row.staff_id: (
                    row.handled,
                    round(row.first_answer) if row.first_answer is not None else None,
                )
                for row in staff
            },
        )

    return await session.house.kept.get(session, "insights.day", DAY_SECONDS, read)


_WHICH: dict[What, tuple[str, str]] = {
    "arrivals": ("day = :day", "opened_at"),
    "closed": ("closed_day = :day", "closed_at"),
    "abandoned": ("closed_day = :day AND abandoned", "closed_at"),
    "answered": ("day = :day AND answered_at IS NOT NULL", "answered_at"),
    "late": ("day = :day AND answered_in_time = false", "opened_at"),
}


async def list_day(
    session: ReadSession,
    what: What,
    day: date,
    team_ids: list[UUID | None] | None,
    staff_id: UUID | None,
    limit: int,
) -> list[tuple[UUID, datetime, int | None]]:
    """The conversations a figure of the day is made of, the newest first; `team_ids` none: all."""
    condition, since = _WHICH[what]
    rows = await session.execute(
        text(
            f"SELECT conversation_id, {since} AS since,"
            " extract(epoch FROM answered_at - opened_at) AS seconds"
            f" FROM contacts WHERE {condition}"
            " AND (:everywhere OR team_id = ANY(:teams) OR (:loose AND team_id IS NULL))"
            " AND (CAST(:staff_id AS uuid) IS NULL OR staff_id = :staff_id)"
            " ORDER BY since DESC, conversation_id LIMIT :limit"
        ),
        {
            "day": day,
            "everywhere": team_ids is None,
            "teams": [one for one in team_ids or () if one is not None],
            "loose": team_ids is not None and None in team_ids,
            "staff_id": staff_id,
            "limit": limit,
        },
    )
    return [
        (row.conversation_id, row.since, round(row.seconds) if row.seconds is not None else None)
        for row in rows
    ]
