"""Routes of offers: making them, their links, and choices told to staff."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.complaints.actions.choosing import choose_by_staff
from zhiyin.modules.complaints.actions.offering import (
    fresh_link,
    make_offer,
    send_offers,
    withdraw_offer,
)
from zhiyin.modules.complaints.http.complaints import shown
from zhiyin.modules.complaints.permissions import OFFER
from zhiyin.modules.complaints.queries.access import access_complaint
from zhiyin.modules.complaints.queries.showing import show_complaint
from zhiyin.modules.complaints.schemas.complaints import ComplaintOut
from zhiyin.modules.complaints.schemas.offers import ChoiceIn, ComplaintLink, OfferIn

routes = Routes("complaints", "/complaints")


@routes.post("/{complaint_id}/offers", permit=OFFER, status=201, response_model=ComplaintOut)
async def post(
    complaint_id: UUID, body: OfferIn, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Puts options before the customer, in place of those that wait. What has to be approved goes
    out once it is; anything else at once.
    """
    async with house.database.writing(access.actor) as session:
        offer_id = await make_offer(session, access, complaint_id, body)
    # In a transaction of its own: telling a customer locks what stands below payouts.
    async with house.database.writing(access.actor) as session:
        await send_offers(session, [offer_id])
        row = await access_complaint(session, access, complaint_id)
        return await show_complaint(session, access, row)


@routes.post("/{complaint_id}/offers/{offer_id}/link", permit=OFFER, response_model=ComplaintLink)
async def post_link(
    complaint_id: UUID, offer_id: UUID, access: Caller, house: CurrentHouse
) -> ComplaintLink:
    """A fresh link for an offer that is out; the one before it leads nowhere any more."""
    async with house.database.writing(access.actor) as session:
        return ComplaintLink(link=await fresh_link(session, access, complaint_id, offer_id))


@routes.post(
    "/{complaint_id}/offers/{offer_id}/withdraw", permit=OFFER, response_model=ComplaintOut
)
async def post_withdraw(
    complaint_id: UUID, offer_id: UUID, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Takes an offer back that the customer has not answered."""
    async with house.database.writing(access.actor) as session:
        row = await withdraw_offer(session, access, complaint_id, offer_id)
        return await shown(session, access, row)


@routes.post("/{complaint_id}/offers/{offer_id}/choice", permit=OFFER, response_model=ComplaintOut)
async def post_choice(
    complaint_id: UUID, offer_id: UUID, body: ChoiceIn, access: Caller, house: CurrentHouse
) -> ComplaintOut:
    """Writes down what the customer chose on the phone."""
    async with house.database.writing(access.actor) as session:
        row = await choose_by_staff(session, access, complaint_id, offer_id, body)
        return await shown(session, access, row)
