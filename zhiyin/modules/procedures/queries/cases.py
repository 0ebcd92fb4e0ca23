"""Reads of cases, already limited to what the caller may see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.people.interface import StaffNames, get_names
from zhiyin.modules.procedures.errors import StepTaskError
from zhiyin.modules.procedures.models import Case, CaseStep, Procedure, ProcedureVersion, Task
from zhiyin.modules.procedures.permissions import (
    RUN,
    SKIP,
    listed,
    may_edit,
    reaches_case,
)
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.queries.tasks import get_led
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, Step, read_document
from zhiyin.modules.procedures.rules.flow import Plan, make_plan, may_return
from zhiyin.modules.procedures.rules.tasks import STEP
from zhiyin.modules.procedures.schemas.cases import (
    CaseOut,
    CaseRow,
    CaseState,
    OpenStep,
    StartableOut,
    StepOut,
)
from zhiyin.modules.procedures.schemas.tasks import AboutOut

AnySession = ReadSession | WriteSession
LIVE = ("open", "waiting")


async def get_about(
    session: AnySession, access: Access | None, refs: Collection[ObjectRef]
) -> dict[ObjectRef, Face]:
    """What cases are about, as far as the caller may see it; without a caller, all that exist."""
    found: dict[ObjectRef, Face] = {}
    for name in sorted({ref.kind for ref in refs}):
        kind = session.house.object_kinds.get(name)
        if kind is not None:
            ids = sorted({ref.id for ref in refs if ref.kind == name})
            faces = await kind.look(session, access, ids)
            found |= {ObjectRef(name, one): face for one, face in faces.items()}
    return found


async def access_case(session: AnySession, access: Access, case_id: UUID) -> Case:
    """A case the caller may see: by what it is about, by their scope, or because a step of it is
    theirs. Not found otherwise.
    """
    case = await session.get(Case, case_id, populate_existing=True)
    if case is None:
        raise NotFoundError
    if reaches_case(access, case) or await _is_theirs(session, access, case):
        return case
    ref = ObjectRef(case.about_kind, case.about_id)
    if access.reaches(case.shop_id) and await get_about(session, access, [ref]):
        return case
    raise NotFoundError


async def _is_theirs(session: AnySession, access: Access, case: Case) -> bool:
    if not access.reaches(case.shop_id):
        return False
    query = (
        select(CaseStep.id)
        .join(Task, Task.id == CaseStep.task_id)
        .where(CaseStep.case_id == case.id, Task.owner_id == access.id, Task.state == "open")
    )
    return await session.scalar(query.limit(1)) is not None


@dataclass(frozen=True)
class CaseQuery:
    """Which cases are asked for."""

    about: ObjectRef | None = None
    procedure_id: UUID | None = None
    state: CaseState | None = None
    late: bool = False


async def list_cases(
    session: ReadSession,
    access: Access,
    asked: CaseQuery,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[CaseRow], str | None]:
    """One page of cases, newest first: those about an object the caller may see, or all of the
    caller's scope.
    """
    query = select(Case).where(*await _chosen(session, access, asked))
    after = decode_cursor(cursor, UUID)
    if after is not None:
        query = query.where(Case.id < after)
    rows = (await session.execute(query.order_by(Case.id.desc()).limit(limit + 1))).scalars().all()
    page = rows[:limit]
    following = encode_cursor(page[-1].id) if len(rows) > limit else None
    return await show_rows(session, access, page), following


async def _chosen(
    session: ReadSession, access: Access, asked: CaseQuery
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.about is not None:
        if not await get_about(session, access, [asked.about]):
            raise NotFoundError
        conditions += [Case.about_kind == asked.about.kind, Case.about_id == asked.about.id]
        if access.only_shops is not None:
            conditions.append(Case.shop_id.in_(access.only_shops))
    else:
        conditions.append(listed(access))
    if asked.procedure_id is not None:
        conditions.append(Case.procedure_id == asked.procedure_id)
    if asked.state is not None:
        conditions.append(Case.state == asked.state)
    if asked.late:
        over = exists().where(
            CaseStep.case_id == Case.id, CaseStep.state == "open", CaseStep.due_at < func.now()
        )
        conditions += [Case.state == "running", over | (Case.due_at < func.now())]
    return conditions


@dataclass(frozen=True)
class Seen:
    """What showing cases takes, read for all of them together."""

    documents: Mapping[UUID, tuple[int, ProcedureDocument]]
    faces: Mapping[ObjectRef, Face]
    tasks: Mapping[UUID, Task]
    names: StaffNames
    moment: datetime


async def _look(
    session: AnySession, access: Access, cases: Sequence[Case], visits: Sequence[CaseStep]
) -> Seen:
    versions = {one.version_id for one in cases} | {one.version_id for one in visits}
    refs = {ObjectRef(one.about_kind, one.about_id) for one in cases}
    ids = {one.task_id for one in visits if one.task_id}
    tasks = (await session.execute(select(Task).where(Task.id.in_(ids)))).scalars()
    return Seen(
        await get_documents(session, sorted(versions)),
        await get_about(session, access, refs),
        {row.id: row for row in tasks},
        await get_names(session),
        now(),
    )


async def show_rows(session: AnySession, access: Access, cases: Sequence[Case]) -> list[CaseRow]:
    """Cases as lists show them."""
    ids = [one.id for one in cases]
    query = select(CaseStep).where(CaseStep.case_id.in_(ids), CaseStep.state.in_(LIVE))
    live = (await session.execute(query.order_by(CaseStep.id))).scalars().all()
    seen = await _look(session, access, cases, live)
    return [_row(one, [step for step in live if step.case_id == one.id], seen) for one in cases]


def _row(case: Case, live: Sequence[CaseStep], seen: Seen) -> CaseRow:
    number, document = seen.documents[case.version_id]
    ref = ObjectRef(case.about_kind, case.about_id)
    face = seen.faces.get(ref)
    steps = [_open_step(one, seen) for one in live]
    over = case.due_at is not None and case.due_at < (case.ended_at or seen.moment)
    return CaseRow(
        id=case.id,
        procedure_id=case.procedure_id,
        name=document.name,
        number=number,
        about=AboutOut(
            kind=ref.kind,
            id=ref.id,
            title=face.title if face else None,
            path=face.path if face else None,
        ),
        shop_id=case.shop_id,
        customer_id=case.customer_id,
        state=_state(case.state),
        result=Labels.of(case.result) if case.result else None,
        open=steps,
        started_at=case.started_at,
        started_by_name=seen.names.staff_name(case.started_by) or None,
        due_at=case.due_at,
        late=over or any(one.late for one in steps),
        ended_at=case.ended_at,
        version=case.version,
    )


def _state(state: str) -> CaseState:
    if state == "running":
        return "running"
    return "ended" if state == "ended" else "cancelled"


def _name(row: CaseStep, seen: Seen) -> Labels:
    step = seen.documents[row.version_id][1].step(row.step)
    return step.name if step else Labels.of({"zh-CN": row.step, "en": row.step})


def _open_step(row: CaseStep, seen: Seen) -> OpenStep:
    task = seen.tasks.get(row.task_id) if row.task_id else None
    late = row.due_at is not None and row.due_at < (row.ended_at or seen.moment)
    state: Any = row.state
    return OpenStep(
        id=row.id,
        step=row.step,
        name=_name(row, seen),
        state=state,
        owner_id=task.owner_id if task else None,
        owner_name=seen.names.staff_name(task.owner_id) or None if task else None,
        team_id=task.team_id if task else None,
        team_name=seen.names.team_name(task.team_id) or None if task else None,
        due_at=row.due_at,
        late=late,
    )


async def show_case(session: AnySession, access: Access, case: Case) -> CaseOut:
    """A case in full."""
    query = select(CaseStep).where(CaseStep.case_id == case.id).order_by(CaseStep.id)
    visits = (
        (await session.execute(query.execution_options(populate_existing=True))).scalars().all()
    )
    seen = await _look(session, access, [case], visits)
    led = await get_led(session, access)
    row = _row(case, [one for one in visits if one.state in LIVE], seen)
    document = seen.documents[case.version_id][1]
    plan = make_plan(document)
    been = [one.step for one in visits if one.state not in LIVE]
    return CaseOut(
        **row.model_dump(),
        document=document,
        steps=[_step(one, seen, access, led, plan, been) for one in visits],
        cancel_reason=case.reason,
        may_cancel=case.state == "running" and access.may(SKIP),
    )


def may_work(access: Access, task: Task | None, led: Collection[UUID]) -> bool:
    """Whether a step is the caller's to fill in; what waits for the customer is everybody's who
    runs procedures.
    """
    return access.may(RUN) and (task is None or may_edit(access, task, led))


def _step(
    row: CaseStep,
    seen: Seen,
    access: Access,
    led: Collection[UUID],
    plan: Plan,
    been: Sequence[str],
) -> StepOut:
    task = seen.tasks.get(row.task_id) if row.task_id else None
    step = seen.documents[row.version_id][1].step(row.step)
    outcome = step.outcome(row.outcome) if step and row.outcome else None
    is_open = row.state == "open"
    unowned = is_open and task is not None and task.owner_id is None
    back = [code for code in dict.fromkeys(been) if may_return(plan, row.step, code)]
    return StepOut(
        **_open_step(row, seen).model_dump(),
        visit=row.visit,
        branch=row.branch,
        task_id=row.task_id,
        assign_reason=task.assign_reason if task else None,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        ended_by_name=seen.names.staff_name(row.ended_by) or None,
        outcome=row.outcome,
        outcome_name=outcome.name if outcome else None,
        values=row.values,
        checklist=row.checklist,
        reason=row.reason,
        may_work=is_open and may_work(access, task, led),
        may_take=unowned and access.may(RUN),
        may_skip=is_open and access.may(SKIP),
        returns=back if is_open else [],
        missing_permissions=_missing(access, step) if is_open and step else [],
    )


def _missing(access: Access, step: Step) -> list[str]:
    return [
        one.code
        for one in step.outcomes
        if one.permission is not None and one.permission not in access.scopes
    ]


async def list_startable(
    session: ReadSession, access: Access, about: ObjectRef
) -> list[StartableOut]:
    """Procedures that can begin about an object the caller may see."""
    if not await get_about(session, access, [about]):
        raise NotFoundError
    running = select(Case.procedure_id).where(
        Case.about_kind == about.kind, Case.about_id == about.id, Case.state == "running"
    )
    query = (
        select(Procedure.id, Procedure.code, ProcedureVersion.number, ProcedureVersion.document)
        .join(ProcedureVersion, ProcedureVersion.procedure_id == Procedure.id)
        .where(
            Procedure.state == "on",
            ProcedureVersion.number == Procedure.published,
            Procedure.id.not_in(running),
        )
        .order_by(Procedure.code)
    )
    found = []
    for row in await session.execute(query):
        document = read_document(row.document)
        if not document.about or about.kind in document.about:
            found.append(
                StartableOut(
                    id=row.id,
                    code=row.code,
                    name=document.name,
                    text=document.text,
                    number=row.number,
                )
            )
    return found


async def refuse_step(session: WriteSession, access: Access, task: Task) -> None:
    """Refuses to end or change a task that stands for a step, and says where that is done."""
    if task.origin != STEP:
        return
    query = (
        select(CaseStep.id, CaseStep.case_id, Case.version_id, Case.about_kind, Case.about_id)
        .join(Case, Case.id == CaseStep.case_id)
        .where(CaseStep.task_id == task.id)
    )
    row = (await session.execute(query)).one()
    _, document = (await get_documents(session, [row.version_id]))[row.version_id]
    ref = ObjectRef(row.about_kind, row.about_id)
    face = (await get_about(session, access, [ref])).get(ref)
    kind = session.house.object_kinds.get(ref.kind)
    title = kind.title if kind else Text(ref.kind, ref.kind)
    language = access.language
    name = document.name.zh if language == "zh-CN" else document.name.en
    raise StepTaskError(
        name=name,
        about=title.say(language),
        extra={
            "case_id": str(row.case_id),
            "step_id": str(row.id),
            "path": face.path if face else None,
        },
    )
