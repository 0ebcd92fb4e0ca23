"""A part of a ticket becomes a ticket of its own, and goes back within half a minute."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.procedures.interface import may_undo
from zhiyin.modules.tickets.actions.editing import hold
from zhiyin.modules.tickets.actions.making import Excerpt, NewTicket, make_one
from zhiyin.modules.tickets.actions.merging import merge, written
from zhiyin.modules.tickets.actions.reminding import remind
from zhiyin.modules.tickets.actions.writing import note, ref_of
from zhiyin.modules.tickets.errors import TooLateToUndoError
from zhiyin.modules.tickets.events import TicketChanged
from zhiyin.modules.tickets.models import Ticket, TicketChange, TicketComment, TicketLink
from zhiyin.modules.tickets.rules import BY_HAND, reference
from zhiyin.modules.tickets.schemas.bulk import SplitIn
from zhiyin.modules.tickets.schemas.tickets import LinkIn

SPLIT_FROM = "split_from"


async def split(
    session: WriteSession, access: Access, ticket_id: UUID, body: SplitIn
) -> tuple[Ticket, Ticket]:
    """Makes a ticket of a part of one, with the comments and conversations that are named. Answers
    the new one and the one it came from.
    """
    people = [body.owner_id] if body.owner_id else []
    if not await are_known(session, staff_ids=people):
        raise NotFoundError
    row = await hold(session, access, ticket_id)
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
        links=await _taken(session, row.id, body.links),
        comment_ids=list((await session.execute(theirs)).scalars()),
    )
    made = await make_one(session, new)
    refs = await written(session, row)
    new_ref = reference(made.made_at, made.number)
    await note(session, row.id, "split", {"split": (None, new_ref)})
    parts = {"split_from": (None, refs[row.id])}
    await note(session, made.id, SPLIT_FROM, parts, undo={"from": str(row.id)})
    await remind(session, [made])
    emit(session, TicketChanged(row.id, row.version, ("split",)), ref_of(row.id))
    return made, row


async def _taken(
    session: WriteSession, ticket_id: UUID, wanted: Sequence[LinkIn] | None
) -> list[Excerpt]:
    """The conversations that go along, all of them if nobody says which; never more messages than
    the ticket itself shows.
    """
    query = select(TicketLink).where(TicketLink.ticket_id == ticket_id).order_by(TicketLink.at)
    held = {one.conversation_id: one for one in (await session.execute(query)).scalars()}
    if wanted is None:
        return [Excerpt(one.conversation_id, one.first, one.last) for one in held.values()]
    taken = []
    for one in wanted:
        link = held.get(one.conversation_id)
        if link is None:
            raise NotFoundError
        first, last = max(one.first or 0, link.first), min(one.last or 0, link.last)
        within = one.first is not None and first <= last
        taken.append(Excerpt(one.conversation_id, *((first, last) if within else (0, 0))))
    return taken


async def take_back_split(session: WriteSession, access: Access, made_id: UUID) -> Ticket:
    """Undoes a splitting: what went to the new ticket goes back, and it points to where it was."""
    query = select(TicketChange).where(
        TicketChange.ticket_id == made_id, TicketChange.verb == SPLIT_FROM
    )
    step: TicketChange | None = await session.scalar(query)
    if step is None or step.undo is None or not may_undo(step.at, now()):
        raise TooLateToUndoError
    return await merge(session, access, UUID(step.undo["from"]), made_id)
