"""Levels are set by people, and raised by rules when something new comes until a person has."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.modules.complaints.actions.reading import read_feelings
from zhiyin.modules.complaints.actions.writing import (
    note,
    note_level,
    read_felt,
    staff_of,
    stored_felt,
    stored_reasons,
    tell,
)
from zhiyin.modules.complaints.errors import ComplaintOverError
from zhiyin.modules.complaints.events import ComplaintGraded
from zhiyin.modules.complaints.grading import Felt, Grade, grade
from zhiyin.modules.complaints.models import Complaint
from zhiyin.modules.complaints.queries.access import access_complaint, hold
from zhiyin.modules.complaints.queries.facts import (
    Plaint,
    gather,
    get_limits,
    get_role,
    get_thresholds,
)
from zhiyin.modules.complaints.rules import PRESSES, TOLD_AT_ONCE
from zhiyin.modules.complaints.schemas.complaints import LevelIn
from zhiyin.modules.conversations.interface import get_pressures, get_utterances
from zhiyin.modules.people.interface import NewNotice, get_role_members, notify
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import (
    get_linked_conversations,
    get_ticket_briefs,
    press_ticket,
)

GRAVE = "complaints.grave"
# What the customer adds later is read, too; so many of the latest messages.
MOST_ADDED = 30
PIECE = 200
READ_WITHIN = timedelta(days=1)


async def set_level(
    session: WriteSession, access: Access, complaint_id: UUID, body: LevelIn
) -> Complaint:
    """A person's level, which no rule changes any more. Its limits hold from the filing on."""
    await access_complaint(session, access, complaint_id, edit=True)
    row = await hold(session, complaint_id)
    if row.closed_at is not None:
        raise ComplaintOverError
    previous = row.level
    row.level_by, row.level_reason, row.level_set_by = "staff", body.reason, staff_of(session)
    await _put_level(session, row, body.level)
    await session.flush()
    await note_level(session, row, body.reason)
    note(session, row, "set_level", level=row.level, previous=previous)
    tell(session, row, ComplaintGraded(row.id, row.ticket_id, row.level, previous, "staff"))
    return row


async def _put_level(session: WriteSession, row: Complaint, level: int) -> None:
    calm, solve = await get_limits(session, row.shop_id, level)
    row.level, row.version = level, row.version + 1
    row.calm_due_at, row.solve_due_at = row.filed_at + calm, row.filed_at + solve


async def regrade(
    session: WriteSession,
    complaint_ids: Sequence[UUID],
    read: Mapping[UUID, Felt] | None = None,
) -> None:
    """Looks at complaints that are not over once more, with what was read meanwhile. Rules only
    raise: what was grave when it came does not become ordinary because somebody has answered.
    """
    query = select(Complaint).where(
        Complaint.id.in_(complaint_ids),
        Complaint.closed_at.is_(None),
        Complaint.solved_at.is_(None),
    )
    rows = (await session.execute(query.order_by(Complaint.id))).scalars().all()
    found = {row.id: await _judge(session, row, (read or {}).get(row.id)) for row in rows}
    for row in rows:
        verdict, felt = found[row.id]
        same = verdict.points <= row.points and (felt is None) == (row.felt is None)
        if not same:
            await _regrade(session, await hold(session, row.id), verdict, felt)


async def _judge(
    session: WriteSession, row: Complaint, read: Felt | None
) -> tuple[Grade, Felt | None]:
    """What rules say of everything that was said since, and what is felt in it."""
    talks = (await get_linked_conversations(session, [row.ticket_id]))[row.ticket_id]
    said = await get_utterances(session, talks, MOST_ADDED)
    added = [
        one.text
        for held in said.values()
        for one in held
        if one.sender == "customer" and one.at >= row.filed_at
    ]
    felt = read or read_felt(row)
    pressures = await get_pressures(session, talks)
    if any(one.angry_since is not None for one in pressures.values()):
        felt = Felt(1.0, felt.threat if felt else 0.0)
    plaint = Plaint(
        words="\n".join([row.words, *added]),
        shop_id=row.shop_id,
        customer_id=row.customer_id,
        conversation_ids=talks,
        subject_id=row.subject_id,
        felt=felt,
        complaint_id=row.id,
        filed_at=row.filed_at,
    )
    facts = await gather(session, plaint)
    return grade(facts, await get_thresholds(session, row.shop_id)), felt


