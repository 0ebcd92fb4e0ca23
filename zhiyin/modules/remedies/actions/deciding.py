"""Payouts are approved, refused and taken back by people.

Where a procedure asks for it, deciding here ends its step, and the step decides: there is one act,
wherever it is done.
"""

from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import EditConflictError, NotAllowedError
from zhiyin.modules.procedures.interface import StepAnswer, answer_steps
from zhiyin.modules.remedies.actions.moving import approve, hold_payout, step
from zhiyin.modules.remedies.errors import BeyondLimitError, OwnRequestError
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.queries.access import access_payout, may_approve, may_withdraw
from zhiyin.modules.remedies.queries.limits import allowed_to
from zhiyin.modules.remedies.rules import KIND, say_amount, within

# What a step runs when it is left, and with which outcomes.
DECIDE = "remedies.decide"
APPROVED, REFUSED = "approved", "refused"


async def decide(session: WriteSession, row: Payout, outcome: str, why: str) -> None:
    """Approves or refuses a payout that is held, in the name of whoever acts. Four eyes: never
    their own request, and only within their limit.
    """
    if outcome not in (APPROVED, REFUSED):
        return
    await check_decider(session, row, approving=outcome == APPROVED)
    if outcome == APPROVED:
        await approve(session, row)
        row.why = why
    else:
        by = session.actor.id
        await step(session, row, "refuse", why=why, decided_by=by, decided_at=now())


async def check_decider(session: WriteSession, row: Payout, *, approving: bool) -> None:
    """Refuses whoever acts, if they may not decide about this payout."""
    actor = session.actor
    if actor.kind != "staff":
        raise NotAllowedError
    if row.requested_by == actor.id:
        raise OwnRequestError
    may = await allowed_to(session, actor, row.currency)
    if approving and not within(row.amount, may.approve_each):
        raise BeyondLimitError(amount=say_amount(row.amount, row.currency))


async def decide_by_hand(
    session: WriteSession,
    access: Access,
    payout_id: UUID,
    outcome: str,
    why: str,
    version: int | None,
) -> Payout:
    """Decides about a payout the caller can see."""
    seen = await access_payout(session, access, payout_id)
    if not may_approve(access, seen):
        raise NotAllowedError
    await check_decider(session, seen, approving=outcome == APPROVED)
    _same(seen, version)
    ref = ObjectRef(KIND, payout_id)
    done = await answer_steps(session, [StepAnswer(ref, DECIDE, outcome, reason=why)])
    row = await hold_payout(session, payout_id)
    if ref not in done:
        _same(row, version)
        await decide(session, row, outcome, why)
    return row


async def withdraw_by_hand(
    session: WriteSession, access: Access, payout_id: UUID, why: str, version: int | None
) -> Payout:
    """Takes a payout back that is not on its way."""
    seen = await access_payout(session, access, payout_id)
    if not may_withdraw(access, seen):
        raise NotAllowedError
    row = await hold_payout(session, payout_id)
    _same(row, version)
    await step(session, row, "withdraw", why=why)
    return row


def _same(row: Payout, version: int | None) -> None:
    if version is not None and version != row.version:
        raise EditConflictError(extra={"current": {"state": row.state, "version": row.version}})
