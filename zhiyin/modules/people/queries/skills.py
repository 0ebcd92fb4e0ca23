"""Reads of skills, duty and attendance."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.models import (
    DutyShift,
    Skill,
)
from zhiyin.modules.people.rules import by_day, spans
from zhiyin.modules.people.schemas.attendance import AttendanceDay, AttendanceOut, StatusSpan
from zhiyin.modules.people.schemas.skills import DutyShiftOut, MatrixOut, MatrixRow, SkillOut


async def list_skills(session: ReadSession | WriteSession) -> list[SkillOut]:
    """All skills in their order."""
    rows = await session.execute(select(Skill).order_by(Skill.position, Skill.code))
    return [SkillOut.model_validate(row) for row in rows.scalars()]


_MATRIX = text("""
    SELECT s.id AS staff_id, s.name, s.kind, s.grade, s.capacity, s.channel_limits,
           array(SELECT team_id FROM team_members m WHERE m.staff_id = s.id) AS team_ids,
           coalesce((SELECT jsonb_object_agg(k.skill_id, k.level) FROM staff_skills k
                     WHERE k.staff_id = s.id), '{}') AS levels
    FROM staff s WHERE s.state <> 'disabled' ORDER BY s.name COLLATE "C", s.id
""")


async def get_matrix(session: ReadSession | WriteSession) -> MatrixOut:
    """Who can do what, and how well."""
    rows = [MatrixRow.model_validate(row) for row in await session.execute(_MATRIX)]
    return MatrixOut(skills=await list_skills(session), rows=rows)


async def list_shifts(
    session: ReadSession | WriteSession, begin: datetime, end: datetime
) -> list[DutyShiftOut]:
    """Duty shifts that touch a time, by their start; at most 5,000."""
    rows = await session.execute(
        select(DutyShift)
        .where(DutyShift.starts_at < end, DutyShift.ends_at > begin)
        .order_by(DutyShift.starts_at, DutyShift.id)
        .limit(5000)
    )
    return [DutyShiftOut.model_validate(row) for row in rows.scalars()]


_CHANGES = text("""
    (SELECT at, status FROM presence_changes WHERE staff_id = :id AND at < :begin
     ORDER BY at DESC LIMIT 1)
    UNION ALL
    SELECT at, status FROM presence_changes
    WHERE staff_id = :id AND at >= :begin AND at < :end
    ORDER BY at
""")


async def get_attendance(
    session: ReadSession | WriteSession, staff_id: UUID, begin: datetime, end: datetime, zone: str
) -> AttendanceOut:
    """Somebody's status log and what they worked by day; online and busy count as worked."""
    rows = await session.execute(_CHANGES, {"id": staff_id, "begin": begin, "end": end})
    moment = now()
    parts = spans([(row.at, row.status) for row in rows], begin, min(end, moment))
    days = by_day([one for one in parts if one.status != "offline"], ZoneInfo(zone))
    return AttendanceOut(
        staff_id=staff_id,
        time_zone=zone,
        spans=[
            StatusSpan(
                status=cast(Any, one.status),
                begin=one.begin,
                end=None if one.end == moment else one.end,
            )
            for one in parts
        ],
        days=[
            AttendanceDay(
                day=day,
                online=round(held.get("online", 0)),
                busy=round(held.get("busy", 0)),
                away=round(held.get("away", 0)),
                worked=round(held.get("online", 0) + held.get("busy", 0)),
            )
            for day, held in sorted(days.items())
        ],
    )
