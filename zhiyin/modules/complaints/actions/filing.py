"""Complaints are filed: from a conversation, by hand, and beside every ticket of their types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.complaints.actions.writing import (
    note,
    note_level,
    staff_of,
    stored_felt,
    stored_reasons,
    tell,
)
from zhiyin.modules.complaints.errors import NoComplaintTypeError
from zhiyin.modules.complaints.events import ComplaintFiled
from zhiyin.modules.complaints.grading import Felt, Grade, grade
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.queries.access import find_of_ticket
from zhiyin.modules.complaints.queries.facts import (
    Plaint,
    find_repeated,
    gather,
    get_complaint_types,
    get_limits,
    get_thresholds,
)
from zhiyin.modules.complaints.rules import title_of
from zhiyin.modules.complaints.schemas.complaints import ComplaintIn
from zhiyin.modules.conversations.interface import Brief, access_brief
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.procedures.interface import NewCase, start_cases
from zhiyin.modules.tickets.interface import (
    IMPORTED,
    NewTicket,
    TicketBrief,
    check_ticket,
    get_linked_conversations,
    get_linked_tickets,
    get_ticket_briefs,
    make_tickets,
    take_latest,
)
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.understanding.interface import products_in

ORIGIN = "complaints.file"
PROCEDURE = "complaint"
NO_KEYS: Mapping[UUID, str] = MappingProxyType({})
MOST_PRODUCTS = 10
NO_SHOP = Text("请选择店铺。", "Please choose a shop.")
WHY = Text("改变建议的级别请说明原因。", "Please say why it has another level than proposed.")


@dataclass(frozen=True)
class Filing:
    """What is said of a complaint besides what its ticket says."""

    words: str
    wish: str = ""
    subject_id: UUID | None = None
    cause_id: UUID | None = None
    level: int | None = None
    reason: str = ""
    felt: Felt | None = None
    conversation_ids: Sequence[UUID] = field(default_factory=list)


async def file_complaint(
    session: WriteSession, access: Access, body: ComplaintIn, felt: Felt | None
) -> Complaint:
    """Ticket, complaint and case in one transaction. What was filed from a conversation and is not
    over is answered again: two who file the same have one.
    """
    await _check(session, body)
    brief = None
    if body.conversation_id is not None:
        brief = await access_brief(session, access, body.conversation_id)
        known = await find_open(session, brief.id)
        if known is not None:
            await check_ticket(session, access, known.ticket_id)
            return known
    ticket_id = body.ticket_id
    if ticket_id is not None:
        await check_ticket(session, access, ticket_id, edit=True)
    else:
        ticket_id = await _make_ticket(session, access, body, brief)
    if ticket_id is None and brief is not None:
        # Somebody else was quicker, and has committed.
        found = await find_open(session, brief.id)
        if found is None:
            raise NotFoundError
        return found
    if ticket_id is None:
        raise NotFoundError
    ticket = (await get_ticket_briefs(session, [ticket_id]))[ticket_id]
    await begin_cases(session, [ticket])
    talks = (
        [brief.id] if brief else (await get_linked_conversations(session, [ticket_id]))[ticket_id]
    )
    filing = Filing(
        words=body.words,
        wish=body.wish.strip(),
        subject_id=body.subject_id or ticket.subject_id,
        cause_id=body.cause_id,
        level=body.level,
        reason=body.reason.strip(),
        felt=felt,
        conversation_ids=talks,
    )
    return await adopt(session, ticket, filing)


async def _check(session: WriteSession, body: ComplaintIn) -> None:
    subjects = {one for one in (body.subject_id, body.cause_id) if one}
    if subjects - set(await get_subjects(session)):
        raise NotFoundError
    if body.customer_id and body.customer_id not in await get_cards(session, [body.customer_id]):
        raise NotFoundError


async def find_open(session: ReadSession | WriteSession, conversation_id: UUID) -> Complaint | None:
    """What was filed from a conversation and is not over."""
    tickets = await get_linked_tickets(session, [conversation_id])
    query = select(Complaint).where(Complaint.ticket_id.in_(tickets), Complaint.closed_at.is_(None))
    newest = query.order_by(Complaint.id.desc()).limit(1)
    row: Complaint | None = await session.scalar(newest)
    return row


async def _make_ticket(
    session: WriteSession, access: Access, body: ComplaintIn, brief: Brief | None
) -> UUID | None:
    """A ticket of the type for complaints, in the name of whoever files; nothing where another has
    just been made from the same conversation.
    """
    shops = await get_shops(session)
    shop_id = body.shop_id or (brief.shop_id if brief else None)
    if shop_id is None and len(shops) == 1:
        shop_id = next(iter(shops))
    if shop_id is None:
        raise InvalidInputError(fields={"shop_id": NO_SHOP})
    if shop_id not in shops or not access.reaches(shop_id):
        raise NotFoundError
    kind = next(iter(await get_complaint_types(session, shop_id)), None)
    if kind is None:
        raise NoComplaintTypeError
    # Always one: keys are held before tickets are written, and cases after.
    key = f"complaint:{new_id()}"
    if brief is not None:
        tickets = await get_linked_tickets(session, [brief.id])
        over = select(func.count()).where(Complaint.ticket_id.in_(tickets))
        key = f"complaint:{brief.id}:{await session.scalar(over)}"
    own = min(access.team_ids, default=None)
    wanted = NewTicket(
        type_id=kind.id,
        title=body.title or title_of(body.words),
        shop_id=shop_id,
        origin=ORIGIN,
        text=body.words,
        customer_id=body.customer_id or (brief.customer_id if brief else None),
        subject_id=body.subject_id or (brief.subject_id if brief else None),
        team_id=kind.team_id or (brief.team_id if brief else None) or own,
        owner_id=staff_of(session),
        links=[await take_latest(session, brief.id)] if brief else [],
        key=key,
    )
    made = await make_tickets(session, [wanted])
    return made[0].id if made else None


async def begin_cases(
    session: WriteSession, tickets: Sequence[TicketBrief], keys: Mapping[UUID, str] = NO_KEYS
) -> None:
    """Begins the procedures of the tickets' types, or the one for complaints. The key is that of
    tickets, unless another is given, so it begins once whoever is quicker.
    """
    wanted = [
        NewCase(
            ticket.procedure_code or PROCEDURE,
            ObjectRef(TICKET, ticket.id),
            keys.get(ticket.id, f"ticket:{ticket.id}"),
            staff_of(session),
        )
        for ticket in tickets
    ]
    await start_cases(session, wanted)


async def adopt(session: WriteSession, ticket: TicketBrief, filing: Filing) -> Complaint:
    """The complaint beside a ticket: made once, found when it is there already."""
    plaint = Plaint(
        words=filing.words,
        shop_id=ticket.shop_id,
        customer_id=ticket.customer_id,
        conversation_ids=filing.conversation_ids,
        subject_id=filing.subject_id,
        felt=filing.felt,
        filed_at=_filed_at(ticket),
    )
    found = grade(await gather(session, plaint), await get_thresholds(session, ticket.shop_id))
    if filing.level not in (None, found.level) and not filing.reason:
        raise InvalidInputError(fields={"reason": WHY})
    repeated = await find_repeated(session, plaint)
    values = await _values(session, ticket, filing, found)
    values["repeats_id"] = repeated.id if repeated else None
    statement = insert(Complaint).values(values)
    row: Complaint | None = await session.scalar(
        statement.on_conflict_do_nothing(index_elements=["ticket_id"]).returning(Complaint)
    )
    if row is None:
        known = await find_of_ticket(session, ticket.id)
        if known is None:
            raise NotFoundError
        return known
    await note_level(session, row, row.level_reason)
    note(session, row, "file", level=row.level, by=row.level_by, ticket_id=str(ticket.id))
    again = repeated is not None and ticket.live
    ids = row.id, row.ticket_id, row.shop_id, row.customer_id
    tell(session, row, ComplaintFiled(*ids, row.level, again))
    return row


async def _values(
    session: WriteSession, ticket: TicketBrief, filing: Filing, found: Grade
) -> dict[str, Any]:
    """A new complaint: a level somebody chose otherwise than rules is theirs."""
    level = filing.level or found.level
    by_person = level != found.level
    calm, solve = await get_limits(session, ticket.shop_id, level)
    filed_at = _filed_at(ticket)
    read = "model" if filing.felt is not None else "rules"
    return {
        "id": new_id(),
        "version": 1,
        "ticket_id": ticket.id,
        "shop_id": ticket.shop_id,
        "customer_id": ticket.customer_id,
        "via": ticket.origin,
        "words": filing.words,
        "wish": filing.wish,
        "subject_id": filing.subject_id,
        "cause_id": filing.cause_id,
        "products": products_in(filing.words)[:MOST_PRODUCTS],
        "level": level,
        "level_by": "staff" if by_person else read,
        "level_reason": filing.reason if by_person else "",
        "level_set_by": staff_of(session) if by_person else None,
        "proposed": found.level,
        "points": found.points,
        "reasons": stored_reasons(found),
        "felt": stored_felt(filing.felt),
        "filed_at": filed_at,
        "calm_due_at": filed_at + calm,
        "solve_due_at": filed_at + solve,
        "closed_at": None if ticket.live else ticket.ended_at or now(),
    }


def _filed_at(ticket: TicketBrief) -> datetime:
    """An imported complaint has been filed where it came from."""
    return ticket.made_at if ticket.origin == IMPORTED else now()


async def adopt_tickets(session: WriteSession, ticket_ids: Sequence[UUID]) -> None:
    """Every ticket of a type for complaints is one, wherever it came from; heard twice, it is made
    once. What came with a table is worked on as it was there.
    """
    briefs = await get_ticket_briefs(session, sorted(set(ticket_ids)))
    wanted = [one for one in briefs.values() if await _is_complaint(session, one)]
    if not wanted:
        return
    there = select(Complaint.ticket_id).where(Complaint.ticket_id.in_([one.id for one in wanted]))
    known = set((await session.execute(there)).scalars())
    fresh = sorted((one for one in wanted if one.id not in known), key=lambda one: one.id)
    for ticket in fresh:
        if ticket.live and ticket.origin != IMPORTED:
            await begin_cases(session, [ticket])
    talks = await get_linked_conversations(session, [one.id for one in fresh])
    for ticket in fresh:
        words = "\n".join(one for one in (ticket.title, ticket.text) if one.strip())
        await adopt(
            session,
            ticket,
            Filing(words, subject_id=ticket.subject_id, conversation_ids=talks[ticket.id]),
        )


async def _is_complaint(session: WriteSession, ticket: TicketBrief) -> bool:
    kinds = await get_complaint_types(session, ticket.shop_id)
    return any(one.code == ticket.type_code for one in kinds)
