"""Moves of cases: what they open, call off and set going, in one transaction.

Who moves a case holds the advisory lock of its id first, and so before any row: tasks and what
dispatch keeps of them stand lower than the case, and would have to be locked before it is known
which they are. After it come dispatch's rows, tasks, cases, their steps, whatever actions of
higher modules lock, and timers last.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

import structlog
from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.procedures import ProcedureCall
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_calendar
from zhiyin.modules.procedures.actions.reminding import remind_last
from zhiyin.modules.procedures.actions.tasks import EndedTask, NewTask, swap_tasks
from zhiyin.modules.procedures.actions.timing import set_step_timers
from zhiyin.modules.procedures.events import CaseEnded, StepEnded, StepOpened
from zhiyin.modules.procedures.models import Case, CaseStep
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.queries.who import Assigned, find_who
from zhiyin.modules.procedures.rules.documents import ActionCall, Outcome, Step
from zhiyin.modules.procedures.rules.flow import LiveState, Moves, Plan, make_plan
from zhiyin.modules.procedures.rules.limits import Calendar, due_at, task_due
from zhiyin.modules.procedures.rules.tasks import CASE, CASE_STEP, STEP

log = structlog.get_logger(__name__)

EndState = Literal["done", "skipped", "returned", "cancelled"]

_ALONE = text("""
    SELECT pg_advisory_xact_lock(7416, s.key) FROM (
        SELECT DISTINCT hashtext(k.key) AS key FROM unnest(CAST(:keys AS text[])) AS k(key)
        ORDER BY 1) AS s
