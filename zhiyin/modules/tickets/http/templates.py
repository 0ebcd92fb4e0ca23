"""Routes of templates, and of tickets that come again and again."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.tickets.actions.recurring import (
    delete_schedule,
    edit_schedule,
    make_schedule,
)
from zhiyin.modules.tickets.actions.templates import (
    delete_template,
    edit_template,
    make_template,
)
from zhiyin.modules.tickets.models import TicketSchedule, TicketTemplate
from zhiyin.modules.tickets.permissions import READ, TEMPLATES
from zhiyin.modules.tickets.queries.templates import (
    SHOWN,
    list_schedules,
    list_templates,
    look_ahead,
    show_schedule,
    show_template,
)
from zhiyin.modules.tickets.schemas.templates import (
    MomentsIn,
    MomentsOut,
    ScheduleIn,
    ScheduleOut,
    TemplateIn,
    TemplateOut,
)

templates = Routes("ticket templates", "/ticket-templates")
schedules = Routes("recurring tickets", "/ticket-schedules")
Version = Annotated[int | None, Depends(IfMatch)]


@templates.get("", permit=READ, response_model=list[TemplateOut])
async def get_templates(access: Caller, house: CurrentHouse) -> list[TemplateOut]:
    """The templates for the caller, in their order."""
    async with house.database.reading() as session:
        return await list_templates(session, access)


@templates.get("/kept", permit=TEMPLATES, response_model=list[TemplateOut])
async def get_kept(access: Caller, house: CurrentHouse) -> list[TemplateOut]:
    """The templates the caller keeps, switched-off ones too."""
    async with house.database.reading() as session:
        return await list_templates(session, access, kept=True)


@templates.post("", permit=TEMPLATES, status=201, response_model=TemplateOut)
async def post_template(body: TemplateIn, access: Caller, house: CurrentHouse) -> TemplateOut:
    """Keeps a template."""
    async with house.database.writing(access.actor) as session:
        row = await make_template(session, access, body)
        await session.flush()
        return show_template(access, row)


@templates.put("/{template_id}", permit=TEMPLATES, response_model=TemplateOut)
async def put_template(
    template_id: UUID, body: TemplateIn, access: Caller, house: CurrentHouse, version: Version
) -> TemplateOut:
    """Changes a template."""
    async with house.database.writing(access.actor) as session:
        row = await edit_template(session, access, template_id, body, version)
        await session.flush()
        return show_template(access, row)


@templates.delete("/{template_id}", permit=TEMPLATES, status=204)
async def remove_template(template_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a template into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_template(session, access, template_id)


@schedules.get("", permit=TEMPLATES, response_model=list[ScheduleOut])
async def get_schedules(access: Caller, house: CurrentHouse) -> list[ScheduleOut]:
    """The recurring tickets the caller keeps, each with its next moments."""
    async with house.database.reading() as session:
        return await list_schedules(session, access)


async def _shown(session: WriteSession, access: Access, row: TicketSchedule) -> ScheduleOut:
    await session.flush()
    template = await session.get_one(TicketTemplate, row.template_id)
    return await show_schedule(session, access, row, template)


@schedules.post("", permit=TEMPLATES, status=201, response_model=ScheduleOut)
async def post_schedule(body: ScheduleIn, access: Caller, house: CurrentHouse) -> ScheduleOut:
    """Has a template become a ticket again and again."""
    async with house.database.writing(access.actor) as session:
        return await _shown(session, access, await make_schedule(session, access, body))


@schedules.post("/moments", permit=TEMPLATES, response_model=MomentsOut)
async def post_moments(body: MomentsIn, house: CurrentHouse) -> MomentsOut:
    """The next moments of a rule, before it is kept."""
    async with house.database.reading() as session:
        found = await look_ahead(session, body, now(), SHOWN)
        shop = (await get_shops(session))[body.shop_id]
        return MomentsOut(time_zone=shop.time_zone, next=found)


@schedules.put("/{schedule_id}", permit=TEMPLATES, response_model=ScheduleOut)
async def put_schedule(
    schedule_id: UUID, body: ScheduleIn, access: Caller, house: CurrentHouse, version: Version
) -> ScheduleOut:
    """Changes a recurring ticket, pauses it or lets it go on."""
    async with house.database.writing(access.actor) as session:
        row = await edit_schedule(session, access, schedule_id, body, version)
        return await _shown(session, access, row)


@schedules.delete("/{schedule_id}", permit=TEMPLATES, status=204)
async def remove_schedule(schedule_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Puts a recurring ticket into the bin."""
    async with house.database.writing(access.actor) as session:
        await delete_schedule(session, access, schedule_id)
