"""Who holds a permission."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession

_HOLDERS = text("""
    SELECT s.id, array_remove(array_agg(DISTINCT m.team_id), NULL) AS team_ids,
           array_remove(array_agg(DISTINCT t.shop_id), NULL) AS shop_ids,
           coalesce(bool_or(p.status = 'online' AND p.lease_until > now()), false) AS online
    FROM staff s
    JOIN staff_roles h ON h.staff_id = s.id
    JOIN roles r ON r.id = h.role_id AND r.deleted_at IS NULL
    LEFT JOIN presence p ON p.staff_id = s.id
    LEFT JOIN team_members m ON m.staff_id = s.id
    LEFT JOIN teams t ON t.id = m.team_id
    WHERE s.state = 'active' AND s.kind = 'human'
      AND (r.code = 'owner' OR :permission = ANY(r.permissions))
    GROUP BY s.id ORDER BY s.id
""")


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