""")


async def hold_cases(session: WriteSession, keys: Sequence[str]) -> None:
    """Waits until nobody else moves what these keys name; they are ids of cases, or what a case is
    about before it is there.
    """
    await session.execute(_ALONE, {"keys": list(keys)})


def place_name(procedure_id: UUID, about: ObjectRef) -> str:
    """What is held before a case is there: its place, which one case has at a time."""
    return f"{procedure_id}:{about.kind}:{about.id}"


@dataclass
class Running:
    """A case with its plan and all visits to its steps, as its mover holds it."""

    case: Case
    plan: Plan
    visits: list[CaseStep]

    @property
    def live(self) -> dict[str, LiveState]:
        """The steps that are open or wait."""
        return {
            row.step: "open" if row.state == "open" else "waiting"
            for row in self.visits
            if row.state in ("open", "waiting")
        }

    def row(self, step: str) -> CaseStep:
        """The live visit to a step."""
        return next(
            row for row in self.visits if row.step == step and row.state in ("open", "waiting")
        )


async def load_case(session: WriteSession, case_id: UUID) -> Running | None:
    """A case that is held, as it stands now."""
    case = await session.get(Case, case_id, populate_existing=True)
    if case is None:
        return None
    query = select(CaseStep).where(CaseStep.case_id == case_id).order_by(CaseStep.id)
    rows = await session.execute(query.execution_options(populate_existing=True))
    documents = await get_documents(session, [case.version_id])
    _, document = documents[case.version_id]
    return Running(case, make_plan(document), list(rows.scalars()))


@dataclass
class Ending:
    """How a live step ends."""

    row: CaseStep
    state: EndState
    outcome: str | None = None
    reason: str = ""


@dataclass
class Opening:
    """A step that opens: its row, who has it, and its task."""

    row: CaseStep
    step: Step
    who: Assigned
    task: NewTask | None


@dataclass
class Move:
    """One move of one case: what ended by it, and what follows."""

    running: Running
    moves: Moves
    endings: list[Ending] = field(default_factory=list)
    # The outcome with which the whole ends, if it does.
    last: Outcome | None = None
    openings: list[Opening] = field(default_factory=list)


def call_of(
    case: Case, key: str = "", values: Mapping[str, Any] = MappingProxyType({})
) -> ProcedureCall:
    """A case as actions and rules of other modules see it."""
    return ProcedureCall(
        case.id,
        key,
        ObjectRef(case.about_kind, case.about_id),
        case.shop_id,
        case.customer_id,
        case.team_id,
        case.started_by,
        values,
    )


def refs_of(case: Case) -> tuple[ObjectRef, ObjectRef]:
    """What events about a case concern: itself, and its object."""
    return ObjectRef(CASE, case.id), ObjectRef(case.about_kind, case.about_id)


async def carry_out(session: WriteSession, moves: Sequence[Move]) -> None:
    """Carries moves of cases out, kind of row by kind of row."""
    moment = now()
    for move in moves:
        move.endings += [Ending(move.running.row(code), "cancelled") for code in move.moves.cancels]
        move.openings = [
            await _open(session, move.running, code, moment) for code in move.moves.opens
        ]
    await _swap(session, moves)
    for move in moves:
        await _write(session, move, moment)
    for move in moves:
        _tell(session, move)
    await _act(session, moves)
    for move in moves:
        await _set_timers(session, move)


async def _open(session: WriteSession, running: Running, code: str, moment: datetime) -> Opening:
    case, step = running.case, running.plan.step(code)
    row = next((one for one in running.visits if one.step == code and one.state == "waiting"), None)
    if row is None:
        row = _new_row(running, code)
    who = Assigned(None, case.team_id)
    if step.kind == "work":
        who = await find_who(session, call_of(case), step.who)
    calendar = await calendar_of(session, case, who.team_id)
    row.opened_at, row.due_at = moment, due_at(step.limit, moment, calendar)
    if step.kind != "work":
        return Opening(row, step, who, None)
    row.task_id = new_id()
    return Opening(row, step, who, _task(running, row, step, who, moment))


def _new_row(running: Running, code: str) -> CaseStep:
    visits = Counter(row.step for row in running.visits)
    return CaseStep(
        id=new_id(),
        case_id=running.case.id,
        version_id=running.case.version_id,
        step=code,
        visit=visits[code] + 1,
        branch=running.plan.branch(code),
        state="waiting",
        values={},
        checklist=[],
        reason="",
    )


def _task(running: Running, row: CaseStep, step: Step, who: Assigned, moment: datetime) -> NewTask:
    case = running.case
    whole = running.plan.document.name
    return NewTask(
        Text(f"{whole.zh}：{step.name.zh}", f"{whole.en}: {step.name.en}"),
        task_due(row.due_at, moment),
        STEP,
        Text(step.text.zh, step.text.en),
        ObjectRef(case.about_kind, case.about_id),
        case.customer_id,
        case.shop_id,
        who.team_id,
        who.staff_id,
        key=f"step:{row.id}",
        assign_reason=who.reason if who.staff_id else None,
    )


async def calendar_of(session: WriteSession, case: Case, team_id: UUID | None) -> Calendar:
    """Whose opening time a case is measured by; without a shop the clock runs round."""
    if case.shop_id is None:
        return _Always()
    return await get_calendar(session, case.shop_id, team_id or case.team_id)


class _Always:
    """Never closed: a limit in opening time is one by the clock then."""

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """Nothing is known of opening hours."""
        return None


async def _swap(session: WriteSession, moves: Sequence[Move]) -> None:
    """Tasks of what ended go, tasks of what opens come."""
    ended = []
    for move in moves:
        for one in move.endings:
            if one.row.task_id is not None and one.row.state == "open":
                state: Literal["done", "cancelled"] = "done" if one.state == "done" else "cancelled"
                said = _said(move.running.plan, one)
                ended.append(EndedTask(one.row.task_id, state, said))
    wanted = [
        (one.row.task_id, one.task)
        for move in moves
        for one in move.openings
        if one.task is not None and one.row.task_id is not None
    ]
    await swap_tasks(session, wanted, ended)


def _said(plan: Plan, ending: Ending) -> Text:
    step = plan.document.step(ending.row.step)
    outcome = step.outcome(ending.outcome) if step and ending.outcome else None
    if outcome is None:
        return Text(ending.reason, ending.reason)
    name, why = outcome.name, ending.reason
    return Text(f"{name.zh}：{why}" if why else name.zh, f"{name.en}: {why}" if why else name.en)


async def _write(session: WriteSession, move: Move, moment: datetime) -> None:
    """The case first, then its steps: what ended before what opens, which may be the same step."""
    case, running = move.running.case, move.running
    by = session.actor.id if session.actor.kind == "staff" else None
    case.version += 1
    if move.moves.ends:
        case.state, case.ended_at, case.ended_by = "ended", moment, by
        case.result = move.last.name.as_json() if move.last else None
    session.add(case)
    await session.flush()
    for one in move.endings:
        row = one.row
        row.state, row.outcome, row.ended_at, row.ended_by = one.state, one.outcome, moment, by
        row.reason = one.reason or row.reason
    await session.flush()
    for code in move.moves.waits:
        waiting = _new_row(running, code)
        running.visits.append(waiting)
        session.add(waiting)
    for opening in move.openings:
        opening.row.state = "open"
        if opening.row not in running.visits:
            running.visits.append(opening.row)
        session.add(opening.row)
    await session.flush()


def _tell(session: WriteSession, move: Move) -> None:
    case = move.running.case
    about = refs_of(case)
    for one in move.endings:
        ended = StepEnded(case.id, one.row.id, one.row.step, one.state, one.outcome)
        emit(session, ended, *about)
        after = {"step": one.row.step, "visit": one.row.visit, "outcome": one.outcome}
        audit(
            session,
            f"procedures.step_{one.state}",
            ObjectRef(CASE_STEP, one.row.id),
            after=after,
        )
    for opening in move.openings:
        row = opening.row
        emit(session, StepOpened(case.id, row.id, row.step, opening.who.alone), *about)
    if move.moves.ends and move.last is not None:
        told = CaseEnded(case.id, case.procedure_id, move.last.code, case.about_kind, case.about_id)
        emit(session, told, *about)
        audit(session, "procedures.end_case", about[0], after={"outcome": move.last.code})


async def _act(session: WriteSession, moves: Sequence[Move]) -> None:
    """Actions of what was left and of what opened, from the ground up: rows of a lower module are
    locked before those of a higher one.
    """
    asked: list[Asked] = []
    for move in moves:
        case = move.running.case
        for one in move.endings:
            step = move.running.plan.document.step(one.row.step)
            if one.state == "done" and step is not None:
                left = [Asked(case, f"{one.row.id}:leave", call, one) for call in step.on_leave]
                asked += left
        for opening in move.openings:
            entered = opening.step.on_enter
            asked += [Asked(case, f"{opening.row.id}:enter", call) for call in entered]
    await run_actions(session, asked)


@dataclass
class Asked:
    """Something that a step asks for; on leaving it, with how it was left."""

    case: Case
    key: str
    call: ActionCall
    left: Ending | None = None


async def run_actions(session: WriteSession, asked: Sequence[Asked]) -> None:
    """Has modules do what steps ask for; what no module contributes any more is left out."""
    order = {code: place for place, code in enumerate(session.house.procedure_actions)}
    known = [one for one in asked if one.call.action in order]
    for place, one in enumerate(sorted(known, key=lambda each: order[each.call.action])):
        case, call, left = one.case, one.call, one.left
        given = call_of(case, f"{one.key}:{place}", call.values)
        if left is not None:
            given = replace(given, outcome=left.outcome, form=left.row.values, reason=left.reason)
        try:
            await session.house.procedure_actions[call.action].run(session, given)
        except ProblemError as error:
            # A person is told why and chooses otherwise; a clock has nobody to ask, and the case
            # must not stand still for it.
            if session.actor.kind == "staff":
                raise
            log.warning("action_left_out", action=call.action, case=str(case.id), why=error.code)
        await session.flush()


async def _set_timers(session: WriteSession, move: Move) -> None:
    case = move.running.case
    for opening in move.openings:
        row, step = opening.row, opening.step
        calendar = await calendar_of(session, case, opening.who.team_id)
        set_step_timers(session, row, step, calendar)
        if opening.task is not None and row.task_id is not None and row.due_at is not None:
            task = opening.task
            await remind_last(session, [(row.task_id, task.team_id, task.due_at)])
