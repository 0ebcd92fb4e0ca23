"""The opening hours that hold for a queue, as others reckon with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.calendars import Hours, add_working_time, working_seconds
from zhiyin.modules.people.models import Shop, Team
from zhiyin.modules.people.queries.calendars import CALENDARS, get_special_days

CALENDAR_SECONDS = 5.0


@dataclass(frozen=True)
class Calendar:
    """The opening hours that hold somewhere, with everything that changes single days."""

    hours: Hours | None
    zone: str

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """When this much opening time has passed; `None` if it never opens for so long."""
        return add_working_time(self.hours, self.zone, start, seconds)

    def between(self, start: datetime, end: datetime) -> float:
        """Seconds of opening time between two moments."""
        return working_seconds(self.hours, self.zone, start, end)


async def get_calendar(
    session: ReadSession | WriteSession, shop_id: UUID, team_id: UUID | None
) -> Calendar:
    """The calendar of a queue: the team's hours, else the shop's; at most five seconds old."""

    async def read() -> Calendar:
        team = await session.get(Team, team_id) if team_id else None
        shop = await session.get(Shop, shop_id)
        hours = (team.hours if team and team.hours else None) or (shop.hours if shop else None)
        zone = shop.time_zone if shop else "Asia/Shanghai"
        if hours:
            hours = {**hours, "days": await get_special_days(session, shop_id)}
        return Calendar(hours, zone)

    return await session.house.kept.get(
        session, CALENDARS, CALENDAR_SECONDS, read, (shop_id, team_id)
    )


async def get_hours(
    session: ReadSession | WriteSession, shop_id: UUID, team_id: UUID | None
) -> tuple[Hours | None, str]:
    """The opening hours that hold for a queue (the team's, else the shop's) and their time zone."""
    calendar = await get_calendar(session, shop_id, team_id)
    return calendar.hours, calendar.zone
