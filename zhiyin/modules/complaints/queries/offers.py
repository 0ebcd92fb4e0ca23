"""Reads of offers and follow-ups."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.auth.secrets import hash_token
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.complaints.models import Complaint, FollowUp, Offer, OfferOption
from zhiyin.modules.complaints.rules import Offered
from zhiyin.modules.complaints.schemas.offers import ComplaintOffer, FollowUpOut, OptionOut
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.remedies.interface import payouts

AnySession = ReadSession | WriteSession


async def get_latest_offers(
    session: AnySession, complaint_ids: Sequence[UUID]
) -> dict[UUID, Offer]:
    """The newest offer of each of these complaints that has one."""
    query = (
        select(Offer)
        .where(Offer.complaint_id.in_(complaint_ids))
        .order_by(Offer.complaint_id, Offer.number.desc())
        .distinct(Offer.complaint_id)
        .execution_options(populate_existing=True)
    )
    return {row.complaint_id: row for row in (await session.execute(query)).scalars()}


def offered(row: Offer | None) -> Offered | None:
    """An offer as rules look at it."""
    return Offered(row.state, row.chosen_at) if row is not None else None


async def get_options(
    session: AnySession, offer_ids: Sequence[UUID]
) -> dict[UUID, list[OfferOption]]:
    """The options of these offers in their order."""
    query = (
        select(OfferOption)
        .where(OfferOption.offer_id.in_(offer_ids))
        .order_by(OfferOption.offer_id, OfferOption.place)
        .execution_options(populate_existing=True)
    )
    found: dict[UUID, list[OfferOption]] = {one: [] for one in offer_ids}
    for row in (await session.execute(query)).scalars():
        found[row.offer_id].append(row)
    return found


async def show_offers(session: AnySession, complaint_id: UUID) -> list[ComplaintOffer]:
    """All offers of a complaint, newest first, with how their payouts stand."""
    query = select(Offer).where(Offer.complaint_id == complaint_id).order_by(Offer.number.desc())
    rows = (await session.execute(query.execution_options(populate_existing=True))).scalars().all()
    options = await get_options(session, [row.id for row in rows])
    ids = [one.payout_id for held in options.values() for one in held if one.payout_id]
    paid = await payouts(session, ids) if ids else {}
    names = await get_names(session)
    shown = []
    for row in rows:
        parts = []
        for one in options[row.id]:
            payout = paid.get(one.payout_id) if one.payout_id else None
            parts.append(
                OptionOut(
                    place=one.place,
                    text=one.text,
                    meaning=one.meaning,
                    goods=one.goods,
                    amount=one.amount,
                    currency=one.currency,
                    payout_id=one.payout_id,
                    payout_state=payout.state if payout else None,
                )
            )
        shown.append(
            ComplaintOffer.model_validate(
                {
                    "id": row.id,
                    "number": row.number,
                    "state": row.state,
                    "valid_until": row.valid_until,
                    "made_at": row.made_at,
                    "made_by_name": names.staff_name(row.made_by),
                    "sent_at": row.sent_at,
                    "chosen_at": row.chosen_at,
                    "chosen_place": row.chosen_place,
                    "chosen_via": row.chosen_via,
                    "declined_words": row.declined_words,
                    "options": parts,
                }
            )
        )
    return shown


async def get_latest_follow_up(session: AnySession, complaint_id: UUID) -> FollowUp | None:
    """The last time the customer was asked."""
    query = select(FollowUp).where(FollowUp.complaint_id == complaint_id)
    newest = query.order_by(FollowUp.round.desc()).limit(1)
    row: FollowUp | None = await session.scalar(newest.execution_options(populate_existing=True))
    return row


def show_follow_up(row: FollowUp | None) -> FollowUpOut | None:
    """The same for staff."""
    return FollowUpOut.model_validate(row) if row is not None else None


async def find_offer(session: AnySession, token: str) -> tuple[Complaint, Offer]:
    """The offer behind a link; not found for a link we did not make, or gave another for."""
    query = select(Offer).where(Offer.token_hash == hash_token(token))
    row: Offer | None = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError
    return await session.get_one(Complaint, row.complaint_id, populate_existing=True), row


async def find_follow_up(session: AnySession, token: str) -> tuple[Complaint, FollowUp]:
    """The question behind a link; not found for a link we did not make."""
    query = select(FollowUp).where(FollowUp.token_hash == hash_token(token))
    row: FollowUp | None = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError
    return await session.get_one(Complaint, row.complaint_id, populate_existing=True), row
