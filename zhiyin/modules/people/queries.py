"""Reads of people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.contracts.notices import NoticeKind, Severity
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, NotSignedInError
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.people.calendars import (
    day_kind,
    holiday_code,
    public_holidays_known_until,
)
from zhiyin.modules.people.models import (
    CalendarDay,
    DutyShift,
    Notice,
    Presence,
    Shop,
    Skill,
    Staff,
    StaffSession,
    Team,
    TeamMember,
)
from zhiyin.modules.people.rules import avatar_color, by_day, device_name, initials, spans
from zhiyin.modules.people.schemas.attendance import AttendanceDay, AttendanceOut, StatusSpan
from zhiyin.modules.people.schemas.calendar import CalendarDayOut, CalendarOut, PublicDay
from zhiyin.modules.people.schemas.notices import NoticeOut, NoticePage
from zhiyin.modules.people.schemas.people import (
    DeviceOut,
    Me,
    NamedRef,
    NotificationChoice,
    PresenceOut,
    RoleOut,
    ShopOut,
    StaffOut,
    TeamOut,
)
from zhiyin.modules.people.schemas.skills import DutyShiftOut, MatrixOut, MatrixRow, SkillOut

_PRESENCE = text("""
    SELECT s.id, s.name, s.capacity, coalesce(p.status, 'offline') AS status,
           coalesce(p.since, s.made_at) AS since,
           coalesce(p.lease_until > now(), false) AS connected,
           array_remove(array_agg(m.team_id), NULL) AS team_ids
    FROM staff s LEFT JOIN presence p ON p.staff_id = s.id
    LEFT JOIN team_members m ON m.staff_id = s.id
    WHERE s.state = 'active' AND s.kind = 'human'
    GROUP BY s.id, p.staff_id ORDER BY s.name COLLATE "C", s.id
""")


async def get_me(session: ReadSession | WriteSession, access: Access) -> Me:
    """The signed-in member of staff with everything the console needs to draw itself."""
    staff = await session.get(Staff, access.id)
    if staff is None:
        raise NotSignedInError
    presence = await session.get(Presence, staff.id)
    teams = (
        await session.execute(
            select(Team)
            .join(TeamMember, TeamMember.team_id == Team.id)
            .where(TeamMember.staff_id == staff.id, Team.deleted_at.is_(None))
            .order_by(Team.name)
        )
    ).scalars()
    shops = (await session.execute(select(Shop).order_by(Shop.name))).scalars()
    return Me(
        id=staff.id,
        name=staff.name,
        email=staff.email,
        avatar_color=avatar_color(staff.id),
        language=choose_language(staff.language) if staff.language else None,
        theme=staff.preferences.get("theme"),
        two_factor=staff.totp_secret is not None,
        permissions=sorted(access.scopes),
        teams=[NamedRef(id=team.id, name=team.name) for team in teams],
        shops=[NamedRef(id=shop.id, name=shop.name) for shop in shops],
        presence=cast(Any, presence.status if presence else "offline"),
        capacity=staff.capacity,
        notifications=NotificationChoice(**staff.preferences.get("notifications", {})),
    )


async def list_presence(session: ReadSession | WriteSession) -> list[PresenceOut]:
    """Everybody's status. Loads are added by whoever knows them (see `dispatch`)."""
    return [
        PresenceOut(
            staff_id=row.id,
            name=row.name,
            initials=initials(row.name),
            status=row.status,
            since=row.since or now(),
            connected=row.connected,
            used=0,
            capacity=row.capacity,
            team_ids=row.team_ids,
        )
        for row in await session.execute(_PRESENCE)
    ]


async def list_staff(session: ReadSession | WriteSession) -> list[StaffOut]:
    """Everybody, with roles and teams, by name."""
    rows = await session.execute(
        text("""
            SELECT s.id, s.name, s.email, s.kind, s.state, s.grade, s.capacity, s.last_seen_at,
                   s.version,
                   s.totp_secret IS NOT NULL AS two_factor,
                   coalesce(p.status, 'offline') AS presence,
                   array(SELECT role_id FROM staff_roles r WHERE r.staff_id = s.id) AS role_ids,
                   array(SELECT m.team_id FROM team_members m JOIN teams t ON t.id = m.team_id
                         WHERE m.staff_id = s.id AND t.deleted_at IS NULL) AS team_ids
            FROM staff s LEFT JOIN presence p ON p.staff_id = s.id
            ORDER BY s.name COLLATE "C", s.id
        """)
    )
    return [StaffOut.model_validate(row) for row in rows]


async def get_staff_out(session: ReadSession | WriteSession, staff_id: UUID) -> StaffOut:
    """One of them."""
    found = [one for one in await list_staff(session) if one.id == staff_id]
    if not found:
        raise NotFoundError
    return found[0]


async def list_roles(session: ReadSession | WriteSession) -> list[RoleOut]:
    """All roles, with how many hold them."""
    rows = await session.execute(
        text("""
            SELECT r.id, r.code, r.name, r.permissions, r.scope, r.builtin, r.version,
                   (SELECT count(*) FROM staff_roles s WHERE s.role_id = r.id) AS staff_count
            FROM roles r WHERE r.deleted_at IS NULL ORDER BY r.builtin DESC, r.id
        """)
    )
    return [RoleOut.model_validate(row) for row in rows]


