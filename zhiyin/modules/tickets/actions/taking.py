"""Rows of a table become tickets, piece by piece; an import is taken back ticket by ticket."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text, union

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, ProblemError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.timers.timers import cancel_timers
from zhiyin.modules.customers.interface import NewCustomer, add_identity, find_or_create, mask
from zhiyin.modules.procedures.interface import are_asked_about
from zhiyin.modules.tickets.actions.editing import apply
from zhiyin.modules.tickets.actions.importing import EDIT_CUSTOMERS
from zhiyin.modules.tickets.actions.making import NewTicket, make_one
from zhiyin.modules.tickets.actions.reminding import REMINDER, remind
from zhiyin.modules.tickets.actions.writing import ref_of
from zhiyin.modules.tickets.events import TicketRemoved, TicketsTaken
from zhiyin.modules.tickets.import_rows import Row
from zhiyin.modules.tickets.models import (
    Ticket,
    TicketChange,
    TicketComment,
    TicketImport,
    TicketImportRow,
    TicketLink,
    TicketToken,
    TicketValue,
    TicketWatcher,
)
from zhiyin.modules.tickets.permissions import may_edit
from zhiyin.modules.tickets.queries.access import get_led
from zhiyin.modules.tickets.queries.imports import get_known_names
from zhiyin.modules.tickets.queries.planning import Plan, plan_rows
from zhiyin.modules.tickets.queries.planning_around import Terms, key_of
from zhiyin.modules.tickets.rules import IMPORT_BACK, IMPORT_CHANGED, IMPORTED, KIND
from zhiyin.modules.tickets.schemas.imports import Outcome
from zhiyin.modules.tickets.schemas.tickets import TicketPatch

LONGEST_REMARK = 200
COUNTED = {"make": "made", "change": "changed", "same": "same", "wrong": "wrong"}
# New tickets and changed ones are written in transactions of their own: each takes its locks in the
# order in which everybody does.
PASSES: tuple[Outcome, ...] = ("make", "change")
_ALONE = text("SELECT pg_advisory_xact_lock(7416, 0)")


async def get_terms(session: Any, access: Access, asked: dict[str, Any]) -> Terms:
    """What holds for a whole import."""
    type_id, shop_id = (asked.get(name) for name in ("type_id", "shop_id"))
    return Terms(
        access=access,
        names=await get_known_names(session, asked["time_zone"]),
        type_id=UUID(type_id) if type_id else None,
        shop_id=UUID(shop_id) if shop_id else None,
        may_make_customers=EDIT_CUSTOMERS in access.scopes,
        moment=now(),
    )


async def come_alone(session: WriteSession) -> None:
    """Imports that name the same numbers come one after the other, piece by piece."""
    await session.execute(_ALONE)


async def look_at(
    session: WriteSession, terms: Terms, row: TicketImport, rows: Sequence[Row], repeated: set[int]
) -> None:
    """Notes on the import what would become of some rows."""
    await _note(session, row, await plan_rows(session, terms, rows, repeated))


async def take_piece(
    session: WriteSession,
    terms: Terms,
    row: TicketImport,
    rows: Sequence[Row],
    repeated: set[int],
    only: Outcome,
) -> set[int]:
    """Takes some rows in as far as they make tickets, or change some, and notes it on the import;
    answers the numbers of those it has come to an end with.
    """
    plans = await plan_rows(session, terms, rows, repeated, lock=True)
    plans = [one for one in plans if one.outcome not in PASSES or one.outcome == only]
    written: list[Ticket] = []
    for plan in plans:
        if plan.outcome == only:
            written += await _carry_out(session, terms.access, row.id, plan)
    await _note(session, row, plans)
    await remind(session, written)
    if written:
        emit(session, TicketsTaken(row.id, row.by), ObjectRef("ticket_import", row.id))
    return {one.row.number for one in plans}


async def _note(session: WriteSession, row: TicketImport, plans: Sequence[Plan]) -> None:
    if not plans:
        return
    await session.execute(insert(TicketImportRow), [_told(row.id, plan) for plan in plans])
    for plan in plans:
        counted = COUNTED[plan.outcome]
        setattr(row, counted, getattr(row, counted) + 1)
    row.done += len(plans)


def _told(import_id: UUID, plan: Plan) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "row": plan.row.number,
        "outcome": plan.outcome,
        "ticket_id": plan.ticket.id if plan.ticket else None,
        "name": plan.row.name,
        "remarks": [
            {"zh-CN": one.zh[:LONGEST_REMARK], "en": one.en[:LONGEST_REMARK]}
            for one in plan.remarks
        ],
    }


def names_contacts(rows: Sequence[Row]) -> bool:
    """Whether any of these rows names a customer by phone number or e-mail."""
    return any(row.parts.keys() & {"customer_phone", "customer_email"} for row in rows)


async def meet(
    session: WriteSession, terms: Terms, rows: Sequence[Row], repeated: set[int]
) -> None:
    """Makes the customers nobody knows yet, before anything of tickets is locked."""
    plans = await plan_rows(session, terms, rows, repeated)
    new = [one for one in plans if one.newcomer and one.outcome != "wrong"]
    wanted = [
        NewCustomer(kind, value, name or mask(kind, value))
        for kind, value, name in (one.newcomer for one in new if one.newcomer)
    ]
    found = await find_or_create(session, wanted) if wanted else {}
    for one in new:
        email = one.row.parts.get("customer_email")
        if one.newcomer and one.newcomer[0] == "phone" and email:
            known = found[one.newcomer[:2]]
            await add_identity(session, known.id, "email", email, verified=False)
    await session.flush()


async def _carry_out(
    session: WriteSession, access: Access, import_id: UUID, plan: Plan
) -> list[Ticket]:
    """Makes or changes the ticket of a row; what stands against it is said of the row."""
    try:
        if plan.ticket is None:
            new = NewTicket(**plan.given, origin=IMPORTED, key=key_of(plan.row), batch_id=import_id)
            plan.ticket = await make_one(session, new)
        else:
            await _change(session, access, import_id, plan.ticket, plan.given)
    except ProblemError as problem:
        if plan.ticket is not None:
            session.expire(plan.ticket)
            plan.ticket = None
        plan.outcome = "wrong"
        plan.remarks += _sentences(problem)
        return []
    return [plan.ticket]


def _sentences(problem: ProblemError) -> list[Text]:
    if isinstance(problem, InvalidInputError) and problem.fields:
        return list(problem.fields.values())
    return [problem.sentence()]


async def _change(
    session: WriteSession, access: Access, import_id: UUID, row: Ticket, given: dict[str, Any]
) -> None:
    patch = TicketPatch.model_validate({k: v for k, v in given.items() if k != "result"})
    row.version += 1
    await apply(
        session,
        access,
        row,
        patch,
        verb=IMPORT_CHANGED,
        batch_id=import_id,
        result=given.get("result"),
        quiet=True,
    )


async def undo_piece(
    session: WriteSession, access: Access, row: TicketImport, verb: str, after: UUID, limit: int
) -> UUID | None:
    """Takes back what an import made, or changed, of some tickets, in the order of their ids;
    answers the last of them. What somebody has worked on since stays as it is.
    """
    query = select(TicketChange).where(
        TicketChange.batch_id == row.id, TicketChange.verb == verb, TicketChange.ticket_id > after
    )
    ordered = query.order_by(TicketChange.ticket_id).limit(limit)
    steps = {one.ticket_id: one for one in (await session.execute(ordered)).scalars()}
    if not steps:
        return None
    held = select(Ticket).where(Ticket.id.in_(steps)).order_by(Ticket.id).with_for_update()
    tickets = (await session.execute(held)).scalars().all()
    led = await get_led(session, access)
    touched = await _touched(session, steps)
    free = [one for one in tickets if one.id not in touched and may_edit(access, one, led)]
    if verb == IMPORTED:
        await _remove(session, [one.id for one in free])
    else:
        free = [one for one in free if await _put_back(session, access, one, steps[one.id])]
        await remind(session, free)
    row.back += len(free)
    emit(session, TicketsTaken(row.id, row.by), ObjectRef("ticket_import", row.id))
    return max(steps)


async def _touched(session: WriteSession, steps: dict[UUID, TicketChange]) -> set[UUID]:
    """Tickets that people have done something with since; what rules did does not count."""
    ids = list(steps)
    said = (
        select(model.ticket_id).where(model.ticket_id.in_(ids))
        for model in (TicketComment, TicketLink, TicketWatcher)
    )
    below = select(Ticket.parent_id).where(Ticket.parent_id.in_(ids))
    into = select(Ticket.merged_into_id).where(Ticket.merged_into_id.in_(ids))
    found = set((await session.execute(union(*said, below, into))).scalars())
    people = select(TicketChange.ticket_id, TicketChange.id).where(
        TicketChange.ticket_id.in_(ids), TicketChange.staff_id.is_not(None)
    )
    for ticket_id, step_id in await session.execute(people):
        if step_id > steps[ticket_id].id:
            found.add(ticket_id)
    return found | await are_asked_about(session, KIND, ids)


async def _put_back(session: WriteSession, access: Access, row: Ticket, step: TicketChange) -> bool:
    """Lets a ticket stand as it stood; answers whether nothing stands against that."""
    before = {part: pair[0] for part, pair in step.parts.items()}
    fields = {
        part.removeprefix("fields."): value
        for part, value in before.items()
        if part.startswith("fields.")
    }
    plain = {part: value for part, value in before.items()
             if part != "result" and not part.startswith("fields.")}  # fmt: skip
    try:
        patch = TicketPatch.model_validate(plain | ({"fields": fields} if fields else {}))
        row.version += 1
        await apply(
            session,
            access,
            row,
            patch,
            verb=IMPORT_BACK,
            batch_id=step.batch_id,
            result=before.get("result"),
            quiet=True,
        )
    except ProblemError:
        session.expire(row)
        return False
    return True


async def _remove(session: WriteSession, ids: Sequence[UUID]) -> None:
    """Takes tickets away that nobody has seen to; the audit tells of them."""
    if not ids:
        return
    for model in (TicketValue, TicketToken, TicketChange):
        await session.execute(delete(model).where(model.ticket_id.in_(ids)))
    await session.execute(delete(Ticket).where(Ticket.id.in_(ids)))
    for ticket_id in ids:
        audit(session, "tickets.remove", ref_of(ticket_id))
        emit(session, TicketRemoved(ticket_id), ref_of(ticket_id))
    await cancel_timers(session, [ref_of(one) for one in ids], REMINDER)
