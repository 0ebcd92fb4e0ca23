"""What complaints do when something happened to them, their tickets, payouts and customers."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.events.registry import Listener
from zhiyin.modules.complaints.actions.belonging import follow_tickets, join_merged
from zhiyin.modules.complaints.actions.choosing import settle_payouts
from zhiyin.modules.complaints.actions.filing import adopt_tickets
from zhiyin.modules.complaints.actions.grading import follow_level, regrade
from zhiyin.modules.complaints.actions.offering import send_offers
from zhiyin.modules.complaints.actions.solving import close_of, go_on, open_of
from zhiyin.modules.complaints.actions.telling import ANSWERED, TAKEN, UNSETTLED, tell_owners
from zhiyin.modules.complaints.events import (
    ComplaintFiled,
    ComplaintGraded,
    ComplaintReopened,
    FollowUpAnswered,
    LessonRecorded,
    OfferChosen,
    OfferDeclined,
    OfferEnded,
    OfferMade,
    OfferSent,
)
from zhiyin.modules.complaints.models import Complaint, OfferOption
from zhiyin.modules.conversations.events import MoodChanged
from zhiyin.modules.procedures.interface import settle
from zhiyin.modules.remedies.events import (
    PayoutApproved,
    PayoutArrived,
    PayoutRefused,
    PayoutWithdrawn,
)
from zhiyin.modules.tickets.events import (
    TicketChanged,
    TicketEnded,
    TicketMade,
    TicketReopened,
    TicketsMerged,
)
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import get_linked_tickets

# What of a ticket a complaint copies, or is one by.
COPIED = frozenset({"type_id", "shop_id", "customer_id", "subject_id"})


async def hear_tickets(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """New tickets of the types for complaints, and such as have become it."""
    heard = [cast(TicketMade | TicketChanged, stored.event) for stored in events]
    ids = [one.ticket_id for one in heard if isinstance(one, TicketMade) or COPIED & set(one.parts)]
    await adopt_tickets(session, ids)
    await follow_tickets(session, ids)


async def hear_ends(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tickets that ended, or are worked on again; of each what came last counts."""
    heard = [(cast(TicketEnded | TicketReopened, one.event), one) for one in events]
    latest = {event.ticket_id: one for event, one in heard}
    ended = [(ticket_id, one.at) for ticket_id, one in sorted(latest.items())
             if isinstance(one.event, TicketEnded)]  # fmt: skip
    await close_of(session, ended)
    again = [one for one in sorted(latest) if isinstance(latest[one].event, TicketReopened)]
    await open_of(session, again)


async def hear_merged(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """A ticket went into another one, and its complaint with it."""
    merged = [cast(TicketsMerged, stored.event) for stored in events]
    await join_merged(session, [(one.merged_id, one.ticket_id) for one in merged])


async def hear_levels(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What a level asks of the ticket, and whom it is told."""
    heard = [cast(ComplaintFiled | ComplaintGraded, stored.event) for stored in events]
    await follow_level(session, sorted({one.complaint_id for one in heard}))


async def hear_moods(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Customers who feel other than before may have a graver complaint."""
    talks = {cast(MoodChanged, stored.event).conversation_id for stored in events}
    tickets = await get_linked_tickets(session, sorted(talks))
    query = select(Complaint.id).where(
        Complaint.ticket_id.in_(tickets), Complaint.closed_at.is_(None)
    )
    ids = (await session.execute(query.order_by(Complaint.id))).scalars().all()
    if ids:
        await regrade(session, ids)


async def hear_offers(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Offers that were made, or whose payouts were decided, go out."""
    offers = {one.event.offer_id for one in events if isinstance(one.event, OfferMade)}
    paid = [
        stored.event.payout_id
        for stored in events
        if isinstance(stored.event, (PayoutApproved, PayoutRefused, PayoutWithdrawn))
    ]
    if paid:
        query = select(OfferOption.offer_id).where(OfferOption.payout_id.in_(paid))
        offers |= set((await session.execute(query)).scalars())
    await send_offers(session, sorted(offers))


async def hear_choices(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """The payout of what was chosen is to be paid, the others are not."""
    heard = [cast(OfferChosen | OfferDeclined | OfferEnded, stored.event) for stored in events]
    await settle_payouts(session, sorted({one.offer_id for one in heard}))


async def move_cases(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """The procedure about a complaint goes on by itself where it waits for this."""
    tickets = set()
    for stored in events:
        event = stored.event
        if isinstance(event, (PayoutArrived, PayoutWithdrawn)):
            if event.about_kind == TICKET:
                tickets.add(event.about_id)
        else:
            tickets.add(cast(OfferSent, event).ticket_id)
    await settle(session, [ObjectRef(TICKET, one) for one in sorted(tickets)])


async def hear_reopened(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """What came up again is worked on again."""
    heard = [cast(ComplaintReopened, stored.event) for stored in events]
    await go_on(session, sorted({one.complaint_id for one in heard}))


async def hear_answers(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Owners learn what their customers say; what they wrote down themselves they know."""
    said = []
    for stored in events:
        event = stored.event
        if stored.actor.kind == "staff":
            continue
        if isinstance(event, OfferChosen):
            said.append((TAKEN, event.ticket_id, str(event.offer_id)))
        elif isinstance(event, OfferDeclined):
            said.append((ANSWERED, event.ticket_id, str(event.offer_id)))
        elif isinstance(event, FollowUpAnswered) and not event.settled:
            said.append((UNSETTLED, event.ticket_id, str(stored.id)))
    await tell_owners(session, said)


ALL = (
    Listener("complaints.hear_tickets", (TicketMade, TicketChanged), hear_tickets, lane="later"),
    Listener("complaints.hear_ends", (TicketEnded, TicketReopened), hear_ends, lane="later"),
    Listener("complaints.hear_merged", (TicketsMerged,), hear_merged, lane="later"),
    Listener("complaints.hear_levels", (ComplaintFiled, ComplaintGraded), hear_levels),
    Listener("complaints.hear_moods", (MoodChanged,), hear_moods),
    Listener(
        "complaints.hear_offers",
        (OfferMade, PayoutApproved, PayoutRefused, PayoutWithdrawn),
        hear_offers,
        lane="now",
    ),
    Listener(
        "complaints.hear_choices",
        (OfferChosen, OfferDeclined, OfferEnded),
        hear_choices,
        lane="now",
    ),
    Listener(
        "complaints.move_cases",
        (
            ComplaintFiled,
            ComplaintGraded,
            OfferSent,
            OfferChosen,
            OfferDeclined,
            OfferEnded,
            FollowUpAnswered,
            LessonRecorded,
            PayoutArrived,
            PayoutWithdrawn,
        ),
        move_cases,
        lane="now",
    ),
    Listener("complaints.hear_reopened", (ComplaintReopened,), hear_reopened),
    Listener(
        "complaints.hear_answers", (OfferChosen, OfferDeclined, FollowUpAnswered), hear_answers
    ),
)
