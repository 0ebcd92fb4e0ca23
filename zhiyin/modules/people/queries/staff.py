"""Reads of people, roles, teams, shops and devices."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError, NotSignedInError
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.people.models import (
    Presence,
    Shop,
    Staff,
    StaffSession,
    Team,
    TeamMember,
)
from zhiyin.modules.people.rules import avatar_color, device_name, initials
from zhiyin.modules.people.schemas.attention import NotificationChoice
from zhiyin.modules.people.schemas.people import (
    DeviceOut,
    Me,
    NamedRef,
    PresenceOut,
    RoleOut,
    StaffOut,
    TeamOut,
)
from zhiyin.modules.people.schemas.shops import ShopOut

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
