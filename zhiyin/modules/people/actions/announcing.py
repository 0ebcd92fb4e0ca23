"""Announcements to staff (公告): made, edited, withdrawn, deleted, read and confirmed."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.bin.bin import put_in_bin
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.db.versions import check_version
from zhiyin.kernel.errors.problems import NotAllowedError, NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.modules.people.actions.notices import NewNotice, notify
from zhiyin.modules.people.events import AnnouncementChanged
from zhiyin.modules.people.models import Announcement, Staff, Team
from zhiyin.modules.people.permissions import ANNOUNCE
from zhiyin.modules.people.queries.announcements import is_for, list_readers, manageable
from zhiyin.modules.people.schemas.announcements import AnnouncementIn

KIND = "announcement"
ANNOUNCED = "people.announced"


def _values(row: Announcement) -> dict[str, Any]:
    return {
        "text": row.text,
        "team_ids": [str(one) for one in row.team_ids],
        "pinned_until": row.pinned_until.isoformat() if row.pinned_until else None,
        "must_confirm": row.must_confirm,
    }


async def _check_reach(session: WriteSession, access: Access, body: AnnouncementIn) -> None:
    """Who may speak to some teams may not speak to all."""
    teams = set(body.team_ids)
    known = await session.scalars(
        select(Team.id).where(Team.id.in_(teams), Team.deleted_at.is_(None))
    )
    if teams != set(known):
        raise NotFoundError
    if access.scope(ANNOUNCE) != "all" and (not teams or not teams <= access.team_ids):
        raise NotAllowedError


async def make_announcement(
    session: WriteSession, access: Access, body: AnnouncementIn
) -> Announcement:
    """Tells all staff, or some teams."""
    await _check_reach(session, access, body)
    row = Announcement(
        id=new_id(),
        version=1,
        edition=1,
        text=body.text.as_json(),
        team_ids=sorted(set(body.team_ids)),
        pinned_until=body.pinned_until,
        must_confirm=body.must_confirm,
        made_by=access.id,
        made_at=now(),
    )
    session.add(row)
    await session.flush()
    audit(session, "people.make_announcement", ObjectRef(KIND, row.id), after=_values(row))
    await _tell(session, row)
    return row


async def _tell(session: WriteSession, row: Announcement) -> None:
    ref = ObjectRef(KIND, row.id)
    emit(session, AnnouncementChanged(row.id), ref)
    author = await session.scalar(select(Staff.name).where(Staff.id == row.made_by))
    await notify(
        session,
        [
            NewNotice(
                one,
                ANNOUNCED,
                f"announcement:{row.id}:{row.edition}",
                ref,
                {"who": author or ""},
                "warning" if row.must_confirm else "info",
            )
            for one in await list_readers(session, row.team_ids)
            if one != row.made_by
        ],
    )


async def _managed(session: WriteSession, access: Access, announcement_id: UUID) -> Announcement:
    query = select(Announcement).where(
        Announcement.id == announcement_id, Announcement.deleted_at.is_(None), manageable(access)
    )
    row: Announcement | None = await session.scalar(query.with_for_update())
    if row is None:
        raise NotFoundError
    return row


async def edit_announcement(
    session: WriteSession,
    access: Access,
    announcement_id: UUID,
    body: AnnouncementIn,
    version: int | None,
) -> None:
    """Writes it anew. Other words are a new edition, which everybody is told of again."""
    row = await _managed(session, access, announcement_id)
    await _check_reach(session, access, body)
    before = _values(row)
    check_version(row, version, before)
    reworded = row.text != body.text.as_json()
    row.text = body.text.as_json()
    row.team_ids = sorted(set(body.team_ids))
    row.pinned_until = body.pinned_until
    row.must_confirm = body.must_confirm
    row.edited_at = now()
    row.withdrawn_at = None
    row.edition += int(reworded)
    await session.flush()
    ref = ObjectRef(KIND, row.id)
    audit(session, "people.edit_announcement", ref, before=before, after=_values(row))
    # Who was told of this edition is not told again; who was added to it is.
    await _tell(session, row)


async def withdraw_announcement(
    session: WriteSession, access: Access, announcement_id: UUID
) -> None:
    """Takes it away from its readers; who manages it still sees it, and who had read it."""
    row = await _managed(session, access, announcement_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        ref = ObjectRef(KIND, row.id)
        audit(session, "people.withdraw_announcement", ref)
        emit(session, AnnouncementChanged(row.id), ref)


async def delete_announcement(session: WriteSession, access: Access, announcement_id: UUID) -> None:
    """Puts it into the bin."""
    row = await _managed(session, access, announcement_id)
    put_in_bin(session, row)
    ref = ObjectRef(KIND, row.id)
    audit(session, "people.delete_announcement", ref, before=_values(row))
    emit(session, AnnouncementChanged(row.id), ref)


_READ = text("""
    INSERT INTO announcement_reads (announcement_id, staff_id, edition, read_at, confirmed_at)
    VALUES (:id, :staff_id, :edition, now(), CASE WHEN :confirm THEN now() END)
    ON CONFLICT (announcement_id, staff_id) DO UPDATE SET
        edition = EXCLUDED.edition,
        read_at = CASE WHEN announcement_reads.edition = EXCLUDED.edition
                       THEN announcement_reads.read_at ELSE now() END,
        confirmed_at = CASE WHEN announcement_reads.edition = EXCLUDED.edition
                            THEN coalesce(announcement_reads.confirmed_at, EXCLUDED.confirmed_at)
                            ELSE EXCLUDED.confirmed_at END
""")


async def read_announcement(
    session: WriteSession, access: Access, announcement_id: UUID, *, confirm: bool
) -> None:
    """Notes that the caller has read it, or confirms it; the first time counts."""
    row = await is_for(session, access, announcement_id)
    if row is None:
        raise NotFoundError
    values = {
        "id": announcement_id,
        "staff_id": access.id,
        "edition": row.edition,
        "confirm": confirm,
    }
    await session.execute(_READ, values)
