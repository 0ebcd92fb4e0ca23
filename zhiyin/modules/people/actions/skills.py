"""Skills, the matrix of who has which, and duty shifts; each change audited."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import InvalidInputError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.errors import NameTakenError
from zhiyin.modules.people.events import StaffChanged
from zhiyin.modules.people.models import DutyShift, Skill, Staff, StaffSkill
from zhiyin.modules.people.schemas.skills import (
    DutyShiftIn,
    MatrixChange,
    SkillIn,
    SkillOut,
    SkillPatch,
)

BAD_SHIFT = Text("结束时间要晚于开始时间。", "A shift must end after it starts.")


async def make_skill(session: WriteSession, body: SkillIn) -> Skill:
    """Adds a skill."""
    if await session.scalar(select(Skill.id).where(Skill.code == body.code)):
        raise NameTakenError
    row = Skill(
        id=new_id(),
        code=body.code,
        name=body.name.as_json(),
        active=body.active,
        position=body.position,
        version=1,
    )
    session.add(row)
    audit(session, "people.make_skill", ObjectRef("skill", row.id), after={"code": row.code})
    return row


async def edit_skill(
    session: WriteSession, skill_id: UUID, body: SkillPatch, version: int | None
) -> Skill:
    """Renames, moves or retires a skill; a retired one is asked for no more."""
    row = await session.get(Skill, skill_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = SkillOut.model_validate(row).model_dump(mode="json")
    check_version(row, version, before)
    if body.name is not None:
        row.name = body.name.as_json()
    row.active = row.active if body.active is None else body.active
    row.position = row.position if body.position is None else body.position
    after = body.model_dump(mode="json", exclude_unset=True)
    audit(session, "people.edit_skill", ObjectRef("skill", skill_id), before=before, after=after)
    return row


async def change_matrix(session: WriteSession, changes: Sequence[MatrixChange]) -> None:
    """Sets levels, grades and channel limits of many people at once; level 0 takes a skill away."""
    ids = sorted({change.staff_id for change in changes})
    query = select(Staff).where(Staff.id.in_(ids)).order_by(Staff.id).with_for_update()
    staff = {row.id: row for row in (await session.execute(query)).scalars()}
    wanted = {skill for change in changes for skill in change.levels}
    known = set((await session.execute(select(Skill.id).where(Skill.id.in_(wanted)))).scalars())
    if len(staff) < len(ids) or known != wanted:
        raise NotFoundError
    for change in changes:
        row = staff[change.staff_id]
        row.grade = change.grade or row.grade
        if change.channel_limits is not None:
            row.channel_limits = dict(change.channel_limits)
        await _set_levels(session, change)
        ref = ObjectRef("staff", change.staff_id)
        audit(session, "people.change_matrix", ref, after=change.model_dump(mode="json"))
        emit(session, StaffChanged(change.staff_id), ref)


async def _set_levels(session: WriteSession, change: MatrixChange) -> None:
    gone = [skill for skill, level in change.levels.items() if level == 0]
    kept = [
        {"staff_id": change.staff_id, "skill_id": skill, "level": level}
        for skill, level in sorted(change.levels.items())
        if level > 0
    ]
    if gone:
        await session.execute(
            delete(StaffSkill).where(
                StaffSkill.staff_id == change.staff_id, StaffSkill.skill_id.in_(gone)
            )
        )
    if kept:
        statement = insert(StaffSkill).values(kept)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["staff_id", "skill_id"],
                set_={"level": statement.excluded.level},
            )
        )


async def add_shift(session: WriteSession, body: DutyShiftIn) -> DutyShift:
    """Puts somebody on duty for a time."""
    if body.ends_at <= body.starts_at:
        raise InvalidInputError(fields={"ends_at": BAD_SHIFT})
    if await session.get(Staff, body.staff_id) is None:
        raise NotFoundError
    row = DutyShift(id=new_id(), **body.model_dump())
    session.add(row)
    after = body.model_dump(mode="json")
    audit(session, "people.add_shift", ObjectRef("staff", body.staff_id), after=after)
    emit(session, StaffChanged(body.staff_id), ObjectRef("staff", body.staff_id))
    return row


async def remove_shift(session: WriteSession, shift_id: UUID) -> None:
    """Takes a duty shift away."""
    row = await session.get(DutyShift, shift_id, with_for_update=True)
    if row is None:
        raise NotFoundError
    before = {"starts_at": row.starts_at, "ends_at": row.ends_at}
    audit(session, "people.remove_shift", ObjectRef("staff", row.staff_id), before=before)
    emit(session, StaffChanged(row.staff_id), ObjectRef("staff", row.staff_id))
    await session.delete(row)
