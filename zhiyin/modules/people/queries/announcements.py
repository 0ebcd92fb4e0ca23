"""Reads of announcements: one's own, those one manages, and who has read them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, text, true

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.people.models import Announcement, AnnouncementRead, Staff
from zhiyin.modules.people.permissions import ANNOUNCE
from zhiyin.modules.people.schemas.announcements import (
    AnnouncementFull,
    AnnouncementOut,
    ReceiptOut,
)

MOST = 100
_COUNTS = text("""
    SELECT a.id,
        (SELECT count(*) FROM staff s WHERE s.state = 'active' AND s.kind = 'human' AND (
            a.team_ids = '{}' OR EXISTS (SELECT 1 FROM team_members m
                WHERE m.staff_id = s.id AND m.team_id = ANY(a.team_ids)))) AS readers,
        count(r.staff_id) AS read_count, count(r.confirmed_at) AS confirmed_count
    FROM announcements a
    LEFT JOIN (announcement_reads r JOIN staff t ON t.id = r.staff_id AND t.state = 'active')
        ON r.announcement_id = a.id AND r.edition = a.edition
    WHERE a.id = ANY(:ids) GROUP BY a.id
""")
_RECEIPTS = text("""
    SELECT s.id AS staff_id, s.name, r.read_at, r.confirmed_at,
           array(SELECT m.team_id FROM team_members m WHERE m.staff_id = s.id) AS team_ids
    FROM announcements a
    JOIN staff s ON s.state = 'active' AND s.kind = 'human' AND (
        a.team_ids = '{}' OR EXISTS (SELECT 1 FROM team_members m
            WHERE m.staff_id = s.id AND m.team_id = ANY(a.team_ids)))
    LEFT JOIN announcement_reads r
        ON r.announcement_id = a.id AND r.staff_id = s.id AND r.edition = a.edition
    WHERE a.id = :id
    ORDER BY r.read_at NULLS FIRST, s.name COLLATE "C", s.id
""")


def readable_words(text_: dict[str, str]) -> dict[str, str]:
    """In every language: what was written in one only is shown to all."""
    zh, en = text_.get("zh-CN", ""), text_.get("en", "")
    return {"zh-CN": zh or en, "en": en or zh}


def _for_me(access: Access) -> ColumnElement[bool]:
    return or_(Announcement.team_ids == [], Announcement.team_ids.overlap(list(access.team_ids)))


def manageable(access: Access) -> ColumnElement[bool]:
    """Which announcements the caller manages: their own, those of their teams, in scope all all."""
    if access.scope(ANNOUNCE) == "all":
        return true()
    return or_(
        Announcement.made_by == access.id,
        (Announcement.team_ids != []) & Announcement.team_ids.contained_by(list(access.team_ids)),
    )


def _shown(row: Announcement, author: str, mine: Any) -> dict[str, Any]:
    read = mine is not None and mine.edition == row.edition
    return {
        "id": row.id,
        "text": row.text,
        "team_ids": row.team_ids,
        "pinned_until": row.pinned_until,
        "must_confirm": row.must_confirm,
        "made_by": author,
        "made_at": row.made_at,
        "edited_at": row.edited_at,
        "withdrawn_at": row.withdrawn_at,
        "read": read,
        "confirmed": read and mine.confirmed_at is not None,
    }


def _with_mine(access: Access, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(Announcement, Staff.name, AnnouncementRead)
        .join(Staff, Staff.id == Announcement.made_by)
        .outerjoin(
            AnnouncementRead,
            (AnnouncementRead.announcement_id == Announcement.id)
            & (AnnouncementRead.staff_id == access.id),
        )
        .where(Announcement.deleted_at.is_(None), *conditions)
        .order_by(Announcement.id.desc())
        .limit(MOST)
    )


async def list_mine(session: ReadSession, access: Access) -> list[AnnouncementOut]:
    """What the caller should know, newest first; also from before they came."""
    query = _with_mine(access, _for_me(access), Announcement.withdrawn_at.is_(None))
    return [
        AnnouncementOut(**{**_shown(row, author, mine), "text": readable_words(row.text)})
        for row, author, mine in (await session.execute(query)).all()
    ]


async def list_managed(session: ReadSession, access: Access) -> list[AnnouncementFull]:
    """What the caller manages, withdrawn ones too, with how many have read it."""
    rows = (await session.execute(_with_mine(access, manageable(access)))).all()
    return await _full(session, rows)


async def get_full(
    session: ReadSession, access: Access, announcement_id: UUID
) -> AnnouncementFull | None:
    """One of them."""
    query = _with_mine(access, manageable(access), Announcement.id == announcement_id)
    found = await _full(session, (await session.execute(query)).all())
    return found[0] if found else None


async def _full(session: ReadSession, rows: Collection[Any]) -> list[AnnouncementFull]:
    ids = [row.id for row, _, _ in rows]
    counts = {one.id: one for one in await session.execute(_COUNTS, {"ids": ids})}
    return [
        AnnouncementFull(
            **_shown(row, author, mine),
            version=row.version,
            readers=counts[row.id].readers,
            read_count=counts[row.id].read_count,
            confirmed_count=counts[row.id].confirmed_count,
        )
        for row, author, mine in rows
    ]


async def list_receipts(session: ReadSession, announcement_id: UUID) -> list[ReceiptOut]:
    """Everybody it is for: who has not read it comes first."""
    rows = await session.execute(_RECEIPTS, {"id": announcement_id})
    return [ReceiptOut.model_validate(row) for row in rows]


async def is_for(
    session: ReadSession | WriteSession, access: Access, announcement_id: UUID
) -> Announcement | None:
    """An announcement the caller may read."""
    query = select(Announcement).where(
        Announcement.id == announcement_id,
        Announcement.deleted_at.is_(None),
        Announcement.withdrawn_at.is_(None),
        _for_me(access),
    )
    row: Announcement | None = await session.scalar(query)
    return row


async def list_readers(session: WriteSession, team_ids: Collection[UUID]) -> list[UUID]:
    """Everybody an announcement to these teams is for."""
    query = select(Staff.id).where(Staff.state == "active", Staff.kind == "human")
    if team_ids:
        member = text("EXISTS (SELECT 1 FROM team_members m WHERE m.staff_id = staff.id"
                      " AND m.team_id = ANY(:teams))")  # fmt: skip
        query = query.where(member.bindparams(teams=list(team_ids)))
    return list((await session.execute(query.order_by(Staff.id))).scalars())
