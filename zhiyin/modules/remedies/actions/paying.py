"""Finance pays, and says what became of it: one payout or many, by a step or by the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.modules.procedures.interface import StepAnswer, answer_steps
from zhiyin.modules.remedies.actions.moving import hold_payout, step
from zhiyin.modules.remedies.errors import PaidElsewhereError
from zhiyin.modules.remedies.models import Payout
from zhiyin.modules.remedies.queries.access import find_visible, may_pay
from zhiyin.modules.remedies.rules import KIND, State, Verb, after

# What steps run when they are left, and with which outcomes.
PAY, SETTLE = "remedies.pay", "remedies.settle"
SENT, ARRIVED, FAILED, WITHDRAWN = "sent", "arrived", "failed", "withdrawn"


@dataclass(frozen=True)
class Paid:
    """What finance says of payouts: the outcome, and how, under which number, when or why."""

    outcome: str
    method: str | None = None
    reference: str = ""
    at: datetime | None = None
    why: str = ""


_VERBS: Mapping[str, Verb] = {
    SENT: "send",
    ARRIVED: "arrive",
    FAILED: "fail",
    WITHDRAWN: "withdraw",
}


async def note_paid(session: WriteSession, row: Payout, paid: Paid) -> None:
    """Writes down what became of a payout that is held."""
    verb = _VERBS.get(paid.outcome)
    if verb is None:
        return
    parts: dict[str, Any] = {"why": paid.why}
    if verb == "send":
        by = session.actor.id if session.actor.kind == "staff" else None
        parts |= {"method": paid.method, "reference": paid.reference}
        parts |= {"sent_by": by, "sent_at": paid.at or now()}
    elif verb == "arrive":
        parts["arrived_at"] = paid.at or now()
    await step(session, row, verb, **parts)


@dataclass
class Several:
    """What was done with several payouts, and which had moved on before."""

    done: list[Payout] = field(default_factory=list)
    skipped: list[Payout] = field(default_factory=list)


async def note_several(
    session: WriteSession, access: Access, ids: Sequence[UUID], paid: Paid
) -> Several:
    """The same for payouts the caller can see; those that have moved on are left as they are."""
    rows = await _access(session, access, ids)
    verb = _VERBS[paid.outcome]
    fit = [row for row in rows if after(cast(State, row.state), verb) is not None]
    action = PAY if paid.outcome == SENT else SETTLE
    values = {"method": paid.method, "reference": paid.reference} if action == PAY else {}
    answers = [
        StepAnswer(ObjectRef(KIND, row.id), action, paid.outcome, values, paid.why) for row in fit
    ]
    by_step = await answer_steps(session, answers)
    found = Several(skipped=[row for row in rows if row not in fit])
    for row in fit:
        held = await hold_payout(session, row.id)
        if ObjectRef(KIND, row.id) not in by_step:
            await note_paid(session, held, paid)
        elif paid.at is not None:
            # The form of the step does not ask for the moment.
            name = "sent_at" if paid.outcome == SENT else "arrived_at"
            setattr(held, name, paid.at)
        found.done.append(held)
    return found


async def _access(session: WriteSession, access: Access, ids: Sequence[UUID]) -> list[Payout]:
    rows = sorted(await find_visible(session, access, ids), key=lambda row: row.id)
    if {row.id for row in rows} != set(ids):
        raise NotFoundError
    for row in rows:
        if not may_pay(access, row):
            raise NotAllowedError
        kind = session.house.payout_kinds.get(row.kind)
        if kind is not None and kind.pay is not None:
            raise PaidElsewhereError
    return rows
