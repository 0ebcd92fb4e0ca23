"""What follows from payouts: procedures begin and are called off, people are told."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.payouts import PayoutOrder
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.event import Event, StoredEvent
from zhiyin.modules.people.interface import NewNotice, notify
from zhiyin.modules.procedures.interface import (
    NewCase,
    are_asked_about,
    call_off,
    start_cases,
)
from zhiyin.modules.remedies.events import (
    PayoutApproved,
    PayoutArrived,
    PayoutDue,
    PayoutFailed,
    PayoutRefused,
    PayoutRequested,
)
from zhiyin.modules.remedies.queries.approvers import find_approvers, find_payers
from zhiyin.modules.remedies.queries.records import PayoutRecord, payouts
from zhiyin.modules.remedies.rules import KIND

# The procedures that see a payout through: whether it is given, and that it arrives.
APPROVAL, PAYMENT = "compensation", "payout"
ASKED = "remedies.asked"
TO_PAY = "remedies.to_pay"
APPROVED = "remedies.approved"
REFUSED = "remedies.refused"
ARRIVED = "remedies.arrived"
FAILED = "remedies.failed"
_ANSWERS: Mapping[type[Event], str] = {
    PayoutApproved: APPROVED,
    PayoutRefused: REFUSED,
    PayoutArrived: ARRIVED,
    PayoutFailed: FAILED,
}


async def go_on(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Has what was asked for decided, and what is due paid."""
    rows = await payouts(session, [cast(Any, stored.event).payout_id for stored in events])
    wanted: list[tuple[PayoutRecord, str]] = []
    for stored in events:
        row = rows[cast(Any, stored.event).payout_id]
        if isinstance(stored.event, PayoutRequested) and row.state == "requested":
            wanted.append((row, APPROVAL))
        elif isinstance(stored.event, PayoutDue) and row.state == "due":
            kind = session.house.payout_kinds.get(row.kind)
            if kind is not None and kind.pay is not None:
                await kind.pay(session, _order(row))
            else:
                wanted.append((row, PAYMENT))
    await start_cases(session, [_case(row, code) for row, code in wanted])
    asked = await are_asked_about(session, KIND, [row.id for row, _ in wanted])
    alone = [(row, code) for row, code in wanted if row.id not in asked]
    await notify(session, [one for row, code in alone for one in await _asking(session, row, code)])


async def _asking(session: WriteSession, row: PayoutRecord, code: str) -> list[NewNotice]:
    """Where no procedure gives anybody a task, those who decide or pay are told."""
    if code == APPROVAL:
        kind, people = (
            ASKED,
            await find_approvers(
                session, row.amount, row.currency, row.shop_id, None, row.requested_by
            ),
        )
    else:
        kind, people = TO_PAY, list(await find_payers(session, row.shop_id))
    about = ObjectRef(KIND, row.id)
    said = {"number": row.number}
    return [NewNotice(one, kind, f"{kind}:{row.id}", about, said) for one in people]


async def call_off_withdrawn(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Calls off what runs about payouts that were taken back."""
    rows = await payouts(session, [cast(Any, stored.event).payout_id for stored in events])
    for row in rows.values():
        await call_off(session, [ObjectRef(KIND, row.id)], row.why)


def _case(row: PayoutRecord, code: str) -> NewCase:
    return NewCase(code, ObjectRef(KIND, row.id), f"{code}:{row.id}", row.requested_by)


def _order(row: PayoutRecord) -> PayoutOrder:
    return PayoutOrder(
        row.id,
        f"payout:{row.id}",
        row.about,
        row.shop_id,
        row.customer_id,
        row.amount,
        row.currency,
    )


async def tell(session: WriteSession, events: Sequence[StoredEvent]) -> None:
    """Tells whoever asked what became of it."""
    rows = await payouts(session, [cast(Any, stored.event).payout_id for stored in events])
    notices = []
    for stored in events:
        row, kind = rows[cast(Any, stored.event).payout_id], _ANSWERS[type(stored.event)]
        if row.requested_by is not None and row.requested_by != stored.actor.id:
            # Failed again, it is news again.
            key = f"{kind}:{row.id}:{stored.id if kind == FAILED else ''}"
            about = ObjectRef(KIND, row.id)
            notices.append(NewNotice(row.requested_by, kind, key, about, {"number": row.number}))
    await notify(session, notices)
