"""What procedures do with payouts and ask of them, and whom they name.

What a step does, it does by right of the procedure, in the name of whoever moved the case; that
nobody approves their own request, or beyond their limit, holds there as well.
"""

from collections.abc import Sequence

from sqlalchemy import select

from zhiyin.kernel.contracts.procedures import AnySession, Found, ProcedureCall
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.actions.deciding import check_decider, decide
from zhiyin.modules.remedies.actions.moving import hold_payout
from zhiyin.modules.remedies.actions.paying import Paid, note_paid
from zhiyin.modules.remedies.actions.proposing import PayoutDraft, propose
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.queries.approvers import find_approvers, find_payers
from zhiyin.modules.remedies.queries.records import payouts_about
from zhiyin.modules.remedies.rules import SETTLED


async def propose_by_step(session: WriteSession, call: ProcedureCall) -> None:
    """Asks for a payout for what the case is about, once for this run."""
    if call.shop_id is None:
        return
    amount, reason = int(call.values["amount"]), str(call.values["reason"])
    draft = PayoutDraft(call.about, call.shop_id, call.customer_id, amount, reason, call.key)
    await propose(session, session.actor, [draft])


async def decide_by_step(session: WriteSession, call: ProcedureCall) -> None:
    """Approves or refuses, by the outcome with which the step was left."""
    row = await hold_payout(session, call.about.id)
    await decide(session, row, call.outcome or "", call.reason)


async def pay_by_step(session: WriteSession, call: ProcedureCall) -> None:
    """Notes what became of paying, by the outcome with which the step was left."""
    row = await hold_payout(session, call.about.id)
    method = call.form.get("method")
    reference = str(call.form.get("reference") or "")
    await note_paid(session, row, Paid(call.outcome or "", method, reference, why=call.reason))


async def is_within_limit(session: AnySession, call: ProcedureCall) -> Text | None:
    """Whether whoever moves the case may approve this payout."""
    row = await session.get(Payout, call.about.id, populate_existing=True)
    if row is None or not isinstance(session, WriteSession):
        return None
    try:
        await check_decider(session, row, approving=True)
    except ProblemError as error:
        return error.sentence()
    return None


async def are_settled(session: AnySession, call: ProcedureCall) -> Text | None:
    """Whether nothing of the payouts for this object is still to be decided, paid or confirmed."""
    found = (await payouts_about(session, [call.about]))[call.about]
    going = [one.number for one in found if one.state not in SETTLED]
    if not going:
        return None
    numbers = "、".join(going)
    return Text(f"还有补偿没有办完：{numbers}", f"Payouts are still going on: {', '.join(going)}")


async def approver(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Everybody whose limit reaches, but for whoever asked."""
    query = select(Payout).where(Payout.id == call.about.id)
    row: Payout | None = await session.scalar(query)
    if row is None:
        return []
    people = await find_approvers(
        session, row.amount, row.currency, row.shop_id, row.team_id, row.requested_by
    )
    return [Found(one) for one in people]


async def payers(session: AnySession, call: ProcedureCall, value: str) -> Sequence[Found]:
    """Finance first, then everybody else who may pay."""
    return [Found(one) for one in await find_payers(session, call.shop_id)]
