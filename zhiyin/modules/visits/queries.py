"""Reads of visits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote
from uuid import UUID

from sqlalchemy import select, tuple_

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.customers.interface import get_subjects, mask_spans, personal_spans
from zhiyin.modules.visits.models import Visit, VisitPage
from zhiyin.modules.visits.permissions import SEE_PERSONAL
from zhiyin.modules.visits.rules import NEW_VISIT_MINUTES
from zhiyin.modules.visits.schemas import PageOut, VisitOut


def _shown(text: str, *, clear: bool) -> str:
    """Phone numbers and addresses stand in titles and paths, too, there with signs encoded."""
    plain = unquote(text)
    spans = None if clear else personal_spans(plain)
    return mask_spans(plain, spans) if spans else text


async def _show(
    session: ReadSession | WriteSession, access: Access, visits: Sequence[Visit]
) -> list[VisitOut]:
    clear = SEE_PERSONAL in access.scopes
    query = select(VisitPage).where(VisitPage.visit_id.in_([one.id for one in visits]))
    pages: dict[UUID, list[PageOut]] = {}
    for row in (await session.execute(query.order_by(VisitPage.number))).scalars():
        pages.setdefault(row.visit_id, []).append(
            PageOut(
                number=row.number,
                path=_shown(row.path, clear=clear),
                title=_shown(row.title, clear=clear),
                at=row.at,
                seconds=row.seconds,
            )
        )
    begun = now() - timedelta(minutes=NEW_VISIT_MINUTES)
    return [
        VisitOut(
            id=one.id,
            current=one.last_at > begun,
            origin=one.origin,
            referrer=_shown(one.referrer, clear=clear) if one.referrer else None,
            campaign=one.campaign,
            browser=one.browser,
            device=one.device,
            started_at=one.started_at,
            last_at=one.last_at,
            pages=pages.get(one.id, []),
        )
        for one in visits
    ]


async def get_latest_visit(
    session: ReadSession | WriteSession, access: Access, visitor_ids: Sequence[UUID]
) -> VisitOut | None:
    """The visit of these browsers that is on, or the latest one."""
    query = select(Visit).where(Visit.visitor_id.in_(visitor_ids))
    row = await session.scalar(query.order_by(Visit.last_at.desc(), Visit.id.desc()).limit(1))
    return (await _show(session, access, [row]))[0] if row else None


async def list_visits(
    session: ReadSession, access: Access, customer_id: UUID, cursor: str | None, limit: int
) -> tuple[list[VisitOut], str | None]:
    """A customer's visits, the latest first."""
    subjects = await get_subjects(session, customer_id)
    query = select(Visit).where(Visit.subject_hash.in_(subjects))
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        query = query.where(tuple_(Visit.last_at, Visit.id) < after)
    query = query.order_by(Visit.last_at.desc(), Visit.id.desc()).limit(limit + 1)
    rows = (await session.execute(query)).scalars().all()
    page = rows[:limit]
    following = encode_cursor((page[-1].last_at, page[-1].id)) if len(rows) > limit else None
    return await _show(session, access, page), following
