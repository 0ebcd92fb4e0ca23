"""Tickets as people see them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.fields.field import WRITTEN
from zhiyin.modules.catalogue.interface import get_fields
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.conversations.interface import (
    SEE_PERSONAL,
    get_briefs,
    messages_before,
    show_messages,
)
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import StaffNames, get_names
from zhiyin.modules.procedures.interface import may_undo
from zhiyin.modules.tickets.models import Ticket, TicketChange, TicketLink, TicketWatcher
from zhiyin.modules.tickets.permissions import may_edit, readable
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.references import conceal, ids_held, name_ids
from zhiyin.modules.tickets.rules import (
    KIND,
    LIVE,
    MERGE_AWAY,
    PART_WITHIN,
    external_of,
    reference,
)
from zhiyin.modules.tickets.schemas.promises import PromiseOut
from zhiyin.modules.tickets.schemas.tickets import (
    LinkedMessage,
    LinkOut,
    PartOut,
    PersonOut,
    RaisedOut,
    TicketOut,
    TicketRow,
)

# More are read in the conversation itself.
MOST_MESSAGES = 60
MOST_PARTS = 100


Shown = tuple[dict[str, Any], dict[str, str]]


async def _values(
    session: ReadSession | WriteSession, access: Access, rows: Sequence[Ticket]
) -> dict[UUID, Shown]:
    """The values of custom fields that are still defined, with what the ids in them are called."""
    if not any(row.fields for row in rows):
        return {}
    known = {one.code: one for one in await get_fields(session, KIND)}
    values = {
        row.id: {
            code: conceal(access, value) if known[code].type in WRITTEN else value
            for code, value in row.fields.items()
            if code in known
        }
        for row in rows
    }
    fields = list(known.values())
    names = await name_ids(session, access, ids_held(fields, values.values()))
    return {
        one: (held, {value: names[value] for value in _words(held) if value in names})
        for one, held in values.items()
    }


def _words(values: dict[str, Any]) -> list[str]:
    return [value for value in values.values() if isinstance(value, str)]


def _promise(row: Ticket) -> PromiseOut | None:
    """The promise that presses most: one that rests only when no other runs."""
    if row.state not in LIVE:
        return None
    held = [PromiseOut.model_validate(one) for one in row.promises]
    running = [one for one in held if one.state == "running"]
    if running:
        return min(running, key=lambda one: one.due_at)
    return min(held, key=lambda one: one.remaining or 0.0, default=None)


async def show_rows(
    session: ReadSession | WriteSession, access: Access, rows: Sequence[Ticket]
) -> list[TicketRow]:
    """Tickets as lists show them."""
    names = await get_names(session)
    customers = await get_cards(session, [one.customer_id for one in rows if one.customer_id])
    values = await _values(session, access, rows)
    moment = now()
    return [
        TicketRow(
            id=row.id,
            ref=reference(row.made_at, row.number),
            title=conceal(access, row.title),
            type_id=row.type_id,
            status=row.status,
            state=row.state,
            urgency=row.urgency,
            importance=row.importance,
            priority=row.priority,
            raised=row.raised,
            raised_by=[RaisedOut.model_validate(one) for one in row.raised_by],
            held=row.held,
            shop_id=row.shop_id,
            customer_id=row.customer_id,
            customer_name=(
                customers[row.customer_id].name if row.customer_id in customers else None
            ),
            subject_id=row.subject_id,
            team_id=row.team_id,
            team_name=names.team_name(row.team_id) or None,
            owner_id=row.owner_id,
            owner_name=names.staff_name(row.owner_id) or None,
            parent_id=row.parent_id,
            tags=list(row.tags),
            fields=values.get(row.id, ({}, {}))[0],
            names=values.get(row.id, ({}, {}))[1],
            due_at=row.due_at,
            promise=_promise(row),
            overdue=row.due_at is not None and row.state in LIVE and row.due_at < moment,
            made_at=row.made_at,
            changed_at=row.changed_at,
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
    ]


async def show_ticket(
    session: ReadSession | WriteSession, access: Access, row: Ticket
) -> TicketOut:
    """One ticket in full."""
    names = await get_names(session)
    led = await get_led(session, access)
    watchers = (
        await session.execute(
            select(TicketWatcher.staff_id)
            .where(TicketWatcher.ticket_id == row.id)
            .order_by(TicketWatcher.staff_id)
        )
    ).scalars()
    watching = [PersonOut(id=one, name=names.staff_name(one)) for one in watchers]
    parent, parts, merged_into = await _family(session, access, row, names)
    editable = may_edit(access, row, led)
    return TicketOut(
        **(await show_rows(session, access, [row]))[0].model_dump(),
        text=conceal(access, row.text),
        result=conceal(access, row.result),
        origin=row.origin,
        external=conceal(access, external_of(row.key) or "") or None,
        made_by=row.made_by,
        made_by_name=names.staff_name(row.made_by) or None,
        ended_by_name=names.staff_name(row.ended_by) or None,
        watchers=watching,
        links=await _links(session, access, row.id),
        parent=parent,
        parts=parts,
        merged_into=merged_into,
        watching=any(one.id == access.actor.id for one in watching),
        may_edit=editable,
        may_part=editable and await _may_part(session, row),
        may_undo=editable and row.ended_at is not None and may_undo(row.ended_at, now()),
    )


async def _may_part(session: ReadSession | WriteSession, row: Ticket) -> bool:
    if row.merged_into_id is None:
        return False
    since = now() - PART_WITHIN
    step = exists().where(
        TicketChange.ticket_id == row.id, TicketChange.undo.is_not(None), TicketChange.at > since,
        TicketChange.verb == MERGE_AWAY,
    )  # fmt: skip
    return bool(await session.scalar(select(step)))


async def _family(
    session: ReadSession | WriteSession, access: Access, row: Ticket, names: StaffNames
) -> tuple[PartOut | None, list[PartOut], PartOut | None]:
    """The ticket above, those below, and the one this one went into, as far as the caller may see
    them.
    """
    led = await get_led(session, access)
    near = Ticket.parent_id == row.id
    for other in (row.parent_id, row.merged_into_id):
        if other is not None:
            near |= Ticket.id == other
    query = select(Ticket).where(near, readable(access, led)).order_by(Ticket.id)
    found = (await session.execute(query.limit(MOST_PARTS))).scalars().all()
    shown = {
        one.id: PartOut(
            id=one.id,
            ref=reference(one.made_at, one.number),
            title=conceal(access, one.title),
            status=one.status,
            state=one.state,
            type_id=one.type_id,
            owner_name=names.staff_name(one.owner_id) or None,
        )
        for one in found
    }
    above = shown.get(row.parent_id) if row.parent_id else None
    into = shown.get(row.merged_into_id) if row.merged_into_id else None
    below = [shown[one.id] for one in found if one.parent_id == row.id]
    return above, below, into


async def _links(
    session: ReadSession | WriteSession, access: Access, ticket_id: UUID
) -> list[LinkOut]:
    """The linked conversations. The messages a ticket was made from are part of it: whoever sees
    the ticket sees them, also where the conversation is not theirs to read.
    """
    query = select(TicketLink).where(TicketLink.ticket_id == ticket_id).order_by(TicketLink.at)
    links = (await session.execute(query)).scalars().all()
    ids = [one.conversation_id for one in links]
    briefs = await get_briefs(session, ids)
    kind = session.house.object_kinds[CONVERSATION]
    faces = await kind.look(session, access, ids) if ids else {}
    shown = []
    for link in links:
        brief = briefs[link.conversation_id]
        face = faces.get(brief.id)
        shown.append(
            LinkOut(
                conversation_id=brief.id,
                ref=brief.ref,
                customer_name=brief.customer_name,
                state=brief.state,
                path=face.path if face else None,
                at=link.at,
                messages=await _excerpt(session, access, link),
            )
        )
    return shown


async def _excerpt(
    session: ReadSession | WriteSession, access: Access, link: TicketLink
) -> list[LinkedMessage]:
    if not link.last:
        return []
    span = min(link.last - link.first + 1, MOST_MESSAGES)
    rows, _ = await messages_before(session, link.conversation_id, link.last + 1, span)
    wanted = [row for row in rows if row.number >= link.first and row.kind != "event"]
    masked = SEE_PERSONAL not in access.scopes
    return [
        LinkedMessage(
            number=one["number"],
            sender_kind=one["sender"]["kind"],
            name=one["sender"]["name"],
            text=one["text"] or (one["file"]["name"] if one["file"] else ""),
            at=one["created_at"],
        )
        for one in await show_messages(session, wanted, masked=masked)
    ]
