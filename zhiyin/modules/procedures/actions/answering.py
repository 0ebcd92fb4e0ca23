"""Steps that are done elsewhere: a module whose objects cases are about ends their steps, and calls
cases off.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.procedures.actions.moving import (
    Ending,
    Move,
    Running,
    carry_out,
    hold_cases,
    load_case,
    refs_of,
)
from zhiyin.modules.procedures.actions.steps import fill, why_not
from zhiyin.modules.procedures.errors import GuardRefusedError
from zhiyin.modules.procedures.events import CaseCancelled
from zhiyin.modules.procedures.models import Case, CaseStep
from zhiyin.modules.procedures.rules.documents import Step
from zhiyin.modules.procedures.rules.flow import Moves, advance


@dataclass(frozen=True)
class StepAnswer:
    """How a step of the case about an object was done. The step is the open one that runs `action`
    when it is left and has this outcome. `values` fill in what its form asks of them.
    """

    about: ObjectRef
    action: str
    outcome: str
    values: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


async def answer_steps(session: WriteSession, answers: Sequence[StepAnswer]) -> set[ObjectRef]:
    """Ends these steps as whoever acts, who needs no right to the steps themselves: the module has
    asked. Answers the objects whose case had such a step. Asked before the module locks anything.
    """
    cases = await _hold(session, {one.about for one in answers})
    moves: list[Move] = []
    done = set()
    for one in answers:
        for running in cases.get(one.about, ()):
            found = _find(running, one)
            if found is None:
                continue
            row, step = found
            outcome = running.plan.step(row.step).outcome(one.outcome)
            assert outcome is not None  # as it was found by it
            given = {field.code: one.values.get(field.code) for field in step.fields}
            row.values = fill(step, row, {code: v for code, v in given.items() if v is not None})
            why = await why_not(session, running.case, row, outcome)
            if why is not None:
                raise GuardRefusedError(why)
            onward = advance(running.plan, running.live, step.code, outcome.code)
            ending = Ending(row, "done", outcome.code, one.reason)
            moves.append(Move(running, onward, [ending], outcome))
            done.add(one.about)
            break
    await carry_out(session, moves)
    return done


async def _hold(
    session: WriteSession, abouts: Collection[ObjectRef]
) -> dict[ObjectRef, list[Running]]:
    """The running cases about these objects, held."""
    pairs = sorted((one.kind, one.id) for one in abouts)
    query = select(Case.id).where(
        tuple_(Case.about_kind, Case.about_id).in_(pairs), Case.state == "running"
    )
    ids: Sequence[UUID] = (await session.execute(query.order_by(Case.id))).scalars().all()
    await hold_cases(session, [str(one) for one in ids])
    found: dict[ObjectRef, list[Running]] = {}
    for one in ids:
        running = await load_case(session, one)
        if running is not None and running.case.state == "running":
            about = ObjectRef(running.case.about_kind, running.case.about_id)
            found.setdefault(about, []).append(running)
    return found


def _find(running: Running, answer: StepAnswer) -> tuple[CaseStep, Step] | None:
    for row in running.visits:
        if row.state != "open":
            continue
        step = running.plan.step(row.step)
        runs = any(call.action == answer.action for call in step.on_leave)
        if runs and step.outcome(answer.outcome) is not None:
            return row, step
    return None


async def call_off(session: WriteSession, abouts: Collection[ObjectRef], reason: str) -> None:
    """Calls off whatever runs about these objects, which are not wanted any more."""
    moves = []
    for held in (await _hold(session, abouts)).values():
        for running in held:
            case = running.case
            case.state, case.reason, case.ended_at = "cancelled", reason, now()
            refs = refs_of(case)
            told = CaseCancelled(case.id, case.procedure_id, case.about_kind, case.about_id)
            emit(session, told, *refs)
            audit(session, "procedures.cancel_case", refs[0], after={"state": "cancelled"})
            endings = [Ending(running.row(code), "cancelled") for code in running.live]
            moves.append(Move(running, Moves(), endings))
    await carry_out(session, moves)
