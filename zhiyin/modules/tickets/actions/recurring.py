"""Recurring tickets (定期工单): kept, and made once for each of their moments.

Whoever makes one holds the row of its schedule and moves the moment on in the same transaction: a
worker that dies in between leaves the moment as it was, and another one that comes to the same
timer finds the moment gone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers_last
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.tickets.actions.making import make_one
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.templates import (
    from_template,
    hold_template,
    make_parts,
    still_there,
)
from zhiyin.modules.tickets.actions.writing import note
from zhiyin.modules.tickets.models import Ticket, TicketSchedule, TicketTemplate
from zhiyin.modules.tickets.queries.templates import given_of, look_ahead
from zhiyin.modules.tickets.schemas.templates import ScheduleIn

REF = "ticket_schedule"
TIMER = "tickets.schedule"
RECURRING = "tickets.schedule"


async def make_schedule(session: WriteSession, access: Access, body: ScheduleIn) -> TicketSchedule:
    """Keeps a recurring ticket."""
    await _check(session, access, body)
    row = TicketSchedule(id=new_id(), version=1, **_stored(body))
    session.add(row)
    await wind(session, row)
    audit(session, "tickets.make_schedule", ObjectRef(REF, row.id), after=_said(body))
    return row


async def edit_schedule(
    session: WriteSession, access: Access, schedule_id: UUID, body: ScheduleIn, version: int | None
) -> TicketSchedule:
    """Changes a recurring ticket, or when it comes, from now on."""
    row = await _hold(session, access, schedule_id)
    before = given_of(row)
    check_version(row, version, before.model_dump(mode="json"))
    await _check(session, access, body)
    for name, value in _stored(body).items():
        setattr(row, name, value)
    await wind(session, row)
    ref = ObjectRef(REF, row.id)
    audit(session, "tickets.edit_schedule", ref, before=_said(before), after=_said(body))
    return row


async def delete_schedule(session: WriteSession, access: Access, schedule_id: UUID) -> None:
    """Puts a recurring ticket into the bin: nothing is made any more."""
    row = await _hold(session, access, schedule_id)
    before = _said(given_of(row))
    audit(session, "tickets.delete_schedule", ObjectRef(REF, row.id), before=before)
    row.next_at = None
    put_in_bin(session, row)


async def _hold(session: WriteSession, access: Access, schedule_id: UUID) -> TicketSchedule:
    known = await session.get(TicketSchedule, schedule_id)
    if known is None or known.deleted_at is not None or not access.reaches(known.shop_id):
        raise NotFoundError
    await hold_template(session, access, known.template_id)
    return await session.get_one(
        TicketSchedule, schedule_id, with_for_update=True, populate_existing=True
    )


async def _check(session: WriteSession, access: Access, body: ScheduleIn) -> None:
    await hold_template(session, access, body.template_id)
    if body.shop_id not in await get_shops(session) or not access.reaches(body.shop_id):
        raise NotFoundError


def _stored(body: ScheduleIn) -> dict[str, Any]:
    return body.model_dump(mode="python") | {"rule": body.rule.model_dump(mode="json")}


def _said(body: ScheduleIn) -> dict[str, Any]:
    return body.model_dump(mode="json")


async def wind(session: WriteSession, row: TicketSchedule) -> None:
    """Sets the next moment after now. A timer that was set before fires in vain."""
    row.next_at = None
    if not row.paused and row.deleted_at is None:
        await _go_on(session, row, now())


async def _go_on(session: WriteSession, row: TicketSchedule, after: datetime) -> None:
    found = await look_ahead(session, given_of(row), after, 1)
    row.next_at = found[0] if found else None
    if row.next_at is not None:
        set_timers_last(session, [NewTimer(TIMER, ObjectRef(REF, row.id), at=row.next_at)])


async def make_due(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Makes the ticket of each moment that has come. After a standstill those that were missed are
    made, too, one after the other.
    """
    ids = [timer.ref.id for timer in due]
    query = select(TicketSchedule).where(
        TicketSchedule.id.in_(ids),
        TicketSchedule.next_at <= now(),
        TicketSchedule.deleted_at.is_(None),
    )
    rows = await session.execute(query.order_by(TicketSchedule.id).with_for_update())
    made: list[Ticket] = []
    for row in rows.scalars():
        moment = row.next_at
        if moment is None or row.paused:
            continue
        made += await _make(session, row, moment)
        row.last_at = moment
        await _go_on(session, row, moment)
    # Timers are locked last.
    await session.flush()
    await remind(session, made)


async def _make(session: WriteSession, row: TicketSchedule, moment: datetime) -> list[Ticket]:
    template = await session.get_one(TicketTemplate, row.template_id)
    key = f"schedule:{row.id}:{moment.isoformat()}"
    given = from_template(template, row.shop_id, RECURRING, moment, key)
    whole = await make_one(session, await still_there(session, given))
    await note(session, whole.id, "recur", {"schedule": (None, template.name)})
    return [whole, *await make_parts(session, template, whole)]


SCHEDULE_TIMER = TimerKind(TIMER, make_due)
