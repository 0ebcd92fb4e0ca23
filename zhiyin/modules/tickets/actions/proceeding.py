"""Procedures and tickets: a type begins one, a step of one changes a ticket.

What a step does, it does by right of the procedure, in the name of whoever moved the case: they
may have the step without being allowed to change the ticket.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.procedures import AnySession, ProcedureCall
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.fields.values import is_empty
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.interface import NewCase, start_cases
from zhiyin.modules.tickets.actions.editing import apply
from zhiyin.modules.tickets.actions.writing import ref_of, write_tokens
from zhiyin.modules.tickets.events import TicketCommented
from zhiyin.modules.tickets.models import Ticket, TicketComment
from zhiyin.modules.tickets.queries.types import access_type, get_types
from zhiyin.modules.tickets.rules import LIVE, find_status, first_of
from zhiyin.modules.tickets.schemas.tickets import TicketPatch

MOVER, STARTER, NOBODY = "mover", "starter", "nobody"
MOST = 3


async def begin_procedures(
    session: WriteSession, made: Sequence[tuple[UUID, UUID, UUID | None]]
) -> None:
    """Begins the procedure that the type of a new ticket names; made are ticket, type and who made
    it. Heard twice, it begins once.
    """
    types = await get_types(session)
    wanted = []
    for ticket_id, type_id, staff_id in made:
        kind = types.get(type_id)
        if kind is not None and kind.procedure_code is not None:
            key = f"ticket:{ticket_id}"
            wanted.append(NewCase(kind.procedure_code, ref_of(ticket_id), key, staff_id))
    await start_cases(session, wanted)


async def _hold(session: WriteSession, call: ProcedureCall) -> Ticket | None:
    """The ticket, locked; nothing for one that went into another."""
    row = await session.get(Ticket, call.about.id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.merged_into_id is None else None


async def _change(session: WriteSession, call: ProcedureCall, row: Ticket, **parts: Any) -> None:
    row.version += 1
    patch = TicketPatch(**parts)
    await apply(session, Access(session.actor), row, patch, by_case=call.case_id)


async def set_status(session: WriteSession, call: ProcedureCall) -> None:
    """Puts the ticket into a status: the named one, where its type has it, else the first of the
    same meaning. One that stands in such a status already stays.
    """
    row = await _hold(session, call)
    if row is None:
        return
    statuses = (await access_type(session, row.type_id)).statuses
    state = call.values["state"]
    named = find_status(statuses, str(call.values.get("status") or ""))
    found = named if named is not None and named.kind == state and named.active else None
    if found is None and row.state != state:
        found = first_of(statuses, state)
    if found is not None and found.code != row.status:
        await _change(session, call, row, status=found.code)


async def set_priority(session: WriteSession, call: ProcedureCall) -> None:
    """Sets how soon it must be and how much it matters."""
    row = await _hold(session, call)
    if row is not None:
        urgency, importance = int(call.values["urgency"]), int(call.values["importance"])
        await _change(session, call, row, urgency=urgency, importance=importance)


async def raise_priority(session: WriteSession, call: ProcedureCall) -> None:
    """One step more urgent, if it can be."""
    row = await _hold(session, call)
    if row is not None and row.urgency < MOST:
        await _change(session, call, row, urgency=row.urgency + 1)


async def assign(session: WriteSession, call: ProcedureCall) -> None:
    """Gives the ticket to whoever moved the case, whoever began it, or nobody; and to a team."""
    row = await _hold(session, call)
    if row is None:
        return
    parts: dict[str, Any] = {}
    if team := call.values.get("team"):
        parts["team_id"] = UUID(team)
    to = call.values.get("to")
    if to == NOBODY:
        parts["owner_id"] = None
    elif to == MOVER and session.actor.kind == "staff":
        parts["owner_id"] = session.actor.id
    elif to == STARTER and call.started_by is not None:
        parts["owner_id"] = call.started_by
    if parts:
        await _change(session, call, row, **parts)


async def add_comment(session: WriteSession, call: ProcedureCall) -> None:
    """Notes something on the ticket, in the name of whoever moved the case; where that was a
    clock, of its owner or whoever began the case.
    """
    row = await _hold(session, call)
    if row is None:
        return
    actor = session.actor
    author = actor.id if actor.kind == "staff" else row.owner_id or call.started_by
    if author is None:
        return
    row.changed_at = now()
    await session.flush()
    words = str(call.values["text"])
    written = TicketComment(id=new_id(), ticket_id=row.id, staff_id=author, text=words, mentions=[])
    session.add(written)
    await session.flush()
    await write_tokens(session, row)
    audit(session, "tickets.comment", ref_of(row.id), after={"comment_id": str(written.id)})
    emit(session, TicketCommented(row.id, written.id, author, ()), ref_of(row.id))


async def set_due(session: WriteSession, call: ProcedureCall) -> None:
    """Sets until when the ticket is to be ended, from now on."""
    row = await _hold(session, call)
    if row is not None:
        await _change(
            session, call, row, due_at=now() + timedelta(hours=float(call.values["hours"]))
        )


PARTS_OPEN = Text("还有下级工单没有结束。", "Tickets below it are still open.")


async def parts_ended(session: AnySession, call: ProcedureCall) -> Text | None:
    """Whether every ticket below it has ended."""
    below = select(func.count()).where(Ticket.parent_id == call.about.id, Ticket.state.in_(LIVE))
    return PARTS_OPEN if await session.scalar(below) else None


async def is_filled(session: AnySession, call: ProcedureCall) -> Text | None:
    """Whether a custom field of the ticket is filled in."""
    code = str(call.values["field"])
    row = await session.get(Ticket, call.about.id)
    if row is None or not is_empty(row.fields.get(code)):
        return None
    return Text(f"请先填写工单的字段 {code}。", f"Please fill in the ticket's field {code} first.")
