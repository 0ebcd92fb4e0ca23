"""The bot as a member of staff: made once, kept in the teams it answers for, there or not."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.events import StaffChanged

# Nobody signs in with it: it has no password, and no mail can reach it.
BOT_ADDRESS = "bot@zhiyin.invalid"
BOT_CAPACITY = 200

_FIND = text("""
    SELECT s.id, s.name,
           coalesce(p.status = 'online' AND p.lease_until > now(), false) AS online
    FROM staff s LEFT JOIN presence p ON p.staff_id = s.id
    WHERE s.email = :email AND s.kind = 'bot'
""")
_MAKE = text("""
    INSERT INTO staff (id, kind, grade, email, name, capacity)
    VALUES (:id, 'bot', 'bot', :email, :name, :capacity)
    ON CONFLICT (email) DO NOTHING RETURNING id
""")
_NAME = text("UPDATE staff SET name = :name, version = version + 1 WHERE id = :id")
_LEAVE = text("""
    DELETE FROM team_members WHERE staff_id = :id AND team_id <> ALL(:teams) RETURNING team_id
""")
_JOIN = text("""
    INSERT INTO team_members (team_id, staff_id)
    SELECT t.id, :id FROM unnest(CAST(:teams AS uuid[])) AS t(id) ORDER BY t.id
    ON CONFLICT DO NOTHING RETURNING team_id
""")
_KEEP = text("""
    UPDATE presence SET lease_until = now() + make_interval(secs => :seconds)
    WHERE staff_id = :id AND status = 'online' RETURNING staff_id
""")


@dataclass(frozen=True)
class BotRecord:
    """The house's own bot."""

    id: UUID
    name: str
    online: bool


async def find_bot(session: ReadSession | WriteSession) -> BotRecord | None:
    """The house's own bot, if it has been made."""
    row = (await session.execute(_FIND, {"email": BOT_ADDRESS})).first()
    return BotRecord(row.id, row.name, row.online) if row else None


async def make_bot(session: WriteSession, name: str) -> BotRecord:
    """The house's own bot, made when there is none."""
    values = {"id": new_id(), "email": BOT_ADDRESS, "name": name, "capacity": BOT_CAPACITY}
    made = await session.scalar(_MAKE, values)
    if made is not None:
        audit(session, "people.make_bot", ObjectRef("staff", made), after={"name": name})
    found = await find_bot(session)
    assert found is not None
    return found


async def name_bot(session: WriteSession, name: str) -> None:
    """Gives it another name, which customers see."""
    known = await make_bot(session, name)
    if known.name != name:
        ref = ObjectRef("staff", known.id)
        await session.execute(_NAME, {"id": known.id, "name": name})
        audit(session, "people.name_bot", ref, before={"name": known.name}, after={"name": name})
        emit(session, StaffChanged(known.id), ref)


async def place_bot(session: WriteSession, bot_id: UUID, team_ids: Collection[UUID]) -> None:
    """Has it serve exactly these teams."""
    values = {"id": bot_id, "teams": sorted(team_ids)}
    left = (await session.execute(_LEAVE, values)).all()
    joined = (await session.execute(_JOIN, values)).all()
    if left or joined:
        emit(session, StaffChanged(bot_id), ObjectRef("staff", bot_id))


async def keep_bot(session: WriteSession, bot_id: UUID, seconds: float) -> bool:
    """Vouches for it a while longer; false if it is not there."""
    return await session.scalar(_KEEP, {"id": bot_id, "seconds": seconds}) is not None
