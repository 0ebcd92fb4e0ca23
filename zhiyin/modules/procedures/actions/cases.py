"""Cases are begun and called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.module import Face
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.procedures.actions.moving import (
    Ending,
    Move,
    Running,
    calendar_of,
    carry_out,
    hold_cases,
    load_case,
    place_name,
    refs_of,
)
from zhiyin.modules.procedures.errors import (
    CaseOverError,
    CaseRunningError,
    ProcedureOffError,
    WrongObjectError,
)
from zhiyin.modules.procedures.events import CaseCancelled, CaseStarted
from zhiyin.modules.procedures.models import Case, Procedure, ProcedureVersion
from zhiyin.modules.procedures.permissions import RUN, SKIP
from zhiyin.modules.procedures.queries.cases import access_case, get_about
from zhiyin.modules.procedures.queries.procedures import access_procedure, get_documents
from zhiyin.modules.procedures.rules.flow import Moves, begin, make_plan
from zhiyin.modules.procedures.rules.limits import due_at
from zhiyin.modules.procedures.schemas.cases import CaseIn


@dataclass(frozen=True)
class NewCase:
    """A procedure, by its code, to begin about an object. The same key begins it once."""

    code: str
    about: ObjectRef
    key: str
    started_by: UUID | None = None


async def start_cases(session: WriteSession, wanted: Sequence[NewCase]) -> list[UUID]:
    """Begins procedures; one that is switched off, runs already or was begun under the same key is
    passed over. Answers the ids of the new cases.
    """
    if not wanted:
        return []
    codes = {one.code for one in wanted}
    query = (
        select(Procedure.code, Procedure.id, ProcedureVersion.id.label("version_id"))
        .join(ProcedureVersion, ProcedureVersion.procedure_id == Procedure.id)
        .where(
            Procedure.code.in_(codes),
            Procedure.state == "on",
            ProcedureVersion.number == Procedure.published,
        )
    )
    current = {row.code: row for row in await session.execute(query)}
    asked = [one for one in wanted if one.code in current]
    await hold_cases(session, [place_name(current[one.code].id, one.about) for one in asked])
    faces = await get_about(session, None, {one.about for one in asked})
    keys = select(Case.key).where(Case.key.in_([one.key for one in asked]))
    known = set((await session.execute(keys)).scalars())
    moves = []
    for one in asked:
        procedure, face = current[one.code], faces.get(one.about)
        if face is None or one.key in known:
            continue
        if await _running(session, procedure.id, one.about) is None:
            move = await _begin(session, procedure.id, procedure.version_id, one.about, face)
            move.running.case.key, move.running.case.started_by = one.key, one.started_by
            moves.append(move)
    await carry_out(session, moves)
    return [move.running.case.id for move in moves]


async def _running(session: WriteSession, procedure_id: UUID, about: ObjectRef) -> UUID | None:
    query = select(Case.id).where(
        Case.procedure_id == procedure_id,
        Case.about_kind == about.kind,
        Case.about_id == about.id,
        Case.state == "running",
    )
    found: UUID | None = await session.scalar(query)
    return found


async def _begin(
    session: WriteSession, procedure_id: UUID, version_id: UUID, about: ObjectRef, face: Face
) -> Move:
    """A case that is about to be written, at its first step."""
    _, document = (await get_documents(session, [version_id]))[version_id]
    plan = make_plan(document)
    case = Case(
        id=new_id(),
        # Counted up when it is written.
        version=0,
        procedure_id=procedure_id,
        version_id=version_id,
        about_kind=about.kind,
        about_id=about.id,
        shop_id=face.shop_id,
        team_id=face.team_id,
        customer_id=face.customer_id,
        state="running",
        reason="",
        started_at=now(),
        started_by=session.actor.id if session.actor.kind == "staff" else None,
    )
    calendar = await calendar_of(session, case, None)
    case.due_at = due_at(document.limit, case.started_at, calendar)
    told = CaseStarted(case.id, procedure_id, about.kind, about.id)
    emit(session, told, *refs_of(case))
    audit(session, "procedures.start_case", refs_of(case)[0], after={"about": str(about.id)})
    return Move(Running(case, plan, []), begin(plan))


async def start_by_hand(session: WriteSession, access: Access, body: CaseIn) -> Case:
    """Begins a procedure about something the caller may see."""
    access.check(RUN)
    about = ObjectRef(body.about.kind, body.about.id)
    face = (await get_about(session, access, [about])).get(about)
    if face is None:
        raise NotFoundError
    procedure = await access_procedure(session, body.procedure_id)
    if procedure.state != "on" or procedure.published is None:
        raise ProcedureOffError
    version = select(ProcedureVersion.id).where(
        ProcedureVersion.procedure_id == procedure.id,
        ProcedureVersion.number == procedure.published,
    )
    version_id: UUID = (await session.execute(version)).scalar_one()
    _, document = (await get_documents(session, [version_id]))[version_id]
    if document.about and about.kind not in document.about:
        raise WrongObjectError
    await hold_cases(session, [place_name(procedure.id, about)])
    running = await _running(session, procedure.id, about)
    if running is not None:
        raise CaseRunningError(extra={"case_id": str(running)})
    move = await _begin(session, procedure.id, version_id, about, face)
    await carry_out(session, [move])
    return move.running.case


async def hold_running(session: WriteSession, access: Access, case_id: UUID) -> Running:
    """A case the caller may see, held, that is not over."""
    await hold_cases(session, [str(case_id)])
    await access_case(session, access, case_id)
    running = await load_case(session, case_id)
    if running is None:
        raise NotFoundError
    if running.case.state != "running":
        raise CaseOverError
    return running


async def cancel(session: WriteSession, access: Access, case_id: UUID, reason: str) -> Case:
    """Calls a case off with all that is open of it."""
    access.check(SKIP)
    running = await hold_running(session, access, case_id)
    case = running.case
    endings = [Ending(running.row(code), "cancelled") for code in running.live]
    case.state, case.reason, case.ended_at = "cancelled", reason, now()
    case.ended_by = access.id
    about = refs_of(case)
    told = CaseCancelled(case.id, case.procedure_id, case.about_kind, case.about_id)
    emit(session, told, *about)
    audit(session, "procedures.cancel_case", about[0], after={"state": "cancelled"})
    await carry_out(session, [Move(running, Moves(), endings)])
    return case
