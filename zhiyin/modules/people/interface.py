"""The door of people: who works here, who is there, which shops and teams exist."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import Actor
from zhiyin.kernel.db.sessions import Database, ReadSession, WriteSession
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.people.actions.beginning import Begun, begin_organisation
from zhiyin.modules.people.actions.bots import (
    BOT_ADDRESS,
    BOT_CAPACITY,
    BotRecord,
    find_bot,
    keep_bot,
    make_bot,
    name_bot,
    place_bot,
)
from zhiyin.modules.people.actions.key_holders import (
    KeyHolder,
    find_holder,
    note_call,
    take_call,
)
from zhiyin.modules.people.actions.notices import NewNotice, notify, read_notices_about
from zhiyin.modules.people.actions.presence import set_presence, sign_off_vanished
from zhiyin.modules.people.actions.pushing import Call, call
from zhiyin.modules.people.actions.roles import BUILTIN_ROLES, make_builtin_roles
from zhiyin.modules.people.actions.sessions import get_accesses, keep_session
from zhiyin.modules.people.calendars import next_opening, opened
from zhiyin.modules.people.models import Shop, Skill, Staff, Team, TeamMember
from zhiyin.modules.people.permissions import MANAGE_SETTINGS, MANAGE_STAFF, READ_PRESENCE
from zhiyin.modules.people.queries.absences import Standing, get_standings
from zhiyin.modules.people.queries.choices import choose_people, choose_shops, choose_teams
from zhiyin.modules.people.queries.holders import (
    Holder,
    get_holders,
    get_role_members,
    get_roles,
    get_roles_of,
)
from zhiyin.modules.people.queries.opening import Calendar, get_calendar, get_hours
from zhiyin.modules.people.queries.staff import is_empty, list_presence
from zhiyin.modules.people.rules import (
    avatar_color,
    browser_and_device,
    own_topic,
)
from zhiyin.modules.people.schemas.attention import TimeZone
from zhiyin.modules.people.schemas.notices import NoticeOut
from zhiyin.modules.people.schemas.people import (
    Password,
    PersonName,
    PresenceIn,
    PresenceOut,
    PresenceStatus,
)
from zhiyin.modules.people.settings import EXTRA_SLOTS

__all__ = [
    "BOT_ADDRESS",
    "BOT_CAPACITY",
    "BUILTIN_ROLES",
    "EXTRA_SLOTS",
    "MANAGE_SETTINGS",
    "MANAGE_STAFF",
    "PRESENCE_TOPIC",
    "READ_PRESENCE",
    "Begun",
    "BotRecord",
    "Calendar",
    "Call",
    "Holder",
    "KeyHolder",
    "NewNotice",
    "NoticeOut",
    "OnDuty",
    "Password",
    "PersonName",
    "PresenceIn",
    "PresenceOut",
    "PresenceStatus",
    "Present",
    "ShopRecord",
    "StaffNames",
    "Standing",
    "TimeZone",
    "are_known",
    "avatar_color",
    "begin_organisation",
    "browser_and_device",
    "call",
    "choose_people",
    "choose_shops",
    "choose_teams",
    "connected",
    "find_bot",
    "find_holder",
    "get_accesses",
    "get_calendar",
    "get_coordinated",
    "get_coordinators",
    "get_holders",
    "get_hours",
    "get_members",
    "get_names",
    "get_on_duty",
    "get_present",
    "get_reachable",
    "get_role_members",
    "get_roles",
    "get_roles_of",
    "get_shops",
    "get_skills",
    "get_standings",
    "get_team_shops",
    "get_teams",
    "is_empty",
    "keep_bot",
    "keep_session",
    "list_presence",
    "make_bot",
    "make_builtin_roles",
    "name_bot",
    "next_opening",
    "note_call",
    "notify",
    "opened",
    "own_topic",
    "place_bot",
    "read_notices_about",
    "renew_leases",
    "set_presence",
    "sign_off_vanished",
    "take_call",
]

# Names may be this old on screens; what decides is always read fresh.
NAMES_SECONDS = 15.0
REACHABLE_SECONDS = 5.0


@dataclass(frozen=True)
class Present:
    """A member of staff who can be given work now."""

    staff_id: UUID
    name: str
    capacity: int
    team_ids: frozenset[UUID]
    grade: str = "junior"
    skills: Mapping[UUID, int] = field(default_factory=dict)
    # Slots per channel, where fewer than the capacity.
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OnDuty:
    """A member of staff who serves customers today, also while busy or reconnecting."""

    staff_id: UUID
    capacity: int
    team_ids: frozenset[UUID]
    takes_work: bool
    bot: bool


@dataclass(frozen=True)
class ShopRecord:
    """A shop as other modules see it."""

    id: UUID
    name: str
    time_zone: str
    # Where customers find and reach it, as far as it is set.
    address: str | None
    phone: str | None
    email: str | None
    map_url: str | None


@dataclass
class StaffNames:
    """Names of all staff and teams, for screens; kept by each process."""

    staff: dict[UUID, str] = field(default_factory=dict)
    teams: dict[UUID, str] = field(default_factory=dict)
    bots: frozenset[UUID] = frozenset()
    read_at: float = -1e9

    def staff_name(self, staff_id: UUID | None) -> str:
        """The name, or an empty string for somebody unknown, who is then read at the next look."""
        if staff_id is None:
            return ""
        if staff_id not in self.staff:
            self.read_at = -1e9
        return self.staff.get(staff_id, "")

    def team_name(self, team_id: UUID | None) -> str:
        """The team's name, or an empty string."""
        return self.teams.get(team_id, "") if team_id else ""


