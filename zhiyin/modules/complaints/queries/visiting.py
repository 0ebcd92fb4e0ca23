"""What a customer is shown by a link: their own words and what we offer, nothing else of them."""

from uuid import UUID
from zoneinfo import ZoneInfo

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.complaints.models import Complaint, FollowUp, Offer
from zhiyin.modules.complaints.queries.offers import get_latest_offers, get_options
from zhiyin.modules.complaints.rules import GONE
from zhiyin.modules.complaints.schemas.offers import (
    VisitorFollowUp,
    VisitorOffer,
    VisitorOption,
)
from zhiyin.modules.people.interface import get_shops
from zhiyin.modules.tickets.interface import get_ticket_briefs

AnySession = ReadSession | WriteSession


async def _head(session: AnySession, row: Complaint) -> dict[str, object]:
    shop = (await get_shops(session)).get(row.shop_id)
    ticket = (await get_ticket_briefs(session, [row.ticket_id]))[row.ticket_id]
    zone = ZoneInfo(shop.time_zone if shop else "Asia/Shanghai")
    return {
        "shop_id": row.shop_id,
        "shop": shop.name if shop else "",
        "filed_on": row.filed_at.astimezone(zone).date(),
        "ref": ticket.ref,
        "words": row.words if row.words != GONE else "",
    }


async def show_offer(session: AnySession, row: Complaint, offer: Offer) -> VisitorOffer:
    """An offer to its customer."""
    options = (await get_options(session, [offer.id]))[offer.id]
    over = offer.valid_until is None or offer.valid_until <= now() or row.closed_at is not None
    state = offer.state if offer.state in ("chosen", "declined") else "over"
    if offer.state == "sent" and not over:
        state = "open"
    return VisitorOffer.model_validate(
        {
            **await _head(session, row),
            "options": [VisitorOption.model_validate(_option(one)) for one in options],
            "valid_until": offer.valid_until,
            "state": state,
            "chosen_place": offer.chosen_place,
        }
    )


def _option(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in VisitorOption.model_fields}


async def show_question(
    session: AnySession, row: Complaint, follow_up: FollowUp
) -> VisitorFollowUp:
    """What a customer is asked, and what they have said."""
    return VisitorFollowUp.model_validate(
        {
            **await _head(session, row),
            "chosen": await _chosen(session, row.id),
            "settled": follow_up.settled,
            "score": follow_up.score,
            "said": follow_up.words,
            "open": follow_up.answered_at is None and follow_up.expires_at > now(),
        }
    )


async def _chosen(session: AnySession, complaint_id: UUID) -> str:
    offer = (await get_latest_offers(session, [complaint_id])).get(complaint_id)
    if offer is None or offer.state != "chosen":
        return ""
    options = (await get_options(session, [offer.id]))[offer.id]
    return next((one.text for one in options if one.place == offer.chosen_place), "")
