"""Procedures are made, edited, switched off, published."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.errors import (
    NothingNewError,
    ProcedureCodeTakenError,
    ProcedureProblemsError,
)
from zhiyin.modules.procedures.events import ProcedureChanged, ProcedurePublished
from zhiyin.modules.procedures.models import Procedure, ProcedureVersion
from zhiyin.modules.procedures.queries.offers import check_document, show_problems
from zhiyin.modules.procedures.queries.procedures import (
    access_procedure,
    access_version,
    show_procedure,
)
from zhiyin.modules.procedures.rules.checks import Problem, errors
from zhiyin.modules.procedures.rules.documents import (
    Outcome,
    ProcedureDocument,
    Step,
    read_document,
    stored_form,
)
from zhiyin.modules.procedures.schemas.procedures import ProcedureIn

REF = "procedure"
FIRST_STEP = Labels.of(Text("第一步", "First step"))
DONE = Labels.of(Text("完成", "Done"))


def ref_of(procedure_id: UUID) -> ObjectRef:
    """A procedure as others name it."""
    return ObjectRef(REF, procedure_id)


def _staff(session: WriteSession) -> UUID | None:
    return session.actor.id if session.actor.kind == "staff" else None


def _empty(name: Labels) -> ProcedureDocument:
    """What a new procedure begins with."""
    step = Step(code="first", name=FIRST_STEP, outcomes=(Outcome(code="done", name=DONE),))
    return ProcedureDocument(name=name, about=("ticket",), start=step.code, steps=(step,))


async def make_procedure(session: WriteSession, body: ProcedureIn) -> Procedure:
    """Makes a procedure; the unique code decides between two who make the same."""
    document = _empty(body.name)
    if body.copy_of is not None:
        other = await access_procedure(session, body.copy_of)
        document = read_document(other.draft).model_copy(update={"name": body.name})
    statement = (
        insert(Procedure)
        .values(
            id=new_id(),
            version=1,
            code=body.code,
            name=body.name.as_json(),
            draft=stored_form(document),
            changed_by=_staff(session),
        )
        .on_conflict_do_nothing(index_elements=["code"])
        .returning(Procedure)
    )
    row = (await session.execute(statement)).scalar_one_or_none()
    if row is None:
        raise ProcedureCodeTakenError
    after = {"code": row.code, "copy_of": body.copy_of}
    audit(session, "procedures.make_procedure", ref_of(row.id), after=after)
    emit(session, ProcedureChanged(row.id), ref_of(row.id))
    return row


async def save_draft(
    session: WriteSession,
    access: Access,
    procedure_id: UUID,
    document: ProcedureDocument,
    version: int | None,
) -> Procedure:
    """Keeps a draft, whatever is wrong with it."""
    row = await access_procedure(session, procedure_id, hold=True)
    current = await show_procedure(session, access, row)
    check_version(row, version, current.model_dump(mode="json", by_alias=True))
    before = row.draft
    row.draft, row.name = stored_form(document), document.name.as_json()
    row.changed_at, row.changed_by = now(), _staff(session)
    audit(
        session,
        "procedures.save_draft",
        ref_of(row.id),
        before={"document": before},
        after={"document": row.draft},
    )
    emit(session, ProcedureChanged(row.id), ref_of(row.id))
    await session.flush()
    return row


async def switch(session: WriteSession, procedure_id: UUID, state: str) -> Procedure:
    """Switches a procedure on or off; cases that run go on."""
    row = await access_procedure(session, procedure_id, hold=True)
    if row.state != state:
        before, row.state = row.state, state
        row.version += 1
        audit(
            session,
            "procedures.switch",
            ref_of(row.id),
            before={"state": before},
            after={"state": state},
        )
        emit(session, ProcedureChanged(row.id), ref_of(row.id))
        await session.flush()
    return row


async def publish(
    session: WriteSession, access: Access, procedure_id: UUID, note: str, version: int | None
) -> ProcedureVersion:
    """Makes the draft a version, if nothing is wrong with it; new cases take it from now on."""
    row = await access_procedure(session, procedure_id, hold=True)
    current = await show_procedure(session, access, row)
    check_version(row, version, current.model_dump(mode="json", by_alias=True))
    document = read_document(row.draft)
    refuse_problems(await check_document(session, document))
    if row.published is not None:
        published = await access_version(session, row.id, row.published)
        if published.document == row.draft:
            raise NothingNewError
    newest = select(func.max(ProcedureVersion.number)).where(
        ProcedureVersion.procedure_id == row.id
    )
    number = (await session.scalar(newest) or 0) + 1
    made = ProcedureVersion(
        id=new_id(),
        procedure_id=row.id,
        number=number,
        document=row.draft,
        note=note,
        published_at=now(),
        published_by=_staff(session),
    )
    session.add(made)
    before, row.published = row.published, number
    audit(
        session,
        "procedures.publish",
        ref_of(row.id),
        before={"number": before},
        after={"number": number},
        reason=note or None,
    )
    emit(session, ProcedurePublished(row.id, number), ref_of(row.id))
    await session.flush()
    return made


def refuse_problems(problems: list[Problem]) -> None:
    """Refuses what has errors, with all that is wrong."""
    if found := errors(problems):
        shown = [one.model_dump(mode="json", by_alias=True) for one in show_problems(problems)]
        raise ProcedureProblemsError(count=len(found), extra={"problems": shown})
