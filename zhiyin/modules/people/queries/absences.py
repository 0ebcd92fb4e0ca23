"""Who is away, and who stands in for them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.schemas.absences import AbsenceOut

# Somebody who stands in and is away as well is no help: one step, never a chain.
_STANDINGS = text("""
    SELECT s.id, a.staff_id IS NULL AS here,
           CASE WHEN b.state = 'active' AND away.staff_id IS NULL THEN b.id END AS substitute_id
    FROM staff s
    LEFT JOIN absences a ON a.staff_id = s.id AND a.until > now() AND a.since <= now()
    LEFT JOIN staff b ON b.id = a.substitute_id
    LEFT JOIN absences away ON away.staff_id = b.id AND away.until > now()
        AND away.since <= now()
    WHERE s.id = ANY(:ids) AND s.kind = 'human' AND s.state = 'active'
""")
_AWAY = text("""
    SELECT a.staff_id, s.name AS staff_name, a.substitute_id, b.name AS substitute_name,
        a.since, a.until
    FROM absences a JOIN staff s ON s.id = a.staff_id LEFT JOIN staff b ON b.id = a.substitute_id
    WHERE a.until > now() ORDER BY a.since, a.staff_id
""")


@dataclass(frozen=True)
class Standing:
    """Whether somebody can be asked to do something now, and who instead where they cannot."""

    here: bool
    substitute_id: UUID | None


async def get_standings(
    session: ReadSession | WriteSession, staff_ids: Collection[UUID]
) -> dict[UUID, Standing]:
    """How these people stand; who does not work here any more is left out."""
    if not staff_ids:
        return {}
    rows = await session.execute(_STANDINGS, {"ids": sorted(staff_ids)})
    return {row.id: Standing(row.here, row.substitute_id) for row in rows}


async def list_absences(session: ReadSession | WriteSession) -> list[AbsenceOut]:
    """Everybody who is away or will be, by when that begins."""
    return [AbsenceOut.model_validate(row) for row in await session.execute(_AWAY)]
