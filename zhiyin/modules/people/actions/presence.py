"""Presence: what people set, and the log of it."""

from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.events import PresenceChanged, StaffVanished

_SET = text("""
    INSERT INTO presence (staff_id, status, since, lease_until)
    VALUES (:id, :status, now(), now() + interval '20 seconds')
    ON CONFLICT (staff_id) DO UPDATE SET
        since = CASE WHEN presence.status = EXCLUDED.status THEN presence.since ELSE now() END,
        status = EXCLUDED.status,
        lease_until = greatest(presence.lease_until, EXCLUDED.lease_until)
""")
_LOG = text("INSERT INTO presence_changes (id, staff_id, status) VALUES (:row, :id, :status)")


async def set_presence(session: WriteSession, staff_id: UUID, status: str) -> None:
    """Sets online, busy, away or offline, and logs it."""
    await session.execute(_SET, {"id": staff_id, "status": status})
    await session.execute(_LOG, {"row": new_id(), "id": staff_id, "status": status})
    emit(session, PresenceChanged(staff_id, status), ObjectRef("staff", staff_id))


_LAPSED = text("""
    UPDATE presence SET status = 'offline', since = now()
    WHERE staff_id IN (
        SELECT staff_id FROM presence
        WHERE status <> 'offline' AND lease_until < now() - make_interval(secs => :grace)
        ORDER BY staff_id FOR UPDATE SKIP LOCKED)
    RETURNING staff_id
""")


async def sign_off_vanished(session: WriteSession, grace: float) -> list[UUID]:
    """Sets whoever has been gone for the grace time offline and says so."""
    gone = list((await session.execute(_LAPSED, {"grace": grace})).scalars())
    for staff_id in sorted(gone):
        await session.execute(_LOG, {"row": new_id(), "id": staff_id, "status": "offline"})
        changed = PresenceChanged(staff_id, "offline", by_hand=False)
        emit(session, changed, ObjectRef("staff", staff_id))
        emit(session, StaffVanished(staff_id), ObjectRef("staff", staff_id))
    return gone
