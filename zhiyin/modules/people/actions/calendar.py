"""Days that differ from the week, each change audited."""

from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.errors import DayTakenError
from zhiyin.modules.people.models import CalendarDay, Shop
from zhiyin.modules.people.queries.calendars import forget_calendars
from zhiyin.modules.people.schemas.calendar import CalendarDayIn, CalendarDayOut

KIND = "calendar_day"


async def _check_day(session: WriteSession, body: CalendarDayIn, own: UUID | None) -> None:
    if body.shop_id is not None and await session.get(Shop, body.shop_id) is None:
        raise NotFoundError
    there = select(CalendarDay.id).where(
        CalendarDay.day == body.day, CalendarDay.shop_id.is_not_distinct_from(body.shop_id)
    )
    if await session.scalar(there) not in (None, own):
        raise DayTakenError


async def add_day(session: WriteSession, body: CalendarDayIn) -> CalendarDay:
    """Closes a day, or opens it at other times."""
    await _check_day(session, body, None)
    row = CalendarDay(id=new_id(), version=1, **body.model_dump(mode="python"))
    session.add(row)
    after = body.model_dump(mode="json")
    audit(session, "people.add_calendar_day", ObjectRef(KIND, row.id), after=after)
    forget_calendars(session)
    return row


async def edit_day(
    session: WriteSession, day_id: UUID, body: CalendarDayIn, version: int | None
) -> CalendarDay:
    """Writes a day anew."""
    row = await session.get(CalendarDay, day_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = CalendarDayOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    await _check_day(session, body, day_id)
    for name, value in body.model_dump(mode="python").items():
        setattr(row, name, value)
    after = body.model_dump(mode="json")
    ref = ObjectRef(KIND, day_id)
    audit(session, "people.edit_calendar_day", ref, before=before, after=after)
    forget_calendars(session)
    return row


async def remove_day(session: WriteSession, day_id: UUID) -> None:
    """Makes a day one like any other again."""
    row = await session.get(CalendarDay, day_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = CalendarDayOut.model_validate(row).model_dump(mode="json")
    audit(session, "people.remove_calendar_day", ObjectRef(KIND, day_id), before=before)
    await session.delete(row)
    forget_calendars(session)
