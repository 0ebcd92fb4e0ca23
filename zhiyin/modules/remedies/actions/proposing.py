"""Payouts are asked for, released and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import Actor, ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.remedies.actions.moving import approve, hold_payout, step, tell
from zhiyin.modules.remedies.errors import UnknownKindError
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.queries.limits import allowed_to, today_in
from zhiyin.modules.remedies.queries.records import PayoutRecord, record_of
from zhiyin.modules.remedies.rules import BY_HAND, KIND, State, after, within


@dataclass(frozen=True)
class PayoutDraft:
    """A payout to ask for. The same key asks for it once. A held one is not paid, even when it is
    approved, until it is released.
    """

    about: ObjectRef
    shop_id: UUID
    customer_id: UUID | None
    amount: int
    reason: str
    key: str
    currency: str = "CNY"
    kind: str = BY_HAND
    held: bool = False


# One statement: of two at once, the second adds to what the first has left there.
_GRANT = text("""
    INSERT INTO payout_days AS d (staff_id, day, currency, amount)
    SELECT :staff_id, :day, :currency, :amount
    WHERE CAST(:most AS bigint) IS NULL OR :amount <= CAST(:most AS bigint)
    ON CONFLICT (staff_id, day, currency) DO UPDATE SET amount = d.amount + excluded.amount
    WHERE CAST(:most AS bigint) IS NULL OR d.amount + excluded.amount <= CAST(:most AS bigint)
    RETURNING d.amount
""")


async def propose(
    session: WriteSession, actor: Actor, drafts: Sequence[PayoutDraft]
) -> list[PayoutRecord]:
    """Asks for payouts, and answers them in the order of the drafts. What lies within the actor's
    own limit is approved at once; for the rest the procedure of approval begins. One whose key is
    known is left as it is.
    """
    for one in drafts:
        if one.kind not in session.house.payout_kinds:
            raise UnknownKindError
    made: dict[str, Payout] = {}
    for one in sorted(drafts, key=lambda draft: draft.key):
        row = await _write(session, actor, one)
        if row is not None:
            made[one.key] = row
    # All payouts are locked before the sums of days are.
    for row in made.values():
        await hold_payout(session, row.id)
    for row in made.values():
        await _grant(session, actor, row)
    query = select(Payout).where(Payout.key.in_([one.key for one in drafts]))
    rows = (await session.execute(query.execution_options(populate_existing=True))).scalars()
    found = {row.key: record_of(row) for row in rows}
    return [found[one.key] for one in drafts]


async def _write(session: WriteSession, actor: Actor, one: PayoutDraft) -> Payout | None:
    kind = session.house.object_kinds.get(one.about.kind)
    faces = await kind.look(session, None, [one.about.id]) if kind else {}
    face = faces.get(one.about.id)
    if face is None:
        raise NotFoundError
    values = {
        "id": new_id(),
        "version": 1,
        "kind": one.kind,
        "about_kind": one.about.kind,
        "about_id": one.about.id,
        "shop_id": one.shop_id,
        "team_id": face.team_id,
        "customer_id": one.customer_id,
        "amount": one.amount,
        "currency": one.currency,
        "reason": one.reason,
        "state": "requested",
        "held": one.held,
        "key": one.key,
        "requested_by": actor.id if actor.kind == "staff" else None,
        "requested_at": now(),
    }
    statement = insert(Payout).values(values).on_conflict_do_nothing(index_elements=["key"])
    row: Payout | None = await session.scalar(statement.returning(Payout))
    if row is not None:
        given = {"about": str(one.about.id), "amount": one.amount, "currency": one.currency}
        audit(session, "remedies.propose", ObjectRef(KIND, row.id), after=given)
    return row


async def _grant(session: WriteSession, actor: Actor, row: Payout) -> None:
    """Approves what lies within the limits of whoever asked; asks others for the rest."""
    may = await allowed_to(session, actor, row.currency)
    day = await today_in(session, row.shop_id)
    if within(row.amount, may.grant_each) and await _count(session, row, day, may.grant_day):
        row.granted_on = day
        await approve(session, row)
    else:
        tell(session, row, None)


async def _count(session: WriteSession, row: Payout, day: date, most: int | None) -> bool:
    values: dict[str, Any] = {"staff_id": row.requested_by, "day": day, "currency": row.currency}
    values |= {"amount": row.amount, "most": most}
    return await session.scalar(_GRANT, values) is not None


async def release(session: WriteSession, actor: Actor, ids: Sequence[UUID]) -> None:
    """The customer has chosen these: what is approved is to be paid now, what still waits to be
    approved as soon as it is. Released twice, nothing happens.
    """
    for payout_id in sorted(ids):
        row = await hold_payout(session, payout_id)
        if not row.held:
            continue
        row.held = False
        if row.state == "approved":
            await step(session, row, "release", due_at=now())
        else:
            row.version += 1
            await session.flush()


async def withdraw(session: WriteSession, actor: Actor, ids: Sequence[UUID], reason: str) -> None:
    """These are not wanted any more: the customer chose something else, or nothing. What is over or
    on its way already is left as it is. Its procedure is called off a moment later.
    """
    for payout_id in sorted(ids):
        row = await hold_payout(session, payout_id)
        if after(cast(State, row.state), "withdraw") is not None:
            await step(session, row, "withdraw", why=reason)
