"""A customer chooses: by the link, or by telling somebody of staff. The first choice holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.i18n.text import DEFAULT_LANGUAGE, Text
from zhiyin.modules.complaints.actions.writing import note, staff_of, tell
from zhiyin.modules.complaints.errors import NoOpenOfferError, OfferOverError, OfferTakenError
from zhiyin.modules.complaints.events import OfferChosen, OfferDeclined
from zhiyin.modules.complaints.models import Complaint, Offer, OfferOption
from zhiyin.modules.complaints.queries.access import access_complaint, hold
from zhiyin.modules.complaints.queries.offers import get_options
from zhiyin.modules.complaints.schemas.offers import ChoiceIn
from zhiyin.modules.remedies.interface import release, withdraw

WANTED = Text("请写下客户想要什么。", "Please write what the customer wants instead.")
NO_OPTION = Text("没有这个选项。", "There is no such option.")
OTHERWISE = Text("客户选择了其他方案。", "The customer chose something else.")


@dataclass(frozen=True)
class Choice:
    """What is chosen: an option by its place, or none of them, and what is wanted instead."""

    place: int | None
    words: str
    via: Literal["link", "staff"]


async def choose(
    session: WriteSession, complaint_id: UUID, offer_id: UUID, choice: Choice
) -> Complaint:
    """Writes down what the customer chooses. The same again is answered the same; something else
    after it is refused. What follows (payouts, procedure) hears of it.
    """
    row = await hold(session, complaint_id)
    offer = await session.get_one(Offer, offer_id, with_for_update=True, populate_existing=True)
    if offer.complaint_id != row.id:
        raise NotFoundError
    if offer.state in ("chosen", "declined"):
        if (offer.state == "declined") == (choice.place is None) and (
            offer.chosen_place == choice.place
        ):
            return row
        raise OfferTakenError
    over = offer.valid_until is None or offer.valid_until <= now()
    # Whoever is told on the phone need not look at the clock.
    if offer.state != "sent" or row.closed_at is not None or (over and choice.via == "link"):
        raise OfferOverError
    if choice.place is not None:
        known = await session.get(OfferOption, (offer.id, choice.place))
        if known is None:
            raise InvalidInputError(fields={"place": NO_OPTION})
    offer.state = "chosen" if choice.place is not None else "declined"
    offer.chosen_at, offer.chosen_place, offer.chosen_via = now(), choice.place, choice.via
    offer.chosen_by = staff_of(session)
    offer.declined_words = choice.words.strip() if choice.place is None else ""
    row.version += 1
    await session.flush()
    note(session, row, "choose", offer_id=str(offer.id), place=choice.place, via=choice.via)
    if choice.place is not None:
        chosen = OfferChosen(row.id, row.ticket_id, offer.id, choice.place, choice.via)
        tell(session, row, chosen)
    else:
        tell(session, row, OfferDeclined(row.id, row.ticket_id, offer.id, choice.via))
    return row


async def choose_by_staff(
    session: WriteSession, access: Access, complaint_id: UUID, offer_id: UUID, body: ChoiceIn
) -> Complaint:
    """What a customer told somebody of staff."""
    await access_complaint(session, access, complaint_id, edit=True)
    offer = await session.get(Offer, offer_id, populate_existing=True)
    if offer is None or offer.complaint_id != complaint_id:
        raise NotFoundError
    if offer.state == "waiting":
        raise NoOpenOfferError
    if body.place is None and not body.words.strip():
        raise InvalidInputError(fields={"words": WANTED})
    return await choose(session, complaint_id, offer_id, Choice(body.place, body.words, "staff"))


async def settle_payouts(session: WriteSession, offer_ids: Sequence[UUID]) -> None:
    """Releases the payout of what was chosen and withdraws those of everything else; again, it
    changes nothing.
    """
    query = select(Offer).where(Offer.id.in_(offer_ids)).execution_options(populate_existing=True)
    offers = {row.id: row for row in (await session.execute(query)).scalars()}
    options = await get_options(session, sorted(offers))
    wanted, unwanted = list[UUID](), list[UUID]()
    for offer_id, held in options.items():
        offer = offers[offer_id]
        if offer.state in ("waiting", "sent"):
            continue
        for one in held:
            if one.payout_id is not None:
                taken = offer.state == "chosen" and one.place == offer.chosen_place
                (wanted if taken else unwanted).append(one.payout_id)
    if unwanted:
        await withdraw(session, session.actor, unwanted, OTHERWISE.say(DEFAULT_LANGUAGE))
    if wanted:
        await release(session, session.actor, wanted)
