"""Payouts as other modules see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import func, select, tuple_

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.rules import GIVEN, State, reference

AnySession = ReadSession | WriteSession


@dataclass(frozen=True)
class PayoutRecord:
    """A payout (补偿付款); `amount` in minor units of `currency`. `held`: approved, it waits until
    it is released.
    """

    id: UUID
    number: str
    about: ObjectRef
    shop_id: UUID
    customer_id: UUID | None
    kind: str
    amount: int
    currency: str
    reason: str
    state: State
    held: bool
    requested_by: UUID | None
    requested_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    why: str
    sent_at: datetime | None
    arrived_at: datetime | None


def record_of(row: Payout) -> PayoutRecord:
    """A row as a record."""
    return PayoutRecord(
        row.id,
        reference(row.requested_at, row.number),
        ObjectRef(row.about_kind, row.about_id),
        row.shop_id,
        row.customer_id,
        row.kind,
        row.amount,
        row.currency,
        row.reason,
        cast(State, row.state),
        row.held,
        row.requested_by,
        row.requested_at,
        row.decided_by,
        row.decided_at,
        row.why,
        row.sent_at,
        row.arrived_at,
    )


async def payouts(session: AnySession, ids: Sequence[UUID]) -> dict[UUID, PayoutRecord]:
    """These payouts, as they stand now."""
    query = select(Payout).where(Payout.id.in_(ids)).execution_options(populate_existing=True)
    return {row.id: record_of(row) for row in (await session.execute(query)).scalars()}


async def payouts_about(
    session: AnySession, abouts: Sequence[ObjectRef]
) -> dict[ObjectRef, list[PayoutRecord]]:
    """The payouts for each of these objects, the oldest first."""
    pairs = [(one.kind, one.id) for one in abouts]
    query = (
        select(Payout)
        .where(tuple_(Payout.about_kind, Payout.about_id).in_(pairs))
        .order_by(Payout.id)
        .execution_options(populate_existing=True)
    )
    found: dict[ObjectRef, list[PayoutRecord]] = {one: [] for one in abouts}
    for row in (await session.execute(query)).scalars():
        found[ObjectRef(row.about_kind, row.about_id)].append(record_of(row))
    return found


async def given(
    session: AnySession, abouts: Sequence[ObjectRef]
) -> Mapping[ObjectRef, Mapping[str, int]]:
    """By currency, what customers were given for each of these objects: what arrived, is on its way
    or is due to be paid.
    """
    pairs = [(one.kind, one.id) for one in abouts]
    query = (
        select(Payout.about_kind, Payout.about_id, Payout.currency, func.sum(Payout.amount))
        .where(tuple_(Payout.about_kind, Payout.about_id).in_(pairs), Payout.state.in_(GIVEN))
        .group_by(Payout.about_kind, Payout.about_id, Payout.currency)
    )
    found: dict[ObjectRef, dict[str, int]] = {one: {} for one in abouts}
    for kind, about_id, currency, total in await session.execute(query):
        found[ObjectRef(kind, about_id)][currency] = int(total)
    return found
