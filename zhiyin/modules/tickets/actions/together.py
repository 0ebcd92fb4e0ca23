"""What people do around a ticket: comment, watch, link conversations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.conversations.interface import KIND as CONVERSATION
from zhiyin.modules.people.interface import are_known
from zhiyin.modules.tickets.actions.editing import hold
from zhiyin.modules.tickets.actions.making import take_along
from zhiyin.modules.tickets.actions.writing import note, ref_of, write_tokens
from zhiyin.modules.tickets.events import (
    TicketChanged,
    TicketCommented,
    TicketLinked,
    TicketUnlinked,
)
from zhiyin.modules.tickets.models import Ticket, TicketComment, TicketLink, TicketWatcher
from zhiyin.modules.tickets.permissions import EDIT
from zhiyin.modules.tickets.queries.access import access_ticket
from zhiyin.modules.tickets.schemas.tickets import LinkIn


async def comment(
    session: WriteSession,
    access: Access,
    ticket_id: UUID,
    words: str,
    mentions: Sequence[UUID] = (),
) -> UUID:
    """Notes something on a ticket one can see; customers never see it. Whom it calls by name
    watches the ticket from then on, and so may see it.
    """
    access.check(EDIT)
    named = sorted(set(mentions) - {access.id})
    if not await are_known(session, staff_ids=named):
        raise NotFoundError
    await access_ticket(session, access, ticket_id)
    row = await session.get_one(Ticket, ticket_id, with_for_update=True, populate_existing=True)
    row.changed_at = now()
    await session.flush()
    await add_watchers(session, [(ticket_id, one) for one in named])
    written = TicketComment(
        id=new_id(), ticket_id=ticket_id, staff_id=access.id, text=words, mentions=named
    )
    session.add(written)
    await session.flush()
    await write_tokens(session, row)
    # The words stand on the comment, which goes with the customer.
    audit(session, "tickets.comment", ref_of(ticket_id), after={"comment_id": str(written.id)})
    told = TicketCommented(ticket_id, written.id, access.id, tuple(named))
    emit(session, told, ref_of(ticket_id))
    return written.id


async def watch(session: WriteSession, access: Access, ticket_id: UUID, *, on: bool) -> None:
    """Begins or stops watching a ticket one can see."""
    row = await access_ticket(session, access, ticket_id)
    if on:
        await add_watchers(session, [(row.id, access.id)])
    else:
        await session.execute(
            delete(TicketWatcher).where(
                TicketWatcher.ticket_id == row.id, TicketWatcher.staff_id == access.id
            )
        )
    emit(session, TicketChanged(row.id, row.version, ("watchers",)), ref_of(row.id))


async def set_watchers(
    session: WriteSession, access: Access, ticket_id: UUID, ids: Sequence[UUID]
) -> Ticket:
    """Says who watches a ticket."""
    if not await are_known(session, staff_ids=ids):
        raise NotFoundError
    row = await hold(session, access, ticket_id)
    gone = delete(TicketWatcher).where(
        TicketWatcher.ticket_id == row.id, TicketWatcher.staff_id.not_in(ids)
    )
    before = set((await session.execute(gone.returning(TicketWatcher.staff_id))).scalars())
    new = await add_watchers(session, [(row.id, one) for one in ids])
    if before or new:
        pair = ([str(one) for one in sorted(before)], [str(one) for one in sorted(new)])
        await note(session, row.id, "watchers", {"watchers": pair})
        emit(session, TicketChanged(row.id, row.version, ("watchers",)), ref_of(row.id))
    return row


async def add_watchers(session: WriteSession, pairs: Sequence[tuple[UUID, UUID]]) -> set[UUID]:
    """Has people watch tickets, given as ticket and person; answers those who did not yet."""
    if not pairs:
        return set()
    rows = [{"ticket_id": one, "staff_id": who} for one, who in sorted(set(pairs))]
    added = insert(TicketWatcher).values(rows).on_conflict_do_nothing()
    return set((await session.execute(added.returning(TicketWatcher.staff_id))).scalars())


async def link(session: WriteSession, access: Access, ticket_id: UUID, body: LinkIn) -> None:
    """Links a conversation one can read with a ticket; twice is once."""
    brief, excerpt = await take_along(session, access, body, latest=False)
    row = await hold(session, access, ticket_id)
    added = await session.scalar(
        insert(TicketLink)
        .values(
            ticket_id=row.id,
            conversation_id=brief.id,
            first=excerpt.first,
            last=excerpt.last,
            linked_by=access.id,
        )
        .on_conflict_do_nothing()
        .returning(TicketLink.ticket_id)
    )
    if added is None:
        return
    await _touch(session, row.id)
    await note(session, row.id, "link", {"conversation": (None, brief.ref)})
    about = ObjectRef(CONVERSATION, brief.id)
    emit(session, TicketLinked(row.id, brief.id), ref_of(row.id), about)


async def unlink(
    session: WriteSession, access: Access, ticket_id: UUID, conversation_id: UUID
) -> None:
    """Takes a link back."""
    row = await hold(session, access, ticket_id)
    gone = await session.scalar(
        delete(TicketLink)
        .where(TicketLink.ticket_id == row.id, TicketLink.conversation_id == conversation_id)
        .returning(TicketLink.ticket_id)
    )
    if gone is None:
        raise NotFoundError
    await _touch(session, row.id)
    await note(session, row.id, "unlink", {})
    about = ObjectRef(CONVERSATION, conversation_id)
    emit(session, TicketUnlinked(row.id, conversation_id), ref_of(row.id), about)


async def _touch(session: WriteSession, ticket_id: UUID) -> None:
    await session.execute(update(Ticket).where(Ticket.id == ticket_id).values(changed_at=now()))