async def get_names(session: ReadSession | WriteSession) -> StaffNames:
    """The names as this process knows them, read anew when they are old."""
    names: StaffNames = session.house.shelf.setdefault("people.names", StaffNames())
    if time.monotonic() - names.read_at > NAMES_SECONDS:
        people = (await session.execute(select(Staff.id, Staff.name, Staff.kind))).all()
        names.staff = {row.id: row.name for row in people}
        names.bots = frozenset(row.id for row in people if row.kind == "bot")
        names.teams = {
            row.id: row.name for row in await session.execute(select(Team.id, Team.name))
        }
        names.read_at = time.monotonic()
    return names


async def are_known(
    session: ReadSession | WriteSession,
    *,
    staff_ids: Collection[UUID] = (),
    team_ids: Collection[UUID] = (),
) -> bool:
    """Whether all of these people work here and all of these teams exist, read fresh."""
    active = select(Staff.id).where(Staff.id.in_(staff_ids), Staff.state != "disabled")
    there = select(Team.id).where(Team.id.in_(team_ids), Team.deleted_at.is_(None))
    people = set((await session.execute(active)).scalars()) if staff_ids else set()
    teams = set((await session.execute(there)).scalars()) if team_ids else set()
    return people == set(staff_ids) and teams == set(team_ids)


_PRESENT = text("""
    SELECT s.id, s.name, s.capacity, s.grade, s.channel_limits,
           array(SELECT m.team_id FROM team_members m WHERE m.staff_id = s.id) AS team_ids,
           (SELECT jsonb_object_agg(k.skill_id, k.level) FROM staff_skills k
            WHERE k.staff_id = s.id) AS skills
    FROM staff s JOIN presence p ON p.staff_id = s.id
    WHERE s.state = 'active' AND p.status = 'online' AND p.lease_until > now()
      AND (s.grade <> 'expert' OR EXISTS (
          SELECT 1 FROM duty_shifts d WHERE d.staff_id = s.id
          AND d.starts_at <= now() AND d.ends_at > now()))
""")


async def get_present(session: ReadSession | WriteSession) -> list[Present]:
    """Everybody who is online, connected and active; experts only while they are on duty."""
    extra: int = await get_setting(session, EXTRA_SLOTS)
    return [
        Present(
            row.id,
            row.name,
            row.capacity and row.capacity + extra,
            frozenset(row.team_ids),
            row.grade,
            {UUID(skill): level for skill, level in (row.skills or {}).items()},
            row.channel_limits,
        )
        for row in await session.execute(_PRESENT)
    ]


async def get_members(
    session: ReadSession | WriteSession, team_ids: Collection[UUID]
) -> list[UUID]:
    """Everybody active who belongs to one of these teams."""
    rows = await session.execute(
        select(TeamMember.staff_id)
        .join(Staff, Staff.id == TeamMember.staff_id)
        .where(TeamMember.team_id.in_(team_ids), Staff.state == "active")
        .distinct()
    )
    return list(rows.scalars())


async def get_teams(session: ReadSession | WriteSession) -> dict[UUID, str]:
    """The names of all teams that exist, read fresh."""
    rows = await session.execute(select(Team.id, Team.name).where(Team.deleted_at.is_(None)))
    return {row.id: row.name for row in rows}


async def get_team_shops(session: ReadSession | WriteSession) -> dict[UUID, UUID | None]:
    """To which shop each team belongs."""
    rows = await session.execute(select(Team.id, Team.shop_id).where(Team.deleted_at.is_(None)))
    return {row.id: row.shop_id for row in rows}


