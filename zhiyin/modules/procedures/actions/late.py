"""What happens to a step by itself: due soon, late, given up, answered, left, escalated.

Each timer has a transaction of its own, which holds its case like any other move; one that fires
twice finds the step moved on, or tells what was told under the same key.
"""

from collections.abc import Sequence
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.timers.timers import DueTimer, TimerKind
from zhiyin.modules.dispatch.interface import NewWork, enqueue, release
from zhiyin.modules.people.interface import get_standings
from zhiyin.modules.procedures.actions.following import end_double
from zhiyin.modules.procedures.actions.moving import (
    Asked,
    Ending,
    Running,
    call_of,
    hold_cases,
    load_case,
    refs_of,
    run_actions,
)
from zhiyin.modules.procedures.actions.steps import move_on, why_not
from zhiyin.modules.procedures.actions.timing import AWAY, DOUBLE, ESCALATE, GIVE_UP, REPLIED, TIMER
from zhiyin.modules.procedures.events import StepDue, StepEscalated, TaskAssigned, TaskChanged
from zhiyin.modules.procedures.models import CaseStep, Task
from zhiyin.modules.procedures.queries.who import SUBSTITUTE, Assigned, find_who
from zhiyin.modules.procedures.rules.documents import Step, Who
from zhiyin.modules.procedures.rules.tasks import KIND, NEED, line_of


async def strike(session: WriteSession, due: Sequence[DueTimer]) -> None:
    """Does what the timers stand for, for steps that are still open."""
    for timer in due:
        case_id = UUID(timer.values["case_id"])
        await hold_cases(session, [str(case_id)])
        running = await load_case(session, case_id)
        if running is None or running.case.state != "running":
            continue
        row = next((one for one in running.visits if one.id == timer.ref.id), None)
        if row is not None and row.state == "open":
            await _strike(session, running, row, timer.key)


async def _strike(session: WriteSession, running: Running, row: CaseStep, key: str) -> None:
    step = running.plan.step(row.step)
    if key == GIVE_UP:
        if step.overdue_outcome is not None:
            await move_on(session, running, Ending(row, "done", step.overdue_outcome))
        return
    if key == REPLIED:
        # Nobody is there to be told why an outcome cannot be taken: the step waits on.
        outcome = step.outcome(step.reply_outcome or "")
        if outcome is not None and await why_not(session, running.case, row, outcome) is None:
            await move_on(session, running, Ending(row, "done", outcome.code))
        return
    if key == DOUBLE:
        await end_double(session, running)
        return
    if key == AWAY:
        await _leave(session, running, row, step)
        return
    name, _, place = key.partition(":")
    if name != ESCALATE:
        emit(session, StepDue(running.case.id, row.id, name), *refs_of(running.case))
        return
    if int(place) < len(step.escalations):
        await _escalate(session, running, row, step, int(place))


async def _escalate(
    session: WriteSession, running: Running, row: CaseStep, step: Step, place: int
) -> None:
    asked = step.escalations[place]
    if asked.reassign is not None and row.task_id is not None:
        await _reassign(session, running, row.task_id, asked.reassign)
    told = StepEscalated(running.case.id, row.id, place)
    emit(session, told, *refs_of(running.case))
    key = f"{row.id}:escalate:{place}"
    await run_actions(session, [Asked(running.case, key, call) for call in asked.actions])


async def _leave(session: WriteSession, running: Running, row: CaseStep, step: Step) -> None:
    """Takes a step from somebody who is away: it is for who stands in for them, else for who would
    have it if it opened now.
    """
    task = await session.get(Task, row.task_id) if row.task_id else None
    if task is None or task.owner_id is None:
        return
    standing = (await get_standings(session, [task.owner_id])).get(task.owner_id)
    if standing is None or standing.here:
        return
    found = await find_who(session, call_of(running.case), step.who)
    if standing.substitute_id is not None:
        found = Assigned(standing.substitute_id, task.team_id, SUBSTITUTE)
    await _give(session, task.id, found)


async def _reassign(session: WriteSession, running: Running, task_id: UUID, who: Who) -> None:
    await _give(session, task_id, await find_who(session, call_of(running.case), who))


async def _give(session: WriteSession, task_id: UUID, found: Assigned) -> None:
    """Gives the task of a step to others; dispatch's rows are locked before it."""
    ref = ObjectRef(KIND, task_id)
    if found.staff_id is None:
        work = NewWork(ref, line_of(found.team_id), need=NEED, placed=True)
        await enqueue(session, [work])
    else:
        await release(session, [ref])
    task = await session.get_one(Task, task_id, with_for_update=True, populate_existing=True)
    before = {"owner_id": task.owner_id, "team_id": task.team_id}
    if (task.owner_id, task.team_id) == (found.staff_id, found.team_id):
        return
    previous = task.owner_id
    task.owner_id, task.team_id = found.staff_id, found.team_id
    task.assign_reason = found.reason if found.staff_id else None
    task.version += 1
    await session.flush()
    after = {"owner_id": task.owner_id, "team_id": task.team_id}
    audit(session, "procedures.change_task", ref, before=before, after=after)
    if task.owner_id is not None and task.owner_id != previous:
        emit(session, TaskAssigned(task.id, task.owner_id, previous, by_house=True), ref)
    else:
        emit(session, TaskChanged(task.id), ref)


# One at a time: each holds its case, and what it sets going, for itself.
STEP_TIMER = TimerKind(TIMER, strike, batch=1)
