"""Steps are filled in, finished, skipped, given back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import InvalidInputError, NotAllowedError
from zhiyin.kernel.fields.values import check_values, missing_values
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.cases import hold_running
from zhiyin.modules.procedures.actions.moving import Ending, Move, Running, call_of, carry_out
from zhiyin.modules.procedures.errors import (
    CannotReturnError,
    GuardRefusedError,
    NotYourStepError,
    StepEndedError,
)
from zhiyin.modules.procedures.models import Case, CaseStep, Task
from zhiyin.modules.procedures.permissions import RUN, SKIP
from zhiyin.modules.procedures.queries.cases import may_work
from zhiyin.modules.procedures.queries.tasks import get_led
from zhiyin.modules.procedures.rules.documents import Outcome, Step
from zhiyin.modules.procedures.rules.flow import advance, go_back, may_return
from zhiyin.modules.procedures.rules.tasks import CASE_STEP
from zhiyin.modules.procedures.schemas.cases import FinishIn, FormIn, ReturnIn, SkipIn

NEEDED = Text("请填写。", "Please fill this in.")
TO_TICK = Text("请先完成并勾选这一项。", "Please do this first and tick it.")
WHY = Text("请说明原因。", "Please say why.")
NO_OUTCOME = Text("请选择一个结果。", "Please choose an outcome.")
NO_ITEM = Text("没有这一项。", "There is no such line.")


async def _hold_step(
    session: WriteSession, access: Access, case_id: UUID, step_id: UUID, *, own: bool
) -> tuple[Running, CaseStep, Step]:
    """An open step of a case that is held; with `own` only if it is the caller's to work on."""
    running = await hold_running(session, access, case_id)
    row = next((one for one in running.visits if one.id == step_id), None)
    if row is None or row.state != "open":
        raise StepEndedError
    if own:
        task = await session.get(Task, row.task_id) if row.task_id else None
        if not may_work(access, task, await get_led(session, access)):
            raise NotYourStepError
    return running, row, running.plan.step(row.step)


def _filled(step: Step, row: CaseStep, values: Mapping[str, Any]) -> dict[str, Any]:
    """The form after what was given."""
    fields = [one.as_custom() for one in step.fields]
    after, wrong = check_values(fields, values, row.values)
    if wrong:
        raise InvalidInputError(fields={f"values.{code}": said for code, said in wrong.items()})
    return after


def fill(step: Step, row: CaseStep, values: Mapping[str, Any]) -> dict[str, Any]:
    """The form after what was given elsewhere; refused where something it demands is missing."""
    after = _filled(step, row, values)
    missing = missing_values([one.as_custom() for one in step.fields], after)
    if missing:
        raise InvalidInputError(fields={f"values.{code}": NEEDED for code in missing})
    return after


def _ticked(step: Step, given: list[str]) -> list[str]:
    """The checklist in its own order."""
    codes = [one.code for one in step.checklist]
    if strange := set(given) - set(codes):
        raise InvalidInputError(fields={f"checklist.{code}": NO_ITEM for code in strange})
    return [code for code in codes if code in given]


async def keep_form(
    session: WriteSession, access: Access, case_id: UUID, step_id: UUID, body: FormIn
) -> Case:
    """Keeps what is filled in so far; nothing is demanded yet."""
    access.check(RUN)
    running, row, step = await _hold_step(session, access, case_id, step_id, own=True)
    row.values, row.checklist = _filled(step, row, body.values), _ticked(step, body.checklist)
    running.case.version += 1
    await session.flush()
    after = {"fields": sorted(body.values), "checklist": row.checklist}
    audit(session, "procedures.keep_form", ObjectRef(CASE_STEP, row.id), after=after)
    return running.case


async def finish(
    session: WriteSession, access: Access, case_id: UUID, step_id: UUID, body: FinishIn
) -> Case:
    """Ends a step with an outcome; what follows opens at once."""
    access.check(RUN)
    running, row, step = await _hold_step(session, access, case_id, step_id, own=True)
    outcome = _outcome(step, body.outcome)
    if outcome.permission is not None and outcome.permission not in access.scopes:
        raise NotAllowedError
    values, ticked = _filled(step, row, body.values), _ticked(step, body.checklist)
    wrong = {
        f"values.{code}": NEEDED
        for code in missing_values([one.as_custom() for one in step.fields], values)
    }
    needed = [one.code for one in step.checklist if one.required and one.code not in ticked]
    wrong |= {f"checklist.{code}": TO_TICK for code in needed}
    if outcome.reason and not body.reason:
        wrong["reason"] = WHY
    if wrong:
        raise InvalidInputError(fields=wrong)
    why = await why_not(session, running.case, row, outcome)
    if why is not None:
        raise GuardRefusedError(why)
    row.values, row.checklist = values, ticked
    await move_on(session, running, Ending(row, "done", outcome.code, body.reason))
    return running.case


def _outcome(step: Step, code: str) -> Outcome:
    found = step.outcome(code)
    if found is None:
        raise InvalidInputError(fields={"outcome": NO_OUTCOME})
    return found


async def why_not(
    session: WriteSession, case: Case, row: CaseStep, outcome: Outcome
) -> Text | None:
    """Which of the conditions of an outcome does not hold, if one does not."""
    for asked in outcome.guards:
        guard = session.house.procedure_guards.get(asked.guard)
        if guard is not None:
            why = await guard.check(session, call_of(case, f"{row.id}:guard", asked.values))
            if why is not None:
                return why
    return None


async def move_on(session: WriteSession, running: Running, ending: Ending) -> None:
    """Ends a step with an outcome, done or skipped, and lets the case go on from there."""
    step = running.plan.step(ending.row.step)
    outcome = step.outcome(ending.outcome or "")
    if outcome is None:
        raise StepEndedError
    moves = advance(running.plan, running.live, step.code, outcome.code)
    await carry_out(session, [Move(running, moves, [ending], outcome)])


async def skip(
    session: WriteSession, access: Access, case_id: UUID, step_id: UUID, body: SkipIn
) -> Case:
    """Leaves a step out, with a reason; its form is not asked for and its actions do not run."""
    access.check(SKIP)
    running, row, step = await _hold_step(session, access, case_id, step_id, own=False)
    outcome = _outcome(step, body.outcome)
    await move_on(session, running, Ending(row, "skipped", outcome.code, body.reason))
    return running.case


async def give_back(
    session: WriteSession, access: Access, case_id: UUID, step_id: UUID, body: ReturnIn
) -> Case:
    """Goes back to a step the case has been at."""
    access.check(RUN)
    running, row, _ = await _hold_step(session, access, case_id, step_id, own=True)
    been = {one.step for one in running.visits if one.state not in ("open", "waiting")}
    if body.to not in been or not may_return(running.plan, row.step, body.to):
        raise CannotReturnError
    moves = go_back(running.plan, running.live, row.step, body.to)
    ending = Ending(row, "returned", None, body.reason)
    await carry_out(session, [Move(running, moves, [ending])])
    return running.case