async def _regrade(
    session: WriteSession, row: Complaint, verdict: Grade, felt: Felt | None
) -> None:
    if row.closed_at is not None or row.solved_at is not None:
        return
    row.felt = stored_felt(felt)
    if verdict.points > row.points:
        row.points, row.reasons = verdict.points, stored_reasons(verdict)
        row.proposed = min(row.proposed, verdict.level)
    rises = row.level_by != "staff" and verdict.level < row.level
    if row.level_by != "staff":
        row.level_by = "model" if felt is not None else row.level_by
    previous = row.level
    if rises:
        await _put_level(session, row, verdict.level)
    await session.flush()
    if rises:
        await note_level(session, row)
        note(session, row, "regrade", level=row.level, previous=previous)
        tell(
            session, row, ComplaintGraded(row.id, row.ticket_id, row.level, previous, row.level_by)
        )


async def read_unread(database: Database) -> None:
    """Complaints whose words could not be read when they came are read when it can be done again;
    the others are looked at for what time alone does to them.
    """
    async with database.reading() as session:
        unread = select(Complaint.id, Complaint.words).where(
            Complaint.closed_at.is_(None),
            Complaint.felt.is_(None),
            Complaint.filed_at > now() - READ_WITHIN,
            Complaint.words != "",
        )
        rows = (await session.execute(unread.order_by(Complaint.id).limit(PIECE))).all()
    if not rows:
        return
    felt = await read_feelings(database.house, [row.words for row in rows])
    if felt is None:
        return
    found = {row.id: one for row, one in zip(rows, felt, strict=True)}
    async with database.writing() as writing:
        await regrade(writing, list(found), found)


async def look_again(database: Database) -> None:
    """What waits grows graver with time."""
    async with database.reading() as session:
        waiting = select(Complaint.id).where(
            Complaint.closed_at.is_(None),
            Complaint.solved_at.is_(None),
            Complaint.level_by != "staff",
        )
        ids = (await session.execute(waiting.order_by(Complaint.id).limit(10 * PIECE))).scalars()
        every = list(ids)
    for begin in range(0, len(every), PIECE):
        async with database.writing() as writing:
            await regrade(writing, every[begin : begin + PIECE])


async def follow_level(session: WriteSession, complaint_ids: Sequence[UUID]) -> None:
    """The ticket of a complaint is as urgent as its level, and what is grave is told at once."""
    query = select(Complaint).where(Complaint.id.in_(complaint_ids), Complaint.closed_at.is_(None))
    rows = (await session.execute(query.order_by(Complaint.ticket_id))).scalars().all()
    for row in rows:
        await press_ticket(session, row.ticket_id, *PRESSES[row.level])
    briefs = await get_ticket_briefs(session, [row.ticket_id for row in rows])
    notices = []
    for row in rows:
        if row.level not in TOLD_AT_ONCE:
            continue
        ticket = briefs[row.ticket_id]
        values = {"ref": ticket.ref, "level": str(row.level)}
        code = await get_role(session, row.shop_id, row.level)
        people = await get_role_members(session, code) if code else []
        near = [one for one in people if row.shop_id in one.shop_ids or not one.shop_ids]
        for one in near or people:
            key = f"{GRAVE}:{row.id}:{row.level}"
            about = ObjectRef(TICKET, row.ticket_id)
            notices.append(NewNotice(one.staff_id, GRAVE, key, about, values))
    await notify(session, notices)
