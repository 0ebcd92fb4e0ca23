"""Routes of payouts: parse, permit, call one action or query, shape."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from fastapi.responses import StreamingResponse

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.http.files import send_table
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Moment, Page
from zhiyin.modules.remedies.actions.asking import ask_by_hand
from zhiyin.modules.remedies.actions.deciding import (
    APPROVED,
    REFUSED,
    decide_by_hand,
    withdraw_by_hand,
)
from zhiyin.modules.remedies.actions.paying import ARRIVED, FAILED, SENT, Paid, note_several
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.permissions import APPROVE, PAY, PROPOSE, SEE
from zhiyin.modules.remedies.queries.access import access_payout
from zhiyin.modules.remedies.queries.export import export_payouts
from zhiyin.modules.remedies.queries.lists import PayoutQuery, list_payouts, show_payouts
from zhiyin.modules.remedies.queries.preview import preview
from zhiyin.modules.remedies.rules import State
from zhiyin.modules.remedies.schemas import (
    Amount,
    ArrivedIn,
    Currency,
    DecisionIn,
    FailedIn,
    Kind,
    PayoutIn,
    PayoutPreview,
    PayoutRow,
    SentIn,
    SeveralOut,
    WhyIn,
)

routes = Routes("payouts", "/payouts")
Version = Annotated[int | None, Depends(IfMatch)]


def asked_for(
    about_kind: Kind | None = None,
    about_id: UUID | None = None,
    state: Annotated[Sequence[State], Query(max_length=8)] = (),
    shop_id: UUID | None = None,
    customer_id: UUID | None = None,
    since: Annotated[Moment | None, Query(alias="from")] = None,
    until: Annotated[Moment | None, Query(alias="to")] = None,
    mine: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> PayoutQuery:
    """Which payouts a list or a table is about."""
    about = ObjectRef(about_kind, about_id) if about_kind and about_id else None
    return PayoutQuery(about, state, shop_id, customer_id, since, until, mine)


Asked = Annotated[PayoutQuery, Depends(asked_for)]


async def _shown(session: WriteSession, access: Access, rows: Sequence[Payout]) -> list[PayoutRow]:
    await session.flush()
    return await show_payouts(session, access, rows)


@routes.get("", permit=SEE, response_model=Page[PayoutRow])
async def get_list(
    access: Caller,
    house: CurrentHouse,
    asked: Asked,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Page[PayoutRow]:
    """One page of payouts, newest first: those for an object, or all of the caller's scope."""
    async with house.database.reading() as session:
        items, following = await list_payouts(session, access, asked, cursor, limit)
    return Page(items=items, next=following)


@routes.get("/export", permit=SEE, response_class=StreamingResponse)
async def export(access: Caller, house: CurrentHouse, asked: Asked) -> StreamingResponse:
    """The same as a table (CSV), one row a payout."""
    lines = await export_payouts(house.database, access, asked)
    return send_table("payouts.csv", lines)


@routes.get("/preview", permit=PROPOSE, response_model=PayoutPreview)
async def get_preview(
    about_kind: Kind,
    about_id: UUID,
    amount: Amount,
    access: Caller,
    house: CurrentHouse,
    currency: Currency = "CNY",
) -> PayoutPreview:
    """Whether a payout would be approved at once, and by whom otherwise."""
    async with house.database.reading() as session:
        return await preview(session, access, ObjectRef(about_kind, about_id), amount, currency)


@routes.post("", permit=PROPOSE, status=201, response_model=PayoutRow)
async def post(body: PayoutIn, access: Caller, house: CurrentHouse) -> PayoutRow:
    """Asks for a payout; within the caller's own limit it is approved at once."""
    async with house.database.writing(access.actor) as session:
        made = await ask_by_hand(session, access, body)
        row = await session.get_one(Payout, made.id)
        return (await _shown(session, access, [row]))[0]


@routes.get("/{payout_id}", permit=SEE, response_model=PayoutRow)
async def get_one(payout_id: UUID, access: Caller, house: CurrentHouse) -> PayoutRow:
    """One payout."""
    async with house.database.reading() as session:
        row = await access_payout(session, access, payout_id)
        return (await show_payouts(session, access, [row]))[0]


@routes.post("/{payout_id}/approve", permit=APPROVE, response_model=PayoutRow)
async def post_approve(
    payout_id: UUID, body: DecisionIn, access: Caller, house: CurrentHouse, version: Version
) -> PayoutRow:
    """Approves what somebody else asked for, within the caller's limit."""
    async with house.database.writing(access.actor) as session:
        row = await decide_by_hand(session, access, payout_id, APPROVED, body.note, version)
        return (await _shown(session, access, [row]))[0]


@routes.post("/{payout_id}/refuse", permit=APPROVE, response_model=PayoutRow)
async def post_refuse(
    payout_id: UUID, body: WhyIn, access: Caller, house: CurrentHouse, version: Version
) -> PayoutRow:
    """Refuses what somebody else asked for."""
    async with house.database.writing(access.actor) as session:
        row = await decide_by_hand(session, access, payout_id, REFUSED, body.why, version)
        return (await _shown(session, access, [row]))[0]


@routes.post("/{payout_id}/withdraw", permit=SEE, response_model=PayoutRow)
async def post_withdraw(
    payout_id: UUID, body: WhyIn, access: Caller, house: CurrentHouse, version: Version
) -> PayoutRow:
    """Takes back what one has asked for, or what one decides about, while it is not on its way."""
    async with house.database.writing(access.actor) as session:
        row = await withdraw_by_hand(session, access, payout_id, body.why, version)
        return (await _shown(session, access, [row]))[0]


async def _several(
    house: CurrentHouse, access: Access, ids: Sequence[UUID], paid: Paid
) -> SeveralOut:
    async with house.database.writing(access.actor) as session:
        found = await note_several(session, access, ids, paid)
        done = await _shown(session, access, found.done)
        skipped = await show_payouts(session, access, found.skipped)
        return SeveralOut(done=done, skipped=skipped)


@routes.post("/sent", permit=PAY, response_model=SeveralOut)
async def post_sent(body: SentIn, access: Caller, house: CurrentHouse) -> SeveralOut:
    """Notes that these were paid: how, under which number and when."""
    paid = Paid(SENT, body.method, body.reference, body.at)
    return await _several(house, access, body.ids, paid)


@routes.post("/arrived", permit=PAY, response_model=SeveralOut)
async def post_arrived(body: ArrivedIn, access: Caller, house: CurrentHouse) -> SeveralOut:
    """Confirms that these have arrived."""
    return await _several(house, access, body.ids, Paid(ARRIVED, at=body.at))


@routes.post("/failed", permit=PAY, response_model=SeveralOut)
async def post_failed(body: FailedIn, access: Caller, house: CurrentHouse) -> SeveralOut:
    """Notes that these came back: they are to be paid again or taken back."""
    return await _several(house, access, body.ids, Paid(FAILED, why=body.why))
