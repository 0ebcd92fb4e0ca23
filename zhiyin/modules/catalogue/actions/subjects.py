"""Writes of the tree of subjects."""

from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.modules.catalogue.errors import CodeTakenError, LoopError, SubjectInUseError
from zhiyin.modules.catalogue.models import Subject
from zhiyin.modules.catalogue.schemas import SubjectIn, SubjectOut, SubjectPatch
from zhiyin.modules.people.interface import get_skills


async def _live(session: WriteSession, subject_id: UUID, *, lock: bool = False) -> Subject:
    row = await session.get(Subject, subject_id, with_for_update=lock or None)
    if row is None or row.deleted_at is not None:
        raise NotFoundError
    return row


async def make_subject(session: WriteSession, body: SubjectIn) -> Subject:
    """Makes a subject below its parent."""
    if await session.scalar(select(Subject.id).where(Subject.code == body.code)):
        raise CodeTakenError
    if body.parent_id is not None:
        await _live(session, body.parent_id)
    row = Subject(
        id=new_id(),
        parent_id=body.parent_id,
        code=body.code,
        name=body.name.as_json(),
        tier=body.tier,
        skill_id=await _skill(session, body.skill_id),
        priority=body.priority,
        active=body.active,
        position=body.position,
        calls_supervisor=body.calls_supervisor,
        version=1,
    )
    session.add(row)
    audit(session, "catalogue.make_subject", ObjectRef("subject", row.id), after={"code": row.code})
    return row


async def _skill(session: WriteSession, skill_id: UUID | None) -> UUID | None:
    if skill_id is not None and skill_id not in await get_skills(session):
        raise NotFoundError
    return skill_id


async def edit_subject(
    session: WriteSession, subject_id: UUID, body: SubjectPatch, version: int | None
) -> Subject:
    """Renames, moves, grades or retires a subject."""
    row = await _live(session, subject_id, lock=True)
    before = SubjectOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    if "parent_id" in body.model_fields_set:
        await _check_no_loop(session, subject_id, body.parent_id)
        row.parent_id = body.parent_id
    if body.name is not None:
        row.name = body.name.as_json()
    row.tier = body.tier or row.tier
    if "skill_id" in body.model_fields_set:
        row.skill_id = await _skill(session, body.skill_id)
    row.priority = row.priority if body.priority is None else body.priority
    row.active = row.active if body.active is None else body.active
    row.position = row.position if body.position is None else body.position
    if body.calls_supervisor is not None:
        row.calls_supervisor = body.calls_supervisor
    after = body.model_dump(mode="json", exclude_unset=True)
    audit(
        session,
        "catalogue.edit_subject",
        ObjectRef("subject", subject_id),
        before=before,
        after=after,
    )
    return row


async def _check_no_loop(session: WriteSession, subject_id: UUID, parent_id: UUID | None) -> None:
    above = parent_id
    while above is not None:
        if above == subject_id:
            raise LoopError
        above = (await _live(session, above)).parent_id


async def delete_subject(session: WriteSession, subject_id: UUID) -> None:
    """Puts a subject that nothing uses into the bin."""
    row = await _live(session, subject_id, lock=True)
    # Asked by table name: conversations stand above the catalogue.
    used = await session.scalar(
        text("""
            SELECT EXISTS (SELECT 1 FROM subjects
                           WHERE parent_id = :id AND deleted_at IS NULL)
                OR EXISTS (SELECT 1 FROM conversations WHERE subject_id = :id)
        """),
        {"id": subject_id},
    )
    if used:
        raise SubjectInUseError
    audit(
        session,
        "catalogue.delete_subject",
        ObjectRef("subject", subject_id),
        before={"code": row.code},
    )
    put_in_bin(session, row)
