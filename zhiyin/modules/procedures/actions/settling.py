"""Outcomes that are taken by themselves (自动) once their conditions hold.

Asked when a step opens, and by modules when something their conditions look at has changed. A case
moves once in a transaction: what opens then is looked at in the next, by the event of its opening.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.procedures.actions.moving import (
    Ending,
    Move,
    Running,
    call_of,
    carry_out,
    hold_cases,
    load_case,
)
from zhiyin.modules.procedures.models import Case, CaseStep
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.rules.documents import Outcome
from zhiyin.modules.procedures.rules.flow import advance


async def settle(session: WriteSession, about: Sequence[ObjectRef]) -> None:
    """Looks at the running cases about these objects."""
    named = [(Case.about_kind == one.kind) & (Case.about_id == one.id) for one in about]
    if not named:
        return
    query = select(Case.id).where(Case.state == "running", or_(*named))
    await settle_cases(session, list((await session.execute(query)).scalars()))


async def settle_cases(session: WriteSession, case_ids: Sequence[UUID]) -> None:
    """Moves those of these cases on that stand at a step with such an outcome."""
    candidates = await _candidates(session, case_ids)
    if not candidates:
        return
    await hold_cases(session, [str(one) for one in candidates])
    moves = []
    for case_id in candidates:
        running = await load_case(session, case_id)
        if running is None or running.case.state != "running":
            continue
        found = await _find(session, running)
        if found is not None:
            row, outcome = found
            ahead = advance(running.plan, running.live, row.step, outcome.code)
            moves.append(Move(running, ahead, [Ending(row, "done", outcome.code)], outcome))
    await carry_out(session, moves)


async def _candidates(session: WriteSession, case_ids: Sequence[UUID]) -> list[UUID]:
    """Of these cases those that stand at a step which can end by itself; most cannot, and wait for
    nobody's lock.
    """
    query = (
        select(Case.id, Case.version_id, CaseStep.step)
        .join(CaseStep, CaseStep.case_id == Case.id)
        .where(Case.id.in_(case_ids), Case.state == "running", CaseStep.state == "open")
        .order_by(Case.id)
    )
    rows = (await session.execute(query)).all()
    documents = await get_documents(session, sorted({row.version_id for row in rows}))
    found = []
    for row in rows:
        step = documents[row.version_id][1].step(row.step)
        if step is not None and any(one.auto for one in step.outcomes):
            found.append(row.id)
    return list(dict.fromkeys(found))


async def _find(session: WriteSession, running: Running) -> tuple[CaseStep, Outcome] | None:
    """The first outcome whose conditions all hold, of the first step that has one."""
    for row in running.visits:
        if row.state != "open":
            continue
        for outcome in running.plan.step(row.step).outcomes:
            if outcome.auto and outcome.guards and await _holds(session, running, row, outcome):
                return row, outcome
    return None


async def _holds(session: WriteSession, running: Running, row: CaseStep, outcome: Outcome) -> bool:
    """Whether all conditions hold; one that no module contributes any more never does, or what it
    guards would be taken unasked.
    """
    for asked in outcome.guards:
        guard = session.house.procedure_guards.get(asked.guard)
        if guard is None:
            return False
        call = call_of(running.case, f"{row.id}:guard", asked.values)
        if await guard.check(session, call) is not None:
            return False
    return True
