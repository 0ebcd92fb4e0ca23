"""Options are put before a customer: paid for by approved payouts only, by a link of their own."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, insert, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.auth.secrets import hash_token, new_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.kernel.timers.timers import DueTimer, NewTimer, TimerKind, set_timers_last
from zhiyin.modules.complaints.actions.writing import in_both, note, staff_of, tell
from zhiyin.modules.complaints.errors import (
    ComplaintOverError,
    NoCustomerError,
    NoOpenOfferError,
    OfferNotSentError,
)
from zhiyin.modules.complaints.events import OfferEnded, OfferMade, OfferSent
from zhiyin.modules.complaints.models import Complaint, Offer, OfferOption
from zhiyin.modules.complaints.queries.access import access_complaint, hold
from zhiyin.modules.complaints.queries.offers import get_options
from zhiyin.modules.complaints.schemas.offers import OfferIn
from zhiyin.modules.complaints.settings import VALID_HOURS
from zhiyin.modules.conversations.interface import CustomerMail, Notice, notify_customer
from zhiyin.modules.remedies.interface import PayoutDraft, PayoutRecord, payouts, propose
from zhiyin.modules.tickets.interface import KIND as TICKET
from zhiyin.modules.tickets.interface import get_linked_conversations, get_ticket_briefs

PURPOSE = "complaint_offer"
EXPIRES = "complaints.offer_expires"
OFFER = "complaint_offer"
OPEN = ("waiting", "sent")
# Payouts that may be promised: approved, and whatever comes after it.
PROMISED = ("approved", "due", "sent", "arrived")
REASON = Text("投诉补偿 {ref}：{text}", "Compensation for {ref}: {text}")
WORDS = Text(
    "关于您的投诉 {ref}，我们准备了 {count} 个解决方案，请您选择（{hours} 小时内有效）：{link}",
    "About your complaint {ref}: we have {count} option(s) for you to choose from (valid for"
    " {hours} hours): {link}",
)
SUBJECT = Text("请选择投诉 {ref} 的解决方案", "Please choose how to settle {ref}")
BODY = Text(
    "您好：\n\n关于您的投诉 {ref}，我们准备了 {count} 个解决方案。"
    "请在 {hours} 小时内打开链接选择，无需登录；"
    "如果都不合适，也可以在那里告诉我们：\n\n{link}\n\n{{shop}}",
    "Hello,\n\nabout your complaint {ref} we have {count} option(s) for you. Please choose"
    " within {hours} hours by this link, without signing in; if none of them suits you, tell us"
    " there:\n\n{link}\n\n{{shop}}",
)


async def make_offer(
    session: WriteSession, access: Access, complaint_id: UUID, body: OfferIn
) -> UUID:
    """Puts options together and asks for their payouts; one that still waits is replaced."""
    seen = await access_complaint(session, access, complaint_id, edit=True)
    if seen.customer_id is None:
        raise NoCustomerError
    offer_id = new_id()
    paid = await _ask_for_payouts(session, access, seen, offer_id, body)
    row = await hold(session, complaint_id)
    if row.closed_at is not None:
        raise ComplaintOverError
    await end_open(session, row, "replaced")
    number = await session.scalar(
        select(func.coalesce(func.max(Offer.number), 0) + 1).where(Offer.complaint_id == row.id)
    )
    hours = body.valid_hours
    if hours is None:
        hours = await get_setting(session, VALID_HOURS, Place(shop_id=row.shop_id))
    offer = Offer(
        id=offer_id,
        complaint_id=row.id,
        number=number,
        state="waiting",
        valid_hours=hours,
        made_by=staff_of(session),
        made_at=now(),
        declined_words="",
    )
    session.add(offer)
    row.version += 1
    await session.flush()
    options = [
        {
            "offer_id": offer_id,
            "place": place,
            "text": one.text,
            "meaning": one.meaning.strip(),
            "goods": one.goods,
            "amount": one.amount,
            "payout_id": paid[place].id if place in paid else None,
        }
        for place, one in enumerate(body.options, start=1)
    ]
    await session.execute(insert(OfferOption).values(options))
    amounts = [one.amount or 0 for one in body.options]
    note(session, row, "offer", offer_id=str(offer_id), number=number, amounts=amounts)
    tell(session, row, OfferMade(row.id, row.ticket_id, offer_id))
    return offer_id


async def _ask_for_payouts(
    session: WriteSession, access: Access, row: Complaint, offer_id: UUID, body: OfferIn
) -> dict[int, PayoutRecord]:
    """The payouts of the options, by place; held until the customer chooses."""
    ticket = (await get_ticket_briefs(session, [row.ticket_id]))[row.ticket_id]
    places = [place for place, one in enumerate(body.options, start=1) if one.amount]
    drafts = []
    for place in places:
        option = body.options[place - 1]
        drafts.append(
            PayoutDraft(
                about=ObjectRef(TICKET, row.ticket_id),
                shop_id=row.shop_id,
                customer_id=row.customer_id,
                amount=option.amount or 0,
                reason=REASON.say(DEFAULT_LANGUAGE, ref=ticket.ref, text=option.text[:80]),
                key=f"offer:{offer_id}:{place}",
                held=True,
            )
        )
    found = await propose(session, access.actor, drafts) if drafts else []
    return dict(zip(places, found, strict=True))


async def end_open(session: WriteSession, row: Complaint, state: str) -> Offer | None:
    """Ends the offer that waits for the customer, or for approval. The complaint is held."""
    query = select(Offer).where(Offer.complaint_id == row.id, Offer.state.in_(OPEN))
    offer: Offer | None = await session.scalar(
        query.with_for_update().execution_options(populate_existing=True)
    )
    if offer is None:
        return None
    offer.state = state
    await session.flush()
    tell(session, row, OfferEnded(row.id, row.ticket_id, offer.id, state))
    return offer


async def send_offers(session: WriteSession, offer_ids: Sequence[UUID]) -> None:
    """Sends those of these offers whose payouts are all approved, and gives up those of which one
    was refused. Asked twice, it is sent once.
    """
    query = select(Offer, Complaint).join(Complaint, Complaint.id == Offer.complaint_id)
    waiting = query.where(Offer.id.in_(offer_ids), Offer.state == "waiting").order_by(Complaint.id)
    found = (await session.execute(waiting)).all()
    options = await get_options(session, [offer.id for offer, _ in found])
    ready: dict[UUID, str] = {}
    refused: set[UUID] = set()
    notices = []
    for offer, row in found:
        ids = [one.payout_id for one in options[offer.id] if one.payout_id]
        states = [one.state for one in (await payouts(session, ids)).values()] if ids else []
        if "refused" in states or "withdrawn" in states:
            refused.add(offer.id)
        elif all(state in PROMISED for state in states) and row.customer_id is not None:
            ready[offer.id] = new_token()
            notices.append(await _notice(session, row, offer, len(options[offer.id]), ready))
    # Conversations are locked before complaints.
    await notify_customer(session, notices)
    for offer, row in found:
        if offer.id in ready or offer.id in refused:
            held = await hold(session, row.id)
            fresh = await session.get_one(
                Offer, offer.id, with_for_update=True, populate_existing=True
            )
            if fresh.state == "waiting":
                await _move(session, held, fresh, ready.get(offer.id))


async def _move(session: WriteSession, row: Complaint, offer: Offer, token: str | None) -> None:
    if token is None:
        offer.state = "refused"
        tell(session, row, OfferEnded(row.id, row.ticket_id, offer.id, "refused"))
    else:
        offer.state, offer.sent_at, offer.token_hash = "sent", now(), hash_token(token)
        offer.valid_until = now() + timedelta(hours=offer.valid_hours)
        ref = ObjectRef(OFFER, offer.id)
        set_timers_last(session, [NewTimer(EXPIRES, ref, at=offer.valid_until)])
        tell(session, row, OfferSent(row.id, row.ticket_id, offer.id))
    row.version += 1
    await session.flush()


def offer_link(session: WriteSession, token: str) -> str:
    """Where a customer chooses."""
    return f"{session.house.environment.base_url}/offer/{token}"


async def _notice(
    session: WriteSession, row: Complaint, offer: Offer, count: int, tokens: dict[UUID, str]
) -> Notice:
    ticket = (await get_ticket_briefs(session, [row.ticket_id]))[row.ticket_id]
    talks = (await get_linked_conversations(session, [row.ticket_id]))[row.ticket_id]
    said: dict[str, object] = {
        "ref": ticket.ref,
        "count": count,
        "hours": offer.valid_hours,
        "link": offer_link(session, tokens[offer.id]),
    }
    if row.customer_id is None:
        raise NoCustomerError
    return Notice(
        customer_id=row.customer_id,
        shop_id=row.shop_id,
        purpose=PURPOSE,
        texts=in_both(WORDS, said),
        key=f"offer:{offer.id}",
        conversation_id=talks[0] if talks else None,
        mail=CustomerMail(in_both(SUBJECT, said), in_both(BODY, said)),
    )


async def fresh_link(
    session: WriteSession, access: Access, complaint_id: UUID, offer_id: UUID
) -> str:
    """Another link for an offer that is out; the one before it leads nowhere any more."""
    await access_complaint(session, access, complaint_id, edit=True)
    row = await hold(session, complaint_id)
    offer = await session.get(Offer, offer_id, with_for_update=True, populate_existing=True)
    if offer is None or offer.complaint_id != row.id:
        raise NotFoundError
    if offer.state != "sent":
        raise OfferNotSentError
    token = new_token()
    offer.token_hash = hash_token(token)
    await session.flush()
    note(session, row, "offer_link", offer_id=str(offer_id))
    return offer_link(session, token)


async def withdraw_offer(
    session: WriteSession, access: Access, complaint_id: UUID, offer_id: UUID
) -> Complaint:
    """Takes an offer back that the customer has not answered."""
    await access_complaint(session, access, complaint_id, edit=True)
    row = await hold(session, complaint_id)
    offer = await session.get(Offer, offer_id, populate_existing=True)
    if offer is None or offer.complaint_id != row.id:
        raise NotFoundError
    if offer.state not in OPEN:
        raise NoOpenOfferError
    await end_open(session, row, "withdrawn")
    row.version += 1
    note(session, row, "withdraw_offer", offer_id=str(offer_id))
    return row


async def expire_offers(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Offers whose time is over without a choice."""
    for timer in sorted(due, key=lambda one: one.ref.id):
        seen = await session.get(Offer, timer.ref.id)
        if seen is None:
            continue
        row = await hold(session, seen.complaint_id)
        offer = await session.get_one(
            Offer, timer.ref.id, with_for_update=True, populate_existing=True
        )
        if offer.state == "sent" and offer.valid_until is not None and offer.valid_until <= now():
            await end_open(session, row, "expired")


EXPIRY_TIMER = TimerKind(EXPIRES, expire_offers)
