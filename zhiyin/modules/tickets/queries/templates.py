"""Reads of templates and of recurring tickets."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.people.interface import Calendar, get_calendar, get_shops
from zhiyin.modules.tickets.models import TicketSchedule, TicketTemplate
from zhiyin.modules.tickets.permissions import may_keep_template, usable
from zhiyin.modules.tickets.recurrence import Rule, next_moments
from zhiyin.modules.tickets.schemas.templates import (
    MomentsIn,
    RecurrenceIn,
    ScheduleIn,
    ScheduleOut,
    TemplateIn,
    TemplateOut,
)

SHOWN = 5
NAMES = tuple(TemplateIn.model_fields)


async def list_templates(
    session: ReadSession, access: Access, *, kept: bool = False
) -> list[TemplateOut]:
    """The templates the caller may use; `kept`: those they keep, switched-off ones too."""
    query = select(TicketTemplate).where(TicketTemplate.deleted_at.is_(None))
    if not kept:
        query = query.where(usable(access), TicketTemplate.active)
    rows = await session.execute(query.order_by(TicketTemplate.position, TicketTemplate.id))
    shown = [show_template(access, row) for row in rows.scalars()]
    return [one for one in shown if one.may_edit] if kept else shown


def show_template(access: Access, row: TicketTemplate) -> TemplateOut:
    """A template as people see it."""
    held = {name: getattr(row, name) for name in NAMES}
    given = TemplateIn.model_validate(held)
    return TemplateOut(
        **given.model_dump(),
        id=row.id,
        version=row.version,
        may_edit=may_keep_template(access, row),
    )


async def access_template(
    session: ReadSession | WriteSession, access: Access, template_id: UUID
) -> TicketTemplate:
    """A template the caller may use or keeps; not found otherwise."""
    query = select(TicketTemplate).where(
        TicketTemplate.id == template_id, TicketTemplate.deleted_at.is_(None)
    )
    row: TicketTemplate | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    if not may_keep_template(access, row):
        found = await session.scalar(query.where(usable(access), TicketTemplate.active))
        if found is None:
            raise NotFoundError
    return row


async def list_schedules(session: ReadSession, access: Access) -> list[ScheduleOut]:
    """The recurring tickets whose templates the caller keeps."""
    query = (
        select(TicketSchedule, TicketTemplate)
        .join(TicketTemplate, TicketTemplate.id == TicketSchedule.template_id)
        .where(TicketSchedule.deleted_at.is_(None))
        .order_by(TicketSchedule.id)
    )
    rows = (await session.execute(query)).all()
    return [
        await show_schedule(session, access, row, template)
        for row, template in rows
        if may_keep_template(access, template) and access.reaches(row.shop_id)
    ]


async def show_schedule(
    session: ReadSession | WriteSession,
    access: Access,
    row: TicketSchedule,
    template: TicketTemplate,
) -> ScheduleOut:
    """A recurring ticket with its next moments."""
    shop = (await get_shops(session))[row.shop_id]
    given = given_of(row)
    shown = [] if row.paused else await look_ahead(session, given, now(), SHOWN)
    return ScheduleOut(
        **given.model_dump(),
        id=row.id,
        version=row.version,
        template_name=template.name,
        shop_name=shop.name,
        time_zone=shop.time_zone,
        next=shown,
        last_at=row.last_at,
        may_edit=may_keep_template(access, template),
    )


def given_of(row: TicketSchedule) -> ScheduleIn:
    """A recurring ticket as it was given."""
    return ScheduleIn.model_validate({name: getattr(row, name) for name in ScheduleIn.model_fields})


async def look_ahead(
    session: ReadSession | WriteSession, given: MomentsIn, after: datetime, count: int
) -> list[datetime]:
    """The next moments of a recurring ticket, by the shop's clock and opening days."""
    shop = (await get_shops(session)).get(given.shop_id)
    if shop is None:
        raise NotFoundError
    zone = ZoneInfo(shop.time_zone)
    calendar = await get_calendar(session, given.shop_id, None)
    return next_moments(
        rule_of(given.rule),
        zone,
        given.starts_on,
        given.ends_on,
        after,
        _opens(calendar, zone),
        count,
    )


def rule_of(given: RecurrenceIn) -> Rule:
    """A rule as it is reckoned with."""
    weekdays: Sequence[int] = sorted(set(given.weekdays))
    return Rule(
        given.every,
        time.fromisoformat(given.at),
        given.step,
        weekdays,
        sorted(set(given.days)),
        given.closed,
    )


def _opens(calendar: Calendar, zone: ZoneInfo) -> Callable[[date], bool]:
    """Whether a shop opens at all on a day."""

    def opens(day: date) -> bool:
        begin = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
        return calendar.between(begin, end) > 0

    return opens
