"""Ratings for export, one row per conversation that was asked about."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.sessions import Database, ReadSession
from zhiyin.kernel.text.cells import table_line
from zhiyin.modules.catalogue.interface import get_subjects
from zhiyin.modules.conversations.interface import get_briefs
from zhiyin.modules.people.interface import get_coordinated, get_names
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.permissions import readable
from zhiyin.modules.surveys.queries.ratings import shown_comment

BATCH = 500
COLUMNS = (
    "ref", "asked_at", "asked_by", "kind", "answered_at", "via", "score", "low", "comment",
    "team", "agent", "subject",
)  # fmt: skip


async def export_ratings(
    database: Database, access: Access, since: datetime, until: datetime
) -> AsyncIterator[str]:
    """Lines of a table, the oldest request first; each part reads for itself and is brief."""
    yield "\ufeff" + table_line(COLUMNS)
    after: tuple[datetime, UUID] = (since, UUID(int=0))
    while True:
        async with database.reading() as session:
            led = await get_coordinated(session, access.id)
            query = select(Rating).where(
                readable(access, led),
                func.row(Rating.asked_at, Rating.id) > func.row(*after),
                Rating.asked_at < until,
            )
            order = query.order_by(Rating.asked_at, Rating.id).limit(BATCH)
            rows = (await session.execute(order)).scalars().all()
            lines = await _lines(session, access, rows)
        if not rows:
            return
        yield "".join(lines)
        after = (rows[-1].asked_at, rows[-1].id)


async def _lines(session: ReadSession, access: Access, rows: Sequence[Rating]) -> list[str]:
    names = await get_names(session)
    subjects = await get_subjects(session)
    briefs = await get_briefs(session, [row.conversation_id for row in rows])
    lines = []
    for row in rows:
        subject = subjects.get(row.subject_id) if row.subject_id else None
        lines.append(
            table_line(
                (
                    briefs[row.conversation_id].ref,
                    row.asked_at.isoformat(),
                    names.staff_name(row.asked_by),
                    row.kind,
                    row.answered_at.isoformat() if row.answered_at else "",
                    row.via or "",
                    "" if row.score is None else row.score,
                    int(row.low),
                    shown_comment(access, row),
                    names.team_name(row.team_id),
                    names.staff_name(row.staff_id),
                    subject.name["zh-CN"] if subject else "",
                )
            )
        )
    return lines
