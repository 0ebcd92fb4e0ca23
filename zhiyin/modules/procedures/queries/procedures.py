"""Reads of procedures: the list, one with its draft, its versions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.modules.people.interface import get_names
from zhiyin.modules.procedures.models import Case, CaseStep, Procedure, ProcedureVersion
from zhiyin.modules.procedures.permissions import DRAW, PUBLISH
from zhiyin.modules.procedures.queries.offers import check_document, show_problems
from zhiyin.modules.procedures.rules.documents import ProcedureDocument, read_document
from zhiyin.modules.procedures.schemas.procedures import (
    ProcedureLine,
    ProcedureOut,
    ProcedureVersionOut,
    VersionLine,
)

DOCUMENTS = "procedures.documents"

_RUNNING = text("""
    SELECT c.procedure_id AS id, count(*) AS running,
           count(*) FILTER (WHERE c.due_at < now() OR EXISTS (
               SELECT FROM case_steps s
               WHERE s.case_id = c.id AND s.state = 'open' AND s.due_at < now())) AS late
    FROM cases c WHERE c.state = 'running' AND c.procedure_id = ANY(:ids) GROUP BY c.procedure_id
""")
_STANDING = text("""
    SELECT c.version_id, s.step, count(*) AS cases
    FROM cases c JOIN case_steps s ON s.case_id = c.id AND s.state IN ('open', 'waiting')
    WHERE c.procedure_id = :id AND c.state = 'running' GROUP BY c.version_id, s.step
""")


async def access_procedure(
    session: ReadSession | WriteSession, procedure_id: UUID, *, hold: bool = False
) -> Procedure:
    """One procedure, held where it is about to change; not found otherwise."""
    row = await session.get(
        Procedure, procedure_id, with_for_update=hold or None, populate_existing=True
    )
    if row is None:
        raise NotFoundError
    return row


async def list_procedures(session: ReadSession) -> list[ProcedureLine]:
    """All procedures by code."""
    rows = (await session.execute(select(Procedure).order_by(Procedure.code))).scalars().all()
    return await _lines(session, rows)


async def _lines(
    session: ReadSession | WriteSession, rows: Sequence[Procedure]
) -> list[ProcedureLine]:
    ids = [row.id for row in rows]
    counted: dict[UUID, Any] = {
        row.id: row for row in await session.execute(_RUNNING, {"ids": ids})
    }
    names = await get_names(session)
    versions = await _current(session, ids)
    lines = []
    for row in rows:
        version, counts = versions.get(row.id), counted.get(row.id)
        lines.append(
            ProcedureLine(
                id=row.id,
                code=row.code,
                name=Labels.of(row.name),
                state="on" if row.state == "on" else "off",
                about=list(row.draft.get("about", [])),
                published=row.published,
                published_at=version.published_at if version else None,
                published_by_name=names.staff_name(version.published_by) or None
                if version
                else None,
                running=counts.running if counts else 0,
                late=counts.late if counts else 0,
                changed=version is None or version.document != row.draft,
                changed_at=row.changed_at,
                changed_by_name=names.staff_name(row.changed_by) or None,
                ready=row.ready,
                version=row.version,
            )
        )
    return lines


async def _current(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[UUID, ProcedureVersion]:
    query = (
        select(ProcedureVersion)
        .join(Procedure, Procedure.id == ProcedureVersion.procedure_id)
        .where(Procedure.id.in_(ids), ProcedureVersion.number == Procedure.published)
    )
    return {row.procedure_id: row for row in (await session.execute(query)).scalars()}


async def show_procedure(
    session: ReadSession | WriteSession, access: Access, row: Procedure
) -> ProcedureOut:
    """A procedure with its draft and what is wrong with it."""
    line = (await _lines(session, [row]))[0]
    draft = read_document(row.draft)
    problems = await check_document(session, draft)
    return ProcedureOut(
        **line.model_dump(),
        draft=draft,
        problems=show_problems(problems),
        may_edit=access.may(DRAW),
        may_publish=access.may(PUBLISH),
    )


async def list_versions(session: ReadSession | WriteSession, row: Procedure) -> list[VersionLine]:
    """The published versions, newest first, with the cases that run on each."""
    query = (
        select(ProcedureVersion)
        .where(ProcedureVersion.procedure_id == row.id)
        .order_by(ProcedureVersion.number.desc())
    )
    versions = (await session.execute(query)).scalars().all()
    return await _show_versions(session, row.id, versions)


async def _show_versions(
    session: ReadSession | WriteSession, procedure_id: UUID, rows: Sequence[ProcedureVersion]
) -> list[VersionLine]:
    names = await get_names(session)
    counted = (
        select(Case.version_id, func.count().label("cases"))
        .where(Case.procedure_id == procedure_id, Case.state == "running")
        .group_by(Case.version_id)
    )
    running = {one.version_id: one.cases for one in await session.execute(counted)}
    steps: dict[UUID, dict[str, int]] = {}
    for one in await session.execute(_STANDING, {"id": procedure_id}):
        steps.setdefault(one.version_id, {})[one.step] = one.cases
    return [
        VersionLine(
            number=row.number,
            note=row.note,
            published_at=row.published_at,
            published_by_name=names.staff_name(row.published_by) or None,
            running=running.get(row.id, 0),
            steps=steps.get(row.id, {}),
        )
        for row in rows
    ]


async def access_version(
    session: ReadSession | WriteSession, procedure_id: UUID, number: int
) -> ProcedureVersion:
    """One published version; not found otherwise."""
    query = select(ProcedureVersion).where(
        ProcedureVersion.procedure_id == procedure_id, ProcedureVersion.number == number
    )
    row: ProcedureVersion | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    return row


async def show_version(
    session: ReadSession | WriteSession, row: ProcedureVersion
) -> ProcedureVersionOut:
    """A version in full."""
    line = (await _show_versions(session, row.procedure_id, [row]))[0]
    return ProcedureVersionOut(**line.model_dump(), document=read_document(row.document))


async def get_documents(
    session: ReadSession | WriteSession, version_ids: Sequence[UUID]
) -> dict[UUID, tuple[int, ProcedureDocument]]:
    """Number and document of these versions. Kept by each process: a version never changes."""
    held: dict[UUID, tuple[int, ProcedureDocument]] = session.house.shelf.setdefault(DOCUMENTS, {})
    missing = {one for one in version_ids if one not in held}
    if missing:
        query = select(ProcedureVersion).where(ProcedureVersion.id.in_(missing))
        for row in (await session.execute(query)).scalars():
            held[row.id] = (row.number, read_document(row.document))
    return {one: held[one] for one in version_ids if one in held}


async def count_standing(session: ReadSession | WriteSession, version_id: UUID) -> dict[str, int]:
    """How many running cases of a version stand at each step."""
    query = (
        select(CaseStep.step, func.count())
        .join(Case, Case.id == CaseStep.case_id)
        .where(
            Case.version_id == version_id,
            Case.state == "running",
            CaseStep.state.in_(("open", "waiting")),
        )
        .group_by(CaseStep.step)
    )
    return dict((await session.execute(query)).tuples().all())
