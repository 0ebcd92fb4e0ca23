"""Templates (工单模板): kept, and what is made by one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotAllowedError, NotFoundError
from zhiyin.kernel.fields.values import check_values
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.people.interface import are_known, get_shops
from zhiyin.modules.tickets.actions.making import NewTicket, make_by_hand, make_one
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.errors import TemplateInUseError
from zhiyin.modules.tickets.models import Ticket, TicketSchedule, TicketTemplate
from zhiyin.modules.tickets.permissions import may_keep_template
from zhiyin.modules.tickets.queries.templates import access_template, show_template
from zhiyin.modules.tickets.queries.types import access_type, get_type_fields
from zhiyin.modules.tickets.schemas.templates import TemplateIn, TemplatePart
from zhiyin.modules.tickets.schemas.tickets import TicketIn

REF = "ticket_template"


async def make_template(session: WriteSession, access: Access, body: TemplateIn) -> TicketTemplate:
    """Keeps a template."""
    row = TicketTemplate(id=new_id(), version=1, **body.model_dump(mode="python"))
    row.parts = _parts(body)
    await _check(session, access, row, body)
    session.add(row)
    audit(session, "tickets.make_template", ObjectRef(REF, row.id), after=_said(body))
    return row


async def edit_template(
    session: WriteSession, access: Access, template_id: UUID, body: TemplateIn, version: int | None
) -> TicketTemplate:
    """Changes a template, for what is made by it from now on."""
    row = await hold_template(session, access, template_id)
    shown = show_template(access, row)
    check_version(row, version, shown.model_dump(mode="json"))
    for name, value in body.model_dump(mode="python").items():
        setattr(row, name, value)
    row.parts = _parts(body)
    await _check(session, access, row, body)
    before, after = _said(shown), _said(body)
    audit(session, "tickets.edit_template", ObjectRef(REF, row.id), before=before, after=after)
    return row


async def delete_template(session: WriteSession, access: Access, template_id: UUID) -> None:
    """Puts a template into the bin; not while it is made again and again."""
    row = await hold_template(session, access, template_id)
    used = select(TicketSchedule.id).where(
        TicketSchedule.template_id == row.id, TicketSchedule.deleted_at.is_(None)
    )
    if await session.scalar(used.limit(1)):
        raise TemplateInUseError
    before = _said(show_template(access, row))
    audit(session, "tickets.delete_template", ObjectRef(REF, row.id), before=before)
    put_in_bin(session, row)


async def hold_template(session: WriteSession, access: Access, template_id: UUID) -> TicketTemplate:
    """A template the caller keeps, locked."""
    row = await session.get(TicketTemplate, template_id, with_for_update=True)
    if row is None or row.deleted_at is not None or not may_keep_template(access, row):
        raise NotFoundError
    return row


def _parts(body: TemplateIn) -> list[Any]:
    return [one.model_dump(mode="json") for one in body.parts]


def _said(body: TemplateIn) -> dict[str, Any]:
    """What the audit keeps: no words, which may name somebody."""
    shown = {"only_shop_id", "only_team_id", "type_id", "team_id", "owner_id", "active"}
    return body.model_dump(mode="json", include=shown)


async def _check(
    session: WriteSession, access: Access, row: TicketTemplate, body: TemplateIn
) -> None:
    """Everything it points to is there, its values fit, and the caller may keep it."""
    if not may_keep_template(access, row):
        raise NotAllowedError
    if body.only_shop_id and body.only_shop_id not in await get_shops(session):
        raise NotFoundError
    teams = [body.only_team_id, body.team_id, *(part.team_id for part in body.parts)]
    people = [body.owner_id] if body.owner_id else []
    if not await are_known(session, staff_ids=people, team_ids=[one for one in teams if one]):
        raise NotFoundError
    if body.subject_id and body.subject_id not in await get_subjects(session):
        raise NotFoundError
    for part in body.parts:
        if part.type_id:
            await access_type(session, part.type_id)
    kind = await access_type(session, body.type_id)
    _, errors = check_values(await get_type_fields(session, kind), body.fields, {})
    if errors:
        raise InvalidInputError(fields={f"fields.{code}": said for code, said in errors.items()})


async def make_asked(session: WriteSession, access: Access, body: TicketIn) -> Ticket:
    """Makes a ticket somebody asked for, with the parts of the template they took."""
    template = None
    if body.template_id:
        template = await access_template(session, access, body.template_id)
    whole = await make_by_hand(session, access, body)
    if template is not None and template.parts:
        await remind(session, await make_parts(session, template, whole))
    return whole


def words_of(template: TicketTemplate) -> str:
    """The description a ticket begins with: the words, and what is to be ticked off."""
    boxes = "\n".join(f"□ {one}" for one in template.checklist)
    return "\n\n".join(one for one in (template.text, boxes) if one)


def from_template(
    template: TicketTemplate, shop_id: UUID, origin: str, at: datetime, key: str
) -> NewTicket:
    """The ticket a template becomes by itself at a moment."""
    due = timedelta(seconds=template.due_within) if template.due_within else None
    return NewTicket(
        type_id=template.type_id,
        title=template.title,
        text=words_of(template),
        shop_id=shop_id,
        origin=origin,
        urgency=template.urgency,
        importance=template.importance,
        subject_id=template.subject_id,
        team_id=template.team_id,
        owner_id=template.owner_id,
        tags=template.tags,
        fields=template.fields,
        due_at=at + due if due else None,
        key=key,
    )


async def still_there(session: WriteSession, one: NewTicket) -> NewTicket:
    """Without the owner, team and values that are gone since the template was kept: what comes by
    itself comes all the same.
    """
    owner = [one.owner_id] if one.owner_id else []
    team = [one.team_id] if one.team_id else []
    fields = await get_type_fields(session, await access_type(session, one.type_id))
    _, errors = check_values(fields, dict(one.fields), {})
    return replace(
        one,
        owner_id=one.owner_id if await are_known(session, staff_ids=owner) else None,
        team_id=one.team_id if await are_known(session, team_ids=team) else None,
        fields={code: value for code, value in one.fields.items() if code not in errors},
    )


async def make_parts(
    session: WriteSession, template: TicketTemplate, whole: Ticket
) -> list[Ticket]:
    """The tickets below one that a template says are made along with it."""
    made = []
    for part in (TemplatePart.model_validate(one) for one in template.parts):
        due = timedelta(seconds=part.due_within) if part.due_within else None
        one = NewTicket(
            type_id=part.type_id or whole.type_id,
            title=part.title,
            text=part.text,
            shop_id=whole.shop_id,
            origin=whole.origin,
            customer_id=whole.customer_id,
            subject_id=whole.subject_id,
            team_id=part.team_id or whole.team_id,
            parent_id=whole.id,
            due_at=whole.made_at + due if due else None,
        )
        made.append(await make_one(session, await still_there(session, one)))
    return made
