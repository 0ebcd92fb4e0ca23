"""A payout moves from one state to the next: locked, checked, audited, told."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.events.event import Event
from zhiyin.modules.remedies.errors import PayoutMovedError
from zhiyin.modules.remedies.events import (
    PayoutApproved,
    PayoutArrived,
    PayoutDue,
    PayoutFailed,
    PayoutRefused,
    PayoutRequested,
    PayoutSent,
    PayoutWithdrawn,
)
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.rules import KIND, STATES, State, Verb, after

# What was granted without asking and is not given after all may be granted again.
_GIVE_BACK = text("""
    UPDATE payout_days SET amount = amount - :amount
    WHERE staff_id = :staff_id AND day = :day AND currency = :currency
""")


async def hold_payout(session: WriteSession, payout_id: UUID) -> Payout:
    """A payout, locked, as it stands now."""
    query = select(Payout).where(Payout.id == payout_id).with_for_update(key_share=True)
    row: Payout | None = await session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFoundError
    return row


def tell(session: WriteSession, row: Payout, verb: Verb | None) -> None:
    """Tells what happened to a payout, and to what it is for; nothing yet: it was asked for."""
    given = (row.id, row.about_kind, row.about_id, row.customer_id)
    told: Mapping[Verb | None, Event] = {
        None: PayoutRequested(*given),
        "approve": PayoutApproved(*given),
        "refuse": PayoutRefused(*given),
        "release": PayoutDue(*given),
        "send": PayoutSent(*given),
        "arrive": PayoutArrived(*given),
        "fail": PayoutFailed(*given),
        "withdraw": PayoutWithdrawn(*given),
    }
    about = ObjectRef(row.about_kind, row.about_id)
    emit(session, told[verb], ObjectRef(KIND, row.id), about)


async def step(session: WriteSession, row: Payout, verb: Verb, **parts: Any) -> None:
    """Does one thing with a payout that is held; refused where it has moved on."""
    before = cast(State, row.state)
    state = after(before, verb)
    if state is None:
        raise PayoutMovedError(STATES[before])
    row.state, row.version = state, row.version + 1
    for name, value in parts.items():
        setattr(row, name, value)
    await session.flush()
    if verb in ("withdraw", "refuse") and row.granted_on is not None:
        values: dict[str, Any] = {"staff_id": row.requested_by, "day": row.granted_on}
        values |= {"amount": row.amount, "currency": row.currency}
        await session.execute(_GIVE_BACK, values)
    audit(
        session,
        f"remedies.{verb}",
        ObjectRef(KIND, row.id),
        before={"state": before},
        after={"state": state, "amount": row.amount, "currency": row.currency},
    )
    tell(session, row, verb)


async def approve(session: WriteSession, row: Payout) -> None:
    """Approves a payout by right of whoever acts; one that waits for nothing is due at once."""
    actor = session.actor
    by = actor.id if actor.kind == "staff" else None
    await step(session, row, "approve", decided_by=by, decided_at=now())
    if not row.held:
        await step(session, row, "release", due_at=now())
