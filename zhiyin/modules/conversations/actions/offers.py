"""Transfers that the colleague accepts or declines: what the conversation shows of them (转接)."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import StoredEvent
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.actions.handling import TRANSFERRED
from zhiyin.modules.conversations.actions.lines import Line, add_lines
from zhiyin.modules.conversations.actions.participants import (
    check_colleagues,
    hold,
    write_participants,
)
from zhiyin.modules.conversations.errors import BadTransferError, NotYoursError
from zhiyin.modules.conversations.permissions import TRANSFER, may_act
from zhiyin.modules.conversations.queries.lists import access_conversation, standing
from zhiyin.modules.conversations.rules import KIND, offered, unoffered
from zhiyin.modules.conversations.settings import OFFER_TIME, TRANSFER_NEEDS_ACCEPTANCE
from zhiyin.modules.dispatch.events import OfferEnded
from zhiyin.modules.dispatch.interface import (
    accept_offer,
    decline_offer,
    get_offers,
    offer_work,
    withdraw_offer,
)
from zhiyin.modules.people.interface import NewNotice, get_names, notify

ASKED = "conversations.transfer_asked"
ANSWERED = {
    "declined": "conversations.transfer_declined",
    "expired": "conversations.transfer_unanswered",
}


async def must_ask(
    session: WriteSession,
    access: Access,
    conversation_id: UUID,
    staff_id: UUID,
    *,
    ask: bool | None,
) -> bool:
    """Whether this transfer waits for the colleague: as chosen, else as the team has it.

    Only who holds the conversation can go on holding it meanwhile; others hand over at once.
    """
    row = await access_conversation(session, access, conversation_id)
    if row.assignee_id != access.id or staff_id == access.id:
        return False
    if ask is not None:
        return ask
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    return bool(await get_setting(session, TRANSFER_NEEDS_ACCEPTANCE, place))


async def ask_to_take(
    session: WriteSession, access: Access, conversation_id: UUID, staff_id: UUID, note: str
) -> None:
    """Asks a colleague to take one's conversation over; they may read it meanwhile."""
    row = await access_conversation(session, access, conversation_id)
    if not may_act(access, TRANSFER, standing(row)):
        raise NotYoursError
    if staff_id == access.id:
        raise BadTransferError
    await check_colleagues(session, [staff_id])
    names = await get_names(session)
    ref = ObjectRef(KIND, conversation_id)
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    seconds = await get_setting(session, OFFER_TIME, place)
    # Notices before work: everybody takes these locks in this order.
    key = f"offer:{conversation_id}:{row.number}"
    await notify(session, [NewNotice(staff_id, ASKED, key, ref, {"who": access.name})])
    offer = await offer_work(session, ref, access.id, staff_id, seconds, note)
    audit(session, "conversations.offer", ref, after={"staff_id": staff_id}, reason=note or None)
    held = await hold(session, conversation_id)
    after = offered(held.participants, staff_id, offer.until.isoformat())
    await write_participants(session, conversation_id, held.participants, after, access.id)
    said = {"staff_name": names.staff_name(staff_id), "by": access.name}
    await add_lines(session, [Line(conversation_id, "offered", said, "staff", access.id)])


async def take_offered(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Accepts: the conversation is the caller's."""
    await access_conversation(session, access, conversation_id)
    ref = ObjectRef(KIND, conversation_id)
    offer = await accept_offer(session, ref, access.id, TRANSFERRED)
    audit(
        session,
        "conversations.accept",
        ref,
        before={"assignee_id": offer.from_id},
        after={"assignee_id": access.id},
    )
    if offer.note:
        names = await get_names(session)
        said = {"staff_name": names.staff_name(offer.from_id), "note": offer.note}
        line = Line(conversation_id, "transfer_note", said, "staff", offer.from_id)
        await add_lines(session, [line])


async def decline_offered(
    session: WriteSession, access: Access, conversation_id: UUID, reason: str
) -> None:
    """Declines: it stays with whoever holds it, who is told why."""
    await access_conversation(session, access, conversation_id)
    ref = ObjectRef(KIND, conversation_id)
    await decline_offer(session, ref, access.id, reason)
    audit(session, "conversations.decline", ref, reason=reason or None)


async def withdraw_offered(session: WriteSession, access: Access, conversation_id: UUID) -> None:
    """Takes back what one asked a colleague."""
    row = await access_conversation(session, access, conversation_id)
    if not may_act(access, TRANSFER, standing(row)):
        raise NotYoursError
    await withdraw_offer(session, ObjectRef(KIND, conversation_id))


async def show_answers(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """After an offer has ended: its mark goes, and who asked is told what became of it."""
    ended = [cast(OfferEnded, stored.event) for stored in events]
    ours = [one for one in ended if one.kind == KIND and one.outcome != "accepted"]
    offers = await get_offers(session, [one.offer_id for one in ours])
    names = await get_names(session)
    told = [
        NewNotice(
            offers[one.offer_id].from_id,
            ANSWERED[one.outcome],
            f"answer:{one.offer_id}",
            ObjectRef(KIND, one.object_id),
            {"who": names.staff_name(offers[one.offer_id].to_id)},
        )
        for one in ours
        if one.outcome in ANSWERED
    ]
    await notify(session, told)
    for one in sorted(ours, key=lambda each: each.object_id):
        offer = offers[one.offer_id]
        held = await hold(session, one.object_id)
        entry = held.participants.get(str(offer.to_id), {})
        if entry.get("offer_until") != offer.until.isoformat():
            # Somebody has been asked anew since; or this ran before.
            continue
        after = unoffered(held.participants)
        await write_participants(session, one.object_id, held.participants, after)
        if one.outcome in ANSWERED:
            said = {"staff_name": names.staff_name(offer.to_id), "note": offer.reason}
            await add_lines(session, [Line(one.object_id, f"offer_{one.outcome}", said)])
