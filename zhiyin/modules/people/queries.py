"""Reads of people."""

from typing import Any, cast

from sqlalchemy import select, text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotSignedInError
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.modules.people.models import Presence, Shop, Staff, Team, TeamMember
from zhiyin.modules.people.rules import avatar_color
from zhiyin.modules.people.schemas import Me, NamedRef, NotificationChoice, PresenceOut

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
            status=row.status,
            since=row.since or now(),
            connected=row.connected,
            used=0,
            capacity=row.capacity,
            team_ids=row.team_ids,
        )
        for row in await session.execute(_PRESENCE)
    ]