async def get_skills(session: ReadSession | WriteSession) -> dict[UUID, dict[str, str]]:
    """Names of all skills that are in use."""
    rows = (await session.execute(select(Skill).where(Skill.active))).scalars()
    return {row.id: row.name for row in rows}


_REACHABLE = text("""
    SELECT DISTINCT d.staff_id, p.lease_until > now() AND p.status IN ('online', 'busy') AS here
    FROM push_subscriptions d LEFT JOIN presence p ON p.staff_id = d.staff_id
""")


async def get_reachable(session: ReadSession | WriteSession) -> Mapping[UUID, bool]:
    """Everybody with a browser that can be pushed to, and whether they are at a page of ours.

    At most five seconds old: what reads all messages asks this, and mostly it is nobody.
    """

    async def read() -> Mapping[UUID, bool]:
        rows = await session.execute(_REACHABLE)
        return {row.staff_id: bool(row.here) for row in rows}

    return await session.house.kept.get(session, "people.reachable", REACHABLE_SECONDS, read)


_ON_DUTY = text("""
    SELECT s.id, s.capacity, s.kind = 'bot' AS bot,
           array_remove(array_agg(m.team_id), NULL) AS team_ids,
           p.status = 'online' AND p.lease_until > now() AS takes_work
    FROM staff s JOIN presence p ON p.staff_id = s.id
    LEFT JOIN team_members m ON m.staff_id = s.id
    WHERE s.state = 'active' AND p.lease_until > now() - make_interval(secs => :grace)
      AND (p.status IN ('online', 'busy')
           OR (p.status = 'away' AND p.since > now() - make_interval(secs => :grace)))
    GROUP BY s.id, p.staff_id
""")


async def get_on_duty(session: ReadSession | WriteSession, grace: float) -> list[OnDuty]:
    """Everybody who is online or busy, and who has been away or disconnected for less than
    `grace` seconds.
    """
    extra: int = await get_setting(session, EXTRA_SLOTS)
    rows = await session.execute(_ON_DUTY, {"grace": grace})
    return [
        OnDuty(r.id, r.capacity and r.capacity + extra, frozenset(r.team_ids), r.takes_work, r.bot)
        for r in rows
    ]


async def get_shops(session: ReadSession | WriteSession) -> dict[UUID, ShopRecord]:
    """All shops."""
    rows = (await session.execute(select(Shop))).scalars()
    return {
        row.id: ShopRecord(
            row.id, row.name, row.time_zone, row.address, row.phone, row.email, row.map_url
        )
        for row in rows
    }


async def get_coordinated(session: ReadSession | WriteSession, staff_id: UUID) -> list[UUID]:
    """The teams that somebody coordinates."""
    query = select(Team.id).where(Team.coordinator_id == staff_id, Team.deleted_at.is_(None))
    return list((await session.execute(query.order_by(Team.id))).scalars())


async def get_coordinators(
    session: ReadSession | WriteSession, team_ids: Collection[UUID]
) -> dict[UUID, UUID]:
    """Who looks after these teams, where somebody who still works here does."""
    query = (
        select(Team.id, Team.coordinator_id)
        .join(Staff, Staff.id == Team.coordinator_id)
        .where(Team.id.in_(team_ids), Team.deleted_at.is_(None), Staff.state == "active")
    )
    return {row.id: row.coordinator_id for row in await session.execute(query)}


_RENEW = text("""
    UPDATE presence SET lease_until = now() + make_interval(secs => :seconds)
    WHERE staff_id = ANY(:ids)
""")


async def renew_leases(database: Database, staff_ids: Sequence[UUID], seconds: float) -> None:
    """Vouches for everybody with a socket in this process, in one statement."""
    if staff_ids:
        async with database.writing() as session:
            await session.execute(_RENEW, {"ids": list(staff_ids), "seconds": seconds})


# Who is online: one topic for everybody who may see it.
PRESENCE_TOPIC = "presence"


async def connected(house: House, staff_id: UUID) -> None:
    """A socket of a member of staff opened: they are seen again, with the status they had.

    Somebody who was signed off because they had vanished stays offline until they say otherwise,
    so that no chat is given to a person who has not looked yet.
    """
    async with house.database.writing(Actor("staff", staff_id)) as session:
        await session.execute(
            text("INSERT INTO presence (staff_id) VALUES (:id) ON CONFLICT DO NOTHING"),
            {"id": staff_id},
        )
