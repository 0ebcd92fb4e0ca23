"""Cases follow what they are about: they end with it, or go along when it goes into another."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.moving import (
    Move,
    Running,
    carry_out,
    hold_cases,
    load_case,
    place_name,
    refs_of,
)
from zhiyin.modules.procedures.errors import CaseHoldsError
from zhiyin.modules.procedures.events import CaseMoved
from zhiyin.modules.procedures.models import Case, CaseStep, Task
from zhiyin.modules.procedures.queries.procedures import get_documents
from zhiyin.modules.procedures.rules.documents import Outcome
from zhiyin.modules.procedures.rules.flow import Moves

# What cut a case short; also the outcome its end is told with.
WITH_ABOUT, DOUBLED = "with_about", "double"
SAME_CUSTOMER = Text(
    "客户资料已合并，那边在办同一流程",
    "Its customer was merged into one who goes through the same procedure",
)


async def refuse_end(
    session: ReadSession | WriteSession, about: ObjectRef, by_case: UUID | None = None
) -> None:
    """Refuses to end something while a procedure about it has to be through first; the case whose
    step ends it is the exception.
    """
    query = select(Case).where(*_running_about(about)).order_by(Case.id)
    rows = (await session.execute(query)).scalars().all()
    documents = await get_documents(session, sorted({row.version_id for row in rows}))
    for row in rows:
        if row.id == by_case:
            continue
        document = documents[row.version_id][1]
        if document.about_ended == "refuse":
            live = select(CaseStep.step).where(CaseStep.case_id == row.id, CaseStep.state == "open")
            codes = (await session.execute(live.order_by(CaseStep.id))).scalars().all()
            named = [step.name for code in codes if (step := document.step(code)) is not None]
            raise CaseHoldsError(_said(document.name), [_said(one) for one in named])


def _said(name: Labels) -> Text:
    return Text(name.zh, name.en)


def _running_about(about: ObjectRef) -> tuple[ColumnElement[bool], ...]:
    return (Case.about_kind == about.kind, Case.about_id == about.id, Case.state == "running")


async def _hold(session: WriteSession, about: ObjectRef, *names: str) -> list[Running]:
    """The running cases about something, held."""
    query = select(Case.id).where(*_running_about(about)).order_by(Case.id)
    ids = (await session.execute(query)).scalars().all()
    if not ids:
        return []
    await hold_cases(session, [*names, *(str(one) for one in ids)])
    found = [await load_case(session, one) for one in ids]
    # Moved on, or away, while it was waited for.
    return [
        one
        for one in found
        if one is not None
        and one.case.state == "running"
        and (one.case.about_kind, one.case.about_id) == (about.kind, about.id)
    ]


async def end_cases(
    session: WriteSession, about: ObjectRef, result: Text, by_case: UUID | None
) -> None:
    """Ends what runs about something that has ended, with this result; not the case whose step
    ended it, nor what goes on without it.
    """
    found = [
        one
        for one in await _hold(session, about)
        if one.case.id != by_case and one.plan.document.about_ended == "end"
    ]
    await _cut(session, found, WITH_ABOUT, result)


async def _cut(session: WriteSession, cases: Sequence[Running], how: str, result: Text) -> None:
    for one in cases:
        one.case.cut = how
    last = Outcome(code=how, name=Labels.of(result))
    await carry_out(
        session, [Move(one, Moves(cancels=tuple(one.live), ends=True), last=last) for one in cases]
    )


async def move_cases(
    session: WriteSession, about: ObjectRef, into: ObjectRef, result: Text
) -> bool:
    """Takes what runs about something along to what that went into; what runs there already does
    not run twice, and ends here with this result. Answers whether to be called again: what goes
    and what ends are transactions of their own, as they lock in different order.
    """
    query = select(Case.procedure_id).where(*_running_about(about))
    procedures = (await session.execute(query)).scalars().all()
    held = await _hold(session, about, *(place_name(one, into) for one in procedures))
    there = select(Case.procedure_id).where(*_running_about(into))
    known = set((await session.execute(there)).scalars())
    going = [one for one in held if one.case.procedure_id not in known]
    doubles = [one for one in held if one.case.procedure_id in known]
    if going:
        await _take_along(session, going, into)
        return bool(doubles)
    await _cut(session, doubles, DOUBLED, result)
    return False


async def _take_along(session: WriteSession, cases: Sequence[Running], into: ObjectRef) -> None:
    tasks = [row.task_id for one in cases for row in one.visits if row.task_id]
    await session.execute(
        update(Task)
        .where(Task.id.in_(tasks), Task.state == "open")
        .values(about_kind=into.kind, about_id=into.id, version=Task.version + 1)
    )
    for one in cases:
        case, left = one.case, refs_of(one.case)[1]
        case.about_kind, case.about_id, case.version = into.kind, into.id, case.version + 1
        told = CaseMoved(case.id, left.kind, left.id, into.id)
        emit(session, told, *refs_of(case), left)
        audit(
            session,
            "procedures.move_case",
            refs_of(case)[0],
            before={"about": str(left.id)},
            after={"about": str(into.id)},
        )
    await session.flush()


async def end_double(session: WriteSession, running: Running) -> None:
    """Ends a case about a customer whose file went into another one that has the same; it stands
    with that file from then on.
    """
    await _cut(session, [running], DOUBLED, SAME_CUSTOMER)
    if running.case.customer_id is not None:
        running.case.about_id = running.case.customer_id
        await session.flush()


async def were_cut(session: ReadSession | WriteSession, about: ObjectRef) -> bool:
    """Whether anything that ran about something ended with it and has not begun again."""
    here = (Case.about_kind == about.kind, Case.about_id == about.id)
    running = select(Case.procedure_id).where(*_running_about(about))
    query = select(Case.id).where(*here, Case.cut == WITH_ABOUT, Case.procedure_id.not_in(running))
    return await session.scalar(query.limit(1)) is not None
