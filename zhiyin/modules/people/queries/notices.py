"""Reads of notices to staff."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import select, text

from zhiyin.kernel.contracts.notices import NoticeKind, Severity
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.people.models import Notice
from zhiyin.modules.people.schemas.notices import NoticeOut, NoticePage

# More than this is told as this.
MANY = 100
_UNREAD = text("""
    SELECT count(*) FROM (
        SELECT 1 FROM notices WHERE staff_id = :id AND read_at IS NULL LIMIT :many) found
""")


def title_of(
    kinds: Mapping[str, NoticeKind], name: str, values: Mapping[str, object]
) -> dict[str, str]:
    """A notice's title in every language; of a module that is gone only the name of the kind."""
    kind = kinds.get(name)
    title = kind.title.as_json() if kind else {"zh-CN": name, "en": name}
    for key, value in values.items():
        title = {one: said.replace("{" + key + "}", str(value)) for one, said in title.items()}
    return title


def show_notice(kinds: Mapping[str, NoticeKind], row: Notice) -> NoticeOut:
    """A notice as its owner sees it."""
    kind = kinds.get(row.kind)
    return {
        "id": row.id,
        "kind": row.kind,
        "severity": cast(Severity, row.severity),
        "topic": kind.topic if kind else "other",
        "title": title_of(kinds, row.kind, row.values),
        "about_kind": row.about_kind,
        "about_id": row.about_id,
        "at": row.at,
        "read": row.read_at is not None,
    }


async def count_unread(session: ReadSession | WriteSession, staff_id: UUID) -> int:
    """How many notices somebody has not read, counted up to 100."""
    return int(await session.scalar(_UNREAD, {"id": staff_id, "many": MANY}) or 0)


async def list_notices(
    session: ReadSession, staff_id: UUID, cursor: str | None, limit: int
) -> NoticePage:
    """One page of somebody's notices, newest first."""
    query = select(Notice).where(Notice.staff_id == staff_id)
    before = decode_cursor(cursor, UUID)
    if before is not None:
        query = query.where(Notice.id < before)
    rows = list(
        (await session.execute(query.order_by(Notice.id.desc()).limit(limit + 1))).scalars()
    )
    kinds = session.house.notice_kinds
    return {
        "items": [show_notice(kinds, row) for row in rows[:limit]],
        "next": encode_cursor(rows[limit - 1].id) if len(rows) > limit else None,
        "unread": await count_unread(session, staff_id),
    }


async def get_notices(session: ReadSession, ids: Sequence[UUID]) -> list[tuple[UUID, NoticeOut]]:
    """These notices, each with whom it is for."""
    rows = (await session.execute(select(Notice).where(Notice.id.in_(ids)))).scalars()
    kinds = session.house.notice_kinds
    return [(row.staff_id, show_notice(kinds, row)) for row in rows]
