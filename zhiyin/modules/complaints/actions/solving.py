"""From calm to solved, closed, and open again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import NewTimer, set_timers_last
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.complaints.actions.filing import begin_cases
from zhiyin.modules.complaints.actions.writing import note, staff_of, tell
from zhiyin.modules.complaints.errors import ComplaintOverError, PayoutOpenError
from zhiyin.modules.complaints.events import (
    ComplaintCalmed,
    ComplaintChanged,
    ComplaintClosed,
    ComplaintReopened,
    ComplaintSolved,
    LessonRecorded,
)
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.queries.access import access_complaint, find_of_ticket, hold
from zhiyin.modules.complaints.queries.offers import get_latest_offers, get_options
from zhiyin.modules.complaints.queries.showing import show_complaint
from zhiyin.modules.complaints.rules import KIND
from zhiyin.modules.complaints.schemas.complaints import ComplaintPatch, LessonIn
from zhiyin.modules.complaints.settings import FOLLOW_UP_DAYS
from zhiyin.modules.remedies.interface import payouts
from zhiyin.modules.tickets.interface import get_ticket_briefs, reopen_ticket

FOLLOW_UP = "complaints.follow_up"
ARRIVED = "arrived"
NO_SUBJECT = Text("请选择原因。", "Please choose a cause.")


async def change(
    session: WriteSession,
    access: Access,
    complaint_id: UUID,
    body: ComplaintPatch,
    version: int | None,
) -> Complaint:
    """Changes wish, cause and products; who changed it meanwhile is not overwritten."""
    seen = await access_complaint(session, access, complaint_id, edit=True)
    shown = await show_complaint(session, access, seen)
    row = await hold(session, complaint_id)
    check_version(row, version, shown.model_dump(mode="json"))
    if body.cause_id is not None and body.cause_id not in await get_subjects(session):
        raise NotFoundError
    given = body.model_fields_set
    if "wish" in given and body.wish is not None:
        row.wish = body.wish.strip()
    if "cause_id" in given:
        row.cause_id = body.cause_id
    if "products" in given and body.products is not None:
        row.products = list(dict.fromkeys(body.products))
    row.version += 1
    await session.flush()
    note(session, row, "change", parts=sorted(given))
    tell(session, row, ComplaintChanged(row.id, row.ticket_id))
    return row


async def mark_calm(session: WriteSession, complaint_id: UUID) -> Complaint:
    """The customer is calmed; the first time counts."""
    row = await hold(session, complaint_id)
    if row.calm_at is None:
        row.calm_at, row.version = now(), row.version + 1
        await session.flush()
        note(session, row, "calm")
        tell(session, row, ComplaintCalmed(row.id, row.ticket_id))
    return row


async def calm(session: WriteSession, access: Access, complaint_id: UUID) -> Complaint:
    """The same, by somebody who works on it."""
    await access_complaint(session, access, complaint_id, edit=True)
    return await mark_calm(session, complaint_id)


async def is_paid(session: ReadSession | WriteSession, complaint_id: UUID) -> bool:
    """Whether the payout of what was chosen last has arrived, or there is none."""
    offer = (await get_latest_offers(session, [complaint_id])).get(complaint_id)
    if offer is None or offer.state != "chosen":
        return True
    options = (await get_options(session, [offer.id]))[offer.id]
    ids = [one.payout_id for one in options if one.place == offer.chosen_place and one.payout_id]
    found = await payouts(session, ids) if ids else {}
    return all(one.state == ARRIVED for one in found.values())


async def solve(session: WriteSession, access: Access, complaint_id: UUID) -> Complaint:
    """What was chosen is carried out, says somebody who works on it."""
    row = await access_complaint(session, access, complaint_id, edit=True)
    if row.closed_at is not None:
        raise ComplaintOverError
    if not await is_paid(session, complaint_id):
        raise PayoutOpenError
    return await mark_solved(session, complaint_id)


async def mark_solved(session: WriteSession, complaint_id: UUID) -> Complaint:
    """It is carried out; some days later the customer is asked. Marked twice, the first counts."""
    row = await hold(session, complaint_id)
    if row.solved_at is not None:
        return row
    row.solved_at, row.version = now(), row.version + 1
    row.first_solved_at = row.first_solved_at or row.solved_at
    # Who is content was calm.
    row.calm_at = row.calm_at or row.solved_at
    await session.flush()
    days = await get_setting(session, FOLLOW_UP_DAYS, Place(shop_id=row.shop_id))
    ref = ObjectRef(KIND, row.id)
    set_timers_last(session, [NewTimer(FOLLOW_UP, ref, at=row.solved_at + timedelta(days=days))])
    note(session, row, "solve")
    tell(session, row, ComplaintSolved(row.id, row.ticket_id))
    return row


async def learn(
    session: WriteSession, access: Access, complaint_id: UUID, body: LessonIn
) -> Complaint:
    """Writes down why it happened, what went wrong and what prevents it; the last word holds."""
    await access_complaint(session, access, complaint_id, edit=True)
    if body.cause_id not in await get_subjects(session):
        raise InvalidInputError(fields={"cause_id": NO_SUBJECT})
    row = await hold(session, complaint_id)
    row.cause_id, row.lesson_wrong, row.lesson_prevent = body.cause_id, body.wrong, body.prevent
    row.lesson_by, row.lesson_at, row.version = staff_of(session), now(), row.version + 1
    await session.flush()
    note(session, row, "learn", cause_id=str(body.cause_id))
    tell(session, row, LessonRecorded(row.id, row.ticket_id, body.cause_id))
    return row


def reopen(session: WriteSession, row: Complaint, cause: str) -> None:
    """A held complaint that was settled is not."""
    row.reopened += 1
    row.solved_at, row.reopened_at, row.version = None, now(), row.version + 1
    note(session, row, "reopen", cause=cause)
    tell(session, row, ComplaintReopened(row.id, row.ticket_id, cause))


async def close_of(session: WriteSession, ticket_ids: Sequence[tuple[UUID, datetime]]) -> None:
    """The tickets of complaints have ended."""
    for ticket_id, at in ticket_ids:
        seen = await find_of_ticket(session, ticket_id)
        ticket = (await get_ticket_briefs(session, [ticket_id])).get(ticket_id)
        if seen is None or ticket is None or ticket.live or seen.closed_at is not None:
            continue
        row = await hold(session, seen.id)
        row.closed_at, row.version = at, row.version + 1
        await session.flush()
        tell(session, row, ComplaintClosed(row.id, row.ticket_id))


async def open_of(session: WriteSession, ticket_ids: Sequence[UUID]) -> None:
    """The tickets of complaints were opened again. Where the customer was not content it has been
    counted already.
    """
    for ticket_id in ticket_ids:
        seen = await find_of_ticket(session, ticket_id)
        if seen is None or seen.closed_at is None:
            continue
        row = await hold(session, seen.id)
        counted = row.solved_at is None and row.reopened_at is not None
        row.closed_at, row.version = None, row.version + 1
        if not counted:
            reopen(session, row, "ticket")
        await session.flush()


async def go_on(session: WriteSession, complaint_ids: Sequence[UUID]) -> None:
    """What came up again is worked on again: its ticket is open, and a procedure runs."""
    query = select(Complaint).where(Complaint.id.in_(complaint_ids)).order_by(Complaint.ticket_id)
    rows = (await session.execute(query)).scalars().all()
    briefs = await get_ticket_briefs(session, [row.ticket_id for row in rows])
    keys = {row.ticket_id: f"complaint:{row.id}:{row.reopened}" for row in rows}
    # Where a case runs still, it goes on by itself.
    await begin_cases(session, list(briefs.values()), keys)
    for row in rows:
        if not briefs[row.ticket_id].live:
            await reopen_ticket(session, row.ticket_id)
