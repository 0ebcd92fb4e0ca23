"""Reads of calendars."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.calendars import (
    day_kind,
    holiday_code,
    public_holidays_known_until,
)
from zhiyin.modules.people.models import CalendarDay
from zhiyin.modules.people.schemas.calendar import CalendarDayOut, CalendarOut, PublicDay

CALENDARS = "people.calendars"


def forget_calendars(session: WriteSession) -> None:
    """Has this process read its calendars anew; others do so within five seconds."""
    session.house.kept.forget(session, CALENDARS)


async def get_special_days(
    session: ReadSession | WriteSession, shop_id: UUID
) -> dict[str, list[Any] | None]:
    """Periods of the days that differ from the week; a shop's own word before everybody's."""
    rows = await session.execute(
        select(CalendarDay.day, CalendarDay.periods)
        .where(CalendarDay.shop_id.is_(None) | (CalendarDay.shop_id == shop_id))
        .where(CalendarDay.day > now().date() - timedelta(days=400))
        .order_by(CalendarDay.shop_id.asc().nulls_first())
    )
    return {day.isoformat(): periods for day, periods in rows}


async def get_year(session: ReadSession | WriteSession, year: int) -> CalendarOut:
    """The days of a year that differ: our own, and public holidays with their make-up days."""
    rows = await session.execute(
        select(CalendarDay)
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day, CalendarDay.id)
    )
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(366)]
    public = [
        PublicDay.model_validate({"day": day, "kind": day_kind(day), "name": holiday_code(day)})
        for day in days
        if day.year == year and day_kind(day) != "ordinary"
    ]
    return CalendarOut(
        own=[CalendarDayOut.model_validate(row) for row in rows.scalars()],
        public=public,
        known_until=public_holidays_known_until(),
    )
