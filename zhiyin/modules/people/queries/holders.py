"""Who holds a permission or a role, and who can be asked to do something now."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.models import Role

_WITH_ROLES = """
    SELECT s.id, array_remove(array_agg(DISTINCT m.team_id), NULL) AS team_ids,
           array_remove(array_agg(DISTINCT t.shop_id), NULL) AS shop_ids,
           coalesce(bool_or(p.status = 'online' AND p.lease_until > now()), false) AS online
    FROM staff s
    JOIN staff_roles h ON h.staff_id = s.id
    JOIN roles r ON r.id = h.role_id AND r.deleted_at IS NULL
    LEFT JOIN presence p ON p.staff_id = s.id
    LEFT JOIN team_members m ON m.staff_id = s.id
    LEFT JOIN teams t ON t.id = m.team_id
    WHERE s.state = 'active' AND s.kind = 'human' AND ({which})
    GROUP BY s.id ORDER BY s.id
"""
_HOLDERS = text(_WITH_ROLES.format(which="r.code = 'owner' OR :permission = ANY(r.permissions)"))
_ROLES_OF = text("""
    SELECT h.staff_id, array_agg(r.code) AS codes FROM staff_roles h
    JOIN roles r ON r.id = h.role_id AND r.deleted_at IS NULL
    WHERE h.staff_id = ANY(:ids) GROUP BY h.staff_id
""")
_MEMBERS = text(_WITH_ROLES.format(which="r.code = :code"))


@dataclass(frozen=True)
class Holder:
    """Somebody whose role holds a permission."""

    staff_id: UUID
    team_ids: frozenset[UUID]
    shop_ids: frozenset[UUID]
    online: bool


async def get_holders(session: ReadSession | WriteSession, permission: str) -> list[Holder]:
    """Everybody who works here and holds a permission, in whatever scope."""
    return [
        Holder(row.id, frozenset(row.team_ids), frozenset(row.shop_ids), row.online)
        for row in await session.execute(_HOLDERS, {"permission": permission})
    ]


async def get_role_members(session: ReadSession | WriteSession, code: str) -> list[Holder]:
    """Everybody who works here and has a role."""
    return [
        Holder(row.id, frozenset(row.team_ids), frozenset(row.shop_ids), row.online)
        for row in await session.execute(_MEMBERS, {"code": code})
    ]


async def get_roles_of(
    session: ReadSession | WriteSession, staff_ids: Collection[UUID]
) -> dict[UUID, frozenset[str]]:
    """The codes of the roles each of these people has."""
    rows = await session.execute(_ROLES_OF, {"ids": sorted(staff_ids)})
    return {row.staff_id: frozenset(row.codes) for row in rows}


async def get_roles(session: ReadSession | WriteSession) -> dict[str, dict[str, str]]:
    """The names of all roles by code."""
    rows = await session.execute(
        select(Role.code, Role.name).where(Role.deleted_at.is_(None)).order_by(Role.code)
    )
    return {row.code: row.name for row in rows}
