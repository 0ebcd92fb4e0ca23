"""Shapes of the status log and of worked hours."""

from datetime import date, datetime
from uuid import UUID

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.people.schemas.people import PresenceStatus


class StatusSpan(Shape):
    """A status, from when until when; the last one may still run."""

    status: PresenceStatus
    begin: datetime
    end: datetime | None


class AttendanceDay(Shape):
    """Seconds in each status on one day of the zone; a night shift counts on both its days."""

    day: date
    online: int
    busy: int
    away: int
    worked: int


class AttendanceOut(Shape):
    """Somebody's status log and worked hours (考勤)."""

    staff_id: UUID
    time_zone: str
    spans: list[StatusSpan]
    days: list[AttendanceDay]