async def list_teams(session: ReadSession | WriteSession) -> list[TeamOut]:
    """All teams that are not retired."""
    rows = await session.execute(
        text("""
            SELECT t.id, t.name, t.shop_id, t.line, t.coordinator_id, t.hours, t.version,
                   array(SELECT staff_id FROM team_members m WHERE m.team_id = t.id) AS member_ids
            FROM teams t WHERE t.deleted_at IS NULL ORDER BY t.name COLLATE "C", t.id
        """)
    )
    return [TeamOut.model_validate(row) for row in rows]


async def list_shops(session: ReadSession | WriteSession) -> list[ShopOut]:
    """All shops."""
    rows = await session.execute(select(Shop).order_by(Shop.name, Shop.id))
    return [ShopOut.model_validate(row) for row in rows.scalars()]


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


async def list_devices(
    session: ReadSession | WriteSession, staff_id: UUID, current: UUID | None
) -> list[DeviceOut]:
    """Where somebody is signed in, latest first."""
    rows = (
        await session.execute(
            select(StaffSession)
            .where(
                StaffSession.staff_id == staff_id,
                StaffSession.pending.is_(False),
                StaffSession.expires_at > now(),
            )
            .order_by(StaffSession.last_seen_at.desc())
        )
    ).scalars()
    return [
        DeviceOut(
            id=row.id,
            device=device_name(row.user_agent),
            ip=str(row.address) if row.address else None,
            created_at=row.made_at,
            last_seen_at=row.last_seen_at,
            current=row.id == current,
        )
        for row in rows
    ]


async def is_empty(session: ReadSession | WriteSession) -> bool:
    """Whether nobody works here yet: the set-up is open."""
    return await session.scalar(select(Staff.id).limit(1)) is None


CALENDARS_SHELF = "people.calendars"


def forget_calendars(session: WriteSession) -> None:
    """Has this process read its calendars anew; others do so within five seconds."""
    session.house.shelf.pop(CALENDARS_SHELF, None)


async def get_special_days(
    session: ReadSession | WriteSession, shop_id: UUID
) -> dict[str, list[Any] | None]:
    """Periods of the days that differ from the week; a shop's own word before everybody's."""
    rows = await session.execute(
        select(CalendarDay.day, CalendarDay.periods)
        .where(CalendarDay.shop_id.is_(None) | (CalendarDay.shop_id == shop_id))
        .where(CalendarDay.day > now().date() - timedelta(days=400))
        .order_by(CalendarDay.shop_id.asc().nulls_first())
    )
    return {day.isoformat(): periods for day, periods in rows}


async def get_year(session: ReadSession | WriteSession, year: int) -> CalendarOut:
    """The days of a year that differ: our own, and public holidays with their make-up days."""
    rows = await session.execute(
        select(CalendarDay)
        .where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(CalendarDay.day, CalendarDay.id)
    )
    days = [date(year, 1, 1) + timedelta(days=offset) for offset in range(366)]
    public = [
        PublicDay.model_validate({"day": day, "kind": day_kind(day), "name": holiday_code(day)})
        for day in days
        if day.year == year and day_kind(day) != "ordinary"
    ]
    return CalendarOut(
        own=[CalendarDayOut.model_validate(row) for row in rows.scalars()],
        public=public,
        known_until=public_holidays_known_until(),
    )


# More than this is told as this.
MANY = 100
_UNREAD = text("""
    SELECT count(*) FROM (
        SELECT 1 FROM notices WHERE staff_id = :id AND read_at IS NULL LIMIT :many) found
""")


def show_notice(kinds: Mapping[str, NoticeKind], row: Notice) -> NoticeOut:
    """A notice with its title in every language; of a module that is gone only the kind."""
    kind = kinds.get(row.kind)
    # Of a module that is switched off only the name of the kind is left.
    title = kind.title.as_json() if kind else {"zh-CN": row.kind, "en": row.kind}
    for name, value in row.values.items():
        title = {one: said.replace("{" + name + "}", str(value)) for one, said in title.items()}
    return {
        "id": row.id,
        "kind": row.kind,
        "severity": cast(Severity, row.severity),
        "title": title,
        "about_kind": row.about_kind,
        "about_id": row.about_id,
        "at": row.at,
        "read": row.read_at is not None,
    }


async def count_unread(session: ReadSession | WriteSession, staff_id: UUID) -> int:
    """How many notices somebody has not read, counted up to 100."""
    return int(await session.scalar(_UNREAD, {"id": staff_id, "many": MANY}) or 0)


async def list_notices(
    session: ReadSession, staff_id: UUID, cursor: str | None, limit: int
) -> NoticePage:
    """One page of somebody's notices, newest first."""
    query = select(Notice).where(Notice.staff_id == staff_id)
    before = decode_cursor(cursor, UUID)
    if before is not None:
        query = query.where(Notice.id < before)
    rows = list(
        (await session.execute(query.order_by(Notice.id.desc()).limit(limit + 1))).scalars()
    )
    kinds = session.house.notice_kinds
    return {
        "items": [show_notice(kinds, row) for row in rows[:limit]],
        "next": encode_cursor(rows[limit - 1].id) if len(rows) > limit else None,
        "unread": await count_unread(session, staff_id),
    }


async def get_notices(session: ReadSession, ids: Sequence[UUID]) -> list[tuple[UUID, NoticeOut]]:
    """These notices, each with whom it is for."""
    rows = (await session.execute(select(Notice).where(Notice.id.in_(ids)))).scalars()
    kinds = session.house.notice_kinds
    return [(row.staff_id, show_notice(kinds, row)) for row in rows]
