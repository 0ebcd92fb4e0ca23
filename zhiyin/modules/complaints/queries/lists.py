"""Lists of complaints, already limited to what the caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.complaints.models import Complaint, Offer
from zhiyin.modules.complaints.queries.offers import get_latest_offers, offered
from zhiyin.modules.complaints.rules import Stage, is_late, stage_of
from zhiyin.modules.complaints.schemas.complaints import ComplaintQuery, ComplaintRow
from zhiyin.modules.conversations.interface import SEE_PERSONAL
from zhiyin.modules.customers.interface import get_cards, mask_spans, personal_spans
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.tickets.interface import get_ticket_briefs, owned_tickets, readable_tickets

AnySession = ReadSession | WriteSession


def concealed(access: Access | None, words: str) -> str:
    """Words as the caller sees them: personal data in them is masked without the permission."""
    if access is None or SEE_PERSONAL in access.scopes or not words:
        return words
    return mask_spans(words, personal_spans(words))


async def list_complaints(
    session: ReadSession, access: Access, asked: ComplaintQuery
) -> tuple[list[ComplaintRow], str | None]:
    """One page: newest first, or the gravest that are not over by when they are due."""
    query = await chosen(session, access, asked)
    rows, following = await _page(session, query, asked)
    return await show_rows(session, access, rows), following


async def chosen(session: AnySession, access: Access, asked: ComplaintQuery) -> Select[Complaint]:
    """The complaints that are asked for, without an order."""
    query = select(Complaint).where(
        Complaint.ticket_id.in_(await readable_tickets(session, access))
    )
    if asked.mine:
        query = query.where(Complaint.ticket_id.in_(owned_tickets(access.id)))
    if asked.level:
        query = query.where(Complaint.level.in_(asked.level))
    if asked.shop_id:
        query = query.where(Complaint.shop_id.in_(asked.shop_id))
    for column, value in (
        (Complaint.cause_id, asked.cause_id),
        (Complaint.problem_id, asked.problem_id),
        (Complaint.customer_id, asked.customer_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if asked.product is not None:
        query = query.where(Complaint.products.contains([asked.product]))
    if asked.late:
        query = query.where(_late())
    if asked.since is not None:
        query = query.where(Complaint.filed_at >= asked.since)
    if asked.until is not None:
        query = query.where(Complaint.filed_at < asked.until)
    if asked.stage:
        query = query.where(or_(*(_stands(one) for one in asked.stage)))
    return query


def _late() -> ColumnElement[bool]:
    """As `is_late` says."""
    uncalmed = Complaint.calm_at.is_(None) & (Complaint.calm_due_at < now())
    unsolved = Complaint.closed_at.is_(None) & Complaint.solved_at.is_(None)
    return and_(unsolved, or_(Complaint.solve_due_at < now(), uncalmed))


def _latest(column: Any) -> Any:
    found = select(column).where(Offer.complaint_id == Complaint.id)
    return found.order_by(Offer.number.desc()).limit(1).scalar_subquery()


def _stands(stage: Stage) -> ColumnElement[bool]:
    """As `stage_of` says."""
    if stage == "closed":
        return Complaint.closed_at.is_not(None)
    open_ = Complaint.closed_at.is_(None)
    if stage == "solved":
        return and_(open_, Complaint.solved_at.is_not(None))
    state = func.coalesce(_latest(Offer.state), "")
    again = func.coalesce(_latest(Offer.chosen_at) > Complaint.reopened_at, True)
    taken = and_(state == "chosen", again)
    unsolved = and_(open_, Complaint.solved_at.is_(None))
    if stage == "offered":
        return and_(unsolved, state == "sent")
    if stage == "chosen":
        return and_(unsolved, taken)
    calm = Complaint.calm_at.is_not(None) if stage == "working" else Complaint.calm_at.is_(None)
    return and_(unsolved, state != "sent", ~taken, calm)


class Newest(NamedTuple):
    """Where a list of the newest goes on."""

    filed_at: datetime
    id: UUID


class Pressing(NamedTuple):
    """Where a list of the gravest goes on."""

    level: int
    solve_due_at: datetime
    id: UUID


async def _page(
    session: ReadSession, query: Select[Complaint], asked: ComplaintQuery
) -> tuple[list[Complaint], str | None]:
    newest = asked.sort == "newest"
    if newest:
        after = decode_cursor(asked.cursor, Newest)
        key = tuple_(Complaint.filed_at, Complaint.id)
        if after is not None:
            query = query.where(key < after)
        query = query.order_by(Complaint.filed_at.desc(), Complaint.id.desc())
    else:
        due = decode_cursor(asked.cursor, Pressing)
        query = query.where(Complaint.closed_at.is_(None))
        if due is not None:
            place = tuple_(Complaint.level, Complaint.solve_due_at, Complaint.id)
            query = query.where(place > due)
        query = query.order_by(Complaint.level, Complaint.solve_due_at, Complaint.id)
    rows = list((await session.execute(query.limit(asked.limit + 1))).scalars())
    page = rows[: asked.limit]
    if len(rows) <= asked.limit:
        return page, None
    last = page[-1]
    at: object = (last.filed_at, last.id)
    return page, encode_cursor(at if newest else (last.level, last.solve_due_at, last.id))


async def show_rows(
    session: AnySession, access: Access | None, rows: Sequence[Complaint]
) -> list[ComplaintRow]:
    """Complaints as lists show them."""
    briefs = await get_ticket_briefs(session, [row.ticket_id for row in rows])
    latest = await get_latest_offers(session, [row.id for row in rows])
    cards = await get_cards(session, [row.customer_id for row in rows if row.customer_id])
    names = await get_names(session)
    moment = now()
    shown = []
    for row in rows:
        brief = briefs[row.ticket_id]
        card = cards.get(row.customer_id) if row.customer_id else None
        shown.append(
            ComplaintRow(
                id=row.id,
                ticket_id=row.ticket_id,
                ref=brief.ref,
                title=concealed(access, brief.title),
                shop_id=row.shop_id,
                team_id=brief.team_id,
                owner_id=brief.owner_id,
                owner_name=names.staff_name(brief.owner_id),
                customer_id=row.customer_id,
                customer_name=card.name if card else "",
                level=row.level,
                stage=stage_of(row, offered(latest.get(row.id))),
                products=row.products,
                subject_id=row.subject_id,
                cause_id=row.cause_id,
                filed_at=row.filed_at,
                calm_due_at=row.calm_due_at,
                calm_at=row.calm_at,
                solve_due_at=row.solve_due_at,
                solved_at=row.solved_at,
                closed_at=row.closed_at,
                reopened=row.reopened,
                problem_id=row.problem_id,
                late=is_late(row, moment),
            )
        )
    return shown
