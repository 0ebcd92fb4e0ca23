"""Notices to staff (站内通知): giving them, marking them read, and letting old ones go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.contracts.notices import Severity
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.events import NoticeGiven, NoticesRead

KEPT_DAYS = 90
PIECE = 5_000


@dataclass(frozen=True)
class NewNotice:
    """Something a member of staff should know of. The same key tells the same person once.

    `values` fill the title of the kind; without `severity` the kind's own holds.
    """

    staff_id: UUID
    kind: str
    key: str
    about: ObjectRef | None = None
    values: dict[str, str] = field(default_factory=dict)
    severity: Severity | None = None


_GIVE = text("""
    INSERT INTO notices (id, staff_id, key, kind, severity, values, about_kind, about_id)
    SELECT n.id, n.staff_id, n.key, n.kind, n.severity, n.values, n.about_kind, n.about_id
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n(id uuid, staff_id uuid, key text, kind text,
        severity text, values jsonb, about_kind text, about_id uuid)
    JOIN staff s ON s.id = n.staff_id AND s.state = 'active' AND s.kind = 'human'
    ORDER BY n.staff_id, n.key
    ON CONFLICT (staff_id, key) DO NOTHING
    RETURNING id, staff_id
""")


async def notify(session: WriteSession, notices: Sequence[NewNotice]) -> list[UUID]:
    """Tells people; who was told under the same key before is not told again. Answers whom."""
    if not notices:
        return []
    kinds = session.house.notice_kinds
    rows = [
        {
            "id": new_id(),
            "staff_id": one.staff_id,
            "key": one.key,
            "kind": one.kind,
            "severity": one.severity or kinds[one.kind].severity,
            "values": one.values,
            "about_kind": one.about.kind if one.about else None,
            "about_id": one.about.id if one.about else None,
        }
        for one in notices
    ]
    answer = await session.execute(_GIVE, {"rows": msgspec.json.encode(rows).decode()})
    given = answer.all()
    for row in given:
        emit(session, NoticeGiven(row.staff_id, row.id), ObjectRef("staff", row.staff_id))
    return [row.staff_id for row in given]


_READ = text("""
    UPDATE notices SET read_at = now()
    WHERE staff_id = :staff_id AND read_at IS NULL AND (:everything OR id = ANY(:ids))
    RETURNING id
""")


async def read_notices(session: WriteSession, staff_id: UUID, ids: Sequence[UUID]) -> None:
    """Marks notices read: these, or all if none is named."""
    values = {"staff_id": staff_id, "ids": list(ids), "everything": not ids}
    if (await session.execute(_READ, values)).all():
        emit(session, NoticesRead(staff_id), ObjectRef("staff", staff_id))


_READ_ABOUT = text("""
    UPDATE notices SET read_at = now()
    WHERE staff_id = :staff_id AND read_at IS NULL AND about_kind = :kind AND about_id = :id
    RETURNING id
""")


async def read_notices_about(session: WriteSession, staff_id: UUID, about: ObjectRef) -> None:
    """Who has opened what their notices are about has read them."""
    values = {"staff_id": staff_id, "kind": about.kind, "id": about.id}
    if (await session.execute(_READ_ABOUT, values)).all():
        emit(session, NoticesRead(staff_id), ObjectRef("staff", staff_id))


_FORGET = text("""
    DELETE FROM notices WHERE id IN (
        SELECT id FROM notices WHERE at < now() - make_interval(days => :days) LIMIT :piece)
""")


async def forget_old_notices(database: Database) -> None:
    """Notices go after 90 days."""
    async with database.writing() as session:
        await session.execute(_FORGET, {"days": KEPT_DAYS, "piece": PIECE})
