"""Routes of skills, the skill matrix and duty shifts."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from zhiyin.kernel.auth.access import SIGNED_IN
from zhiyin.kernel.errors.problems import InvalidInputError
from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.kernel.http.shapes import IfMatch, Moment
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.actions.skills import (
    add_shift,
    change_matrix,
    edit_skill,
    make_skill,
    remove_shift,
)
from zhiyin.modules.people.permissions import MANAGE_SKILLS, READ_ATTENDANCE, READ_PRESENCE
from zhiyin.modules.people.queries.skills import (
    get_attendance,
    get_matrix,
    list_shifts,
    list_skills,
)
from zhiyin.modules.people.schemas.attendance import AttendanceOut
from zhiyin.modules.people.schemas.attention import TimeZone
from zhiyin.modules.people.schemas.skills import (
    DutyShiftIn,
    DutyShiftOut,
    MatrixIn,
    MatrixOut,
    SkillIn,
    SkillOut,
    SkillPatch,
)

routes = Routes("skills")
BAD_RANGE = Text("请选择不超过 92 天的时间段。", "Choose a time of at most 92 days.")
Version = Annotated[int | None, Depends(IfMatch)]


@routes.get("/skills", permit=SIGNED_IN, response_model=list[SkillOut])
async def get_skills(house: CurrentHouse) -> list[SkillOut]:
    """All skills."""
    async with house.database.reading() as session:
        return await list_skills(session)


@routes.post("/skills", permit=MANAGE_SKILLS, status=201, response_model=SkillOut)
async def post_skill(body: SkillIn, access: Caller, house: CurrentHouse) -> SkillOut:
    """Adds a skill."""
    async with house.database.writing(access.actor) as session:
        row = await make_skill(session, body)
        await session.flush()
        return SkillOut.model_validate(row)


@routes.get("/skills/matrix", permit=MANAGE_SKILLS, response_model=MatrixOut)
async def read_matrix(house: CurrentHouse) -> MatrixOut:
    """Who can do what, and how well."""
    async with house.database.reading() as session:
        return await get_matrix(session)


@routes.put("/skills/matrix", permit=MANAGE_SKILLS, response_model=MatrixOut)
async def put_matrix(body: MatrixIn, access: Caller, house: CurrentHouse) -> MatrixOut:
    """Changes levels, grades and channel limits: only what is named, all of it or nothing."""
    async with house.database.writing(access.actor) as session:
        await change_matrix(session, body.changes)
    async with house.database.reading() as session:
        return await get_matrix(session)


@routes.patch("/skills/{skill_id}", permit=MANAGE_SKILLS, response_model=SkillOut)
async def patch_skill(
    skill_id: UUID, body: SkillPatch, access: Caller, house: CurrentHouse, version: Version
) -> SkillOut:
    """Changes a skill."""
    async with house.database.writing(access.actor) as session:
        row = await edit_skill(session, skill_id, body, version)
        await session.flush()
        return SkillOut.model_validate(row)


@routes.get("/attendance/{staff_id}", permit=SIGNED_IN, response_model=AttendanceOut)
async def read_attendance(
    staff_id: UUID,
    access: Caller,
    house: CurrentHouse,
    begin: Annotated[Moment, Query()],
    end: Annotated[Moment, Query()],
    time_zone: Annotated[TimeZone, Query()] = "Asia/Shanghai",
) -> AttendanceOut:
    """The status log and worked hours of oneself, or of others for who may see attendance."""
    if staff_id != access.id:
        access.check(READ_ATTENDANCE)
    if not begin < end <= begin + timedelta(days=92):
        raise InvalidInputError(fields={"end": BAD_RANGE})
    async with house.database.reading() as session:
        return await get_attendance(session, staff_id, begin, end, time_zone)


@routes.get("/duty", permit=READ_PRESENCE, response_model=list[DutyShiftOut])
async def get_duty(
    house: CurrentHouse,
    begin: Annotated[Moment, Query()],
    end: Annotated[Moment, Query()],
) -> list[DutyShiftOut]:
    """Duty shifts that touch a time."""
    async with house.database.reading() as session:
        return await list_shifts(session, begin, end)


@routes.post("/duty", permit=MANAGE_SKILLS, status=201, response_model=DutyShiftOut)
async def post_shift(body: DutyShiftIn, access: Caller, house: CurrentHouse) -> DutyShiftOut:
    """Puts somebody on duty for a time."""
    async with house.database.writing(access.actor) as session:
        row = await add_shift(session, body)
        await session.flush()
        return DutyShiftOut.model_validate(row)


@routes.delete("/duty/{shift_id}", permit=MANAGE_SKILLS)
async def delete_shift(shift_id: UUID, access: Caller, house: CurrentHouse) -> None:
    """Takes a duty shift away."""
    async with house.database.writing(access.actor) as session:
        await remove_shift(session, shift_id)
