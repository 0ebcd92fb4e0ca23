"""One ticket goes into another, or a part of one becomes a ticket of its own."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.tickets.actions.editing import hold
from zhiyin.modules.tickets.actions.making import Excerpt, NewTicket, make_one
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.writing import note, ref_of, write_tokens
from zhiyin.modules.tickets.errors import BadParentError, UnknownStatusError
from zhiyin.modules.tickets.events import TicketChanged, TicketsMerged
from zhiyin.modules.tickets.models import Ticket, TicketComment, TicketLink, TicketWatcher
from zhiyin.modules.tickets.queries.types import access_type
from zhiyin.modules.tickets.rules import BY_HAND, LIVE, first_of, reference
from zhiyin.modules.tickets.schemas.bulk import SplitIn


async def merge(session: WriteSession, access: Access, into_id: UUID, from_id: UUID) -> Ticket:
    """Lets a ticket go into another one: comments, links, watchers and parts move, it is closed
    and shows where it went. Both keep their histories.
    """
    if into_id == from_id:
        raise BadParentError
    held = {one: await hold(session, access, one) for one in sorted((into_id, from_id))}
    into, gone = held[into_id], held[from_id]
    await _move(session, into_id, from_id)
    kind = await access_type(session, gone.type_id)
    status = first_of(kind.statuses, "closed", "solved")
    if status is None:
        raise UnknownStatusError
    before = gone.status
    if gone.state in LIVE:
        gone.status_before, gone.status, gone.state = None, status.code, status.kind
        gone.ended_at, gone.ended_by = now(), access.id
    gone.merged_into_id = into_id
    if into.parent_id == from_id:
        into.parent_id = gone.parent_id
    for row in (into, gone):
        row.changed_at, row.version = now(), row.version + 1
    await session.flush()
    for row in (into, gone):
        await write_tokens(session, row)
    refs = {one.id: reference(one.made_at, one.number) for one in (into, gone)}
    await note(session, into_id, "merge", {"merged": (None, refs[from_id])})
    parts = {"status": (before, gone.status), "merged_into": (None, refs[into_id])}
    await note(session, from_id, "merge_away", parts)
    await remind(session, [gone])
    emit(session, TicketsMerged(into_id, from_id), ref_of(into_id), ref_of(from_id))
    return into


async def _move(session: WriteSession, into_id: UUID, from_id: UUID) -> None:
    """What hangs on a ticket goes with it; what the other one has already is not doubled."""
    await session.execute(
        update(Ticket)
        .where(Ticket.parent_id == from_id, Ticket.id != into_id)
        .values(parent_id=into_id)
    )
    await _move_rows(session, TicketWatcher, into_id, from_id)
    await session.execute(
        update(TicketComment).where(TicketComment.ticket_id == from_id).values(ticket_id=into_id)
    )
    await _move_rows(session, TicketLink, into_id, from_id)


async def _move_rows(session: WriteSession, model: Any, into_id: UUID, from_id: UUID) -> None:
    columns = [one.name for one in model.__table__.columns if one.name != "ticket_id"]
    theirs = select(*(getattr(model, name) for name in columns))
    rows = (await session.execute(theirs.where(model.ticket_id == from_id))).mappings().all()
    if rows:
        moved = [{"ticket_id": into_id, **row} for row in rows]
        await session.execute(upsert(model).values(moved).on_conflict_do_nothing())
    await session.execute(delete(model).where(model.ticket_id == from_id))


async def split(
    session: WriteSession, access: Access, ticket_id: UUID, body: SplitIn
) -> tuple[Ticket, Ticket]:
    """Makes a ticket of a part of one, with the comments that are named; both are linked with the
    same conversations. Answers the new one and the one it came from.
    """
    people = [body.owner_id] if body.owner_id else []
    if not await are_known(session, staff_ids=people):
        raise NotFoundError
    row = await hold(session, access, ticket_id)
    links = select(TicketLink).where(TicketLink.ticket_id == row.id)
    theirs = select(TicketComment.id).where(
        TicketComment.ticket_id == row.id, TicketComment.id.in_(body.comment_ids)
    )
    new = NewTicket(
        type_id=body.type_id or row.type_id,
        title=body.title,
        text=body.text,
        shop_id=row.shop_id,
        origin=BY_HAND,
        urgency=row.urgency,
        importance=row.importance,
        customer_id=row.customer_id,
        subject_id=row.subject_id,
        team_id=row.team_id,
        owner_id=body.owner_id or row.owner_id,
        parent_id=row.id if body.below else None,
        tags=row.tags,
        fields=row.fields if body.type_id in (None, row.type_id) else {},
        links=[
            Excerpt(one.conversation_id, one.first, one.last)
            for one in (await session.execute(links)).scalars()
        ],
        comment_ids=list((await session.execute(theirs)).scalars()),
    )
    made = await make_one(session, new)
    row.changed_at, row.version = now(), row.version + 1
    await session.flush()
    await write_tokens(session, row)
    refs = {one.id: reference(one.made_at, one.number) for one in (row, made)}
    await note(session, row.id, "split", {"split": (None, refs[made.id])})
    await note(session, made.id, "split_from", {"split_from": (None, refs[row.id])})
    await remind(session, [made])
    emit(session, TicketChanged(row.id, row.version, ("split",)), ref_of(row.id))
    return made, row
