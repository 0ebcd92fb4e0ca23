"""Reads of canned replies (话术): who sees which, found by words and pinyin, filled in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.variables import Scene
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.text.tokens import plain
from zhiyin.modules.conversations.models.conversations import Conversation
from zhiyin.modules.conversations.permissions import MANAGE_CANNED, may_keep
from zhiyin.modules.conversations.schemas.canned import CannedHit, CannedOut, CannedUseOut
from zhiyin.modules.conversations.templates import fill, open_places
from zhiyin.modules.people.interface import get_names

MAX_WORDS = 6

# Every word must stand in the keys (title, shortcut, folder, pinyin) or in the text.
_FITS = """NOT EXISTS (
    SELECT 1 FROM unnest(CAST(:words AS text[])) AS w(word)
    WHERE strpos(r.keys, w.word) = 0 AND strpos(lower(r.text), w.word) = 0)"""

# Those of the conversation's language first, then the exact shortcut, what the title says before
# what only the text says, and what the writer uses most.
_FIND = text(f"""
    SELECT r.* FROM canned_replies r
    LEFT JOIN canned_uses u ON u.reply_id = r.id AND u.staff_id = :me
    WHERE r.deleted_at IS NULL AND (
        (r.level = 'personal' AND r.owner_id = :me)
        OR (r.level = 'team' AND r.team_id = ANY(:teams))
        OR (r.level = 'shop' AND (r.shop_id IS NULL OR r.shop_id = :shop)))
      AND {_FITS}
    ORDER BY r.language <> :language,
        lower(r.shortcut) IS DISTINCT FROM :whole OR r.shortcut = '',
        EXISTS (SELECT 1 FROM unnest(CAST(:words AS text[])) AS w(word)
                WHERE strpos(r.keys, w.word) = 0),
        coalesce(u.used, 0) DESC, u.last_at DESC NULLS LAST,
        r.level <> 'personal', r.folder COLLATE "C", r.title COLLATE "C", r.id
    LIMIT :limit
""")

_LIST = text(f"""
    SELECT r.*, u.used, u.edited, u.people, u.last_at FROM canned_replies r
    LEFT JOIN LATERAL (
        SELECT sum(used)::int AS used, sum(edited)::int AS edited, count(*)::int AS people,
               max(last_at) AS last_at
        FROM canned_uses WHERE reply_id = r.id) u ON true
    WHERE r.deleted_at IS NULL AND (
        (r.level = 'personal' AND r.owner_id = :me)
        OR (r.level = 'team' AND (:everywhere OR r.team_id = ANY(:teams)))
        OR r.level = 'shop')
      AND (CAST(:level AS text) IS NULL OR r.level = :level)
      AND {_FITS}
      AND (CAST(:after_id AS uuid) IS NULL
           OR (r.folder COLLATE "C", r.title COLLATE "C", r.id)
              > (:after_folder, :after_title, CAST(:after_id AS uuid)))
    ORDER BY r.folder COLLATE "C", r.title COLLATE "C", r.id
    LIMIT :limit
""")

_USES = text("""
    SELECT staff_id, used, edited, last_at FROM canned_uses
    WHERE reply_id = :id ORDER BY used DESC, staff_id LIMIT 200
""")


def _words(asked: str) -> list[str]:
    return plain(asked).split()[:MAX_WORDS]


async def find_canned(
    session: ReadSession, access: Access, row: Conversation, asked: str, limit: int
) -> list[CannedHit]:
    """The replies that fit a conversation the caller may read, best first, filled in."""
    teams = [*access.team_ids, *([row.team_id] if row.team_id else [])]
    found = await session.execute(
        _FIND,
        {
            "me": access.id,
            "teams": teams,
            "shop": row.shop_id,
            "language": row.language,
            "words": _words(asked),
            "whole": plain(asked).strip(),
            "limit": limit,
        },
    )
    rows = found.all()
    wanted = {name for one in rows for name in open_places(one.text)}
    values = await get_values(session, access, row, wanted)
    return [_hit(one, *fill(one.text, values)) for one in rows]


async def get_values(
    session: ReadSession, access: Access, row: Conversation, wanted: set[str]
) -> dict[str, str]:
    """Values by both names; sources that nothing asks for are not asked."""
    scene = Scene(access, row.id, row.customer_id, row.shop_id, choose_language(row.language))
    values: dict[str, str] = {}
    for source in session.house.variables:
        names = [one.name for one in source.variables]
        if not any(name.zh in wanted or name.en in wanted for name in names):
            continue
        (filled,) = await source.fill(session, [scene])
        for name in names:
            values[name.zh] = values[name.en] = filled.get(name.en, "")
    return values


def _hit(row: Any, said: str, missing: list[str]) -> CannedHit:
    return CannedHit(
        id=row.id,
        level=row.level,
        language=row.language,
        folder=row.folder,
        title=row.title,
        shortcut=row.shortcut,
        text=said,
        missing=missing,
    )


async def list_canned(
    session: ReadSession,
    access: Access,
    *,
    asked: str = "",
    level: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> tuple[list[CannedOut], str | None]:
    """One page of what the caller may use or keep, by folder and title."""
    after = decode_cursor(cursor, tuple[str, str, UUID]) or ("", "", None)
    found = await session.execute(
        _LIST,
        {
            "me": access.id,
            "teams": list(access.team_ids),
            "everywhere": access.scope(MANAGE_CANNED) == "all",
            "level": level,
            "words": _words(asked),
            "after_folder": after[0],
            "after_title": after[1],
            "after_id": after[2],
            "limit": limit + 1,
        },
    )
    rows: Sequence[Any] = found.all()
    page = [show_canned(access, row) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return page, encode_cursor((last.folder, last.title, last.id)) if last else None


def show_canned(access: Access, row: Any) -> CannedOut:
    """A reply as its page shows it; uses are left out when the row brings none."""
    return CannedOut(
        id=row.id,
        version=row.version,
        level=row.level,
        owner_id=row.owner_id,
        team_id=row.team_id,
        shop_id=row.shop_id,
        language=row.language,
        folder=row.folder,
        title=row.title,
        shortcut=row.shortcut,
        text=row.text,
        used=getattr(row, "used", None) or 0,
        edited=getattr(row, "edited", None) or 0,
        people=getattr(row, "people", None) or 0,
        last_at=getattr(row, "last_at", None),
        may_edit=may_keep(access, row),
    )


async def list_uses(session: ReadSession, reply_id: UUID) -> list[CannedUseOut]:
    """Who uses a reply, most first; the caller has been checked before."""
    names = await get_names(session)
    return [
        CannedUseOut(
            staff_id=row.staff_id,
            name=names.staff_name(row.staff_id),
            used=row.used,
            edited=row.edited,
            last_at=row.last_at,
        )
        for row in await session.execute(_USES, {"id": reply_id})
    ]
