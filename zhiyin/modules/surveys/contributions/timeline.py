"""Ratings on the customer's timeline."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.contracts.module import TimelineEntry
from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people.interface import get_coordinated, get_names
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.permissions import readable
from zhiyin.modules.surveys.queries.ratings import shown_comment
from zhiyin.modules.surveys.rules import SCALES, is_good

GOOD, LOW = Text("满意", "Satisfied"), Text("低分", "Low")


class RatingsOnTimeline:
    """One line a rating: the score, the words, whom it was for."""

    name = "ratings"

    async def entries(
        self,
        session: ReadSession,
        access: Access,
        customer_ids: Sequence[UUID],
        before: datetime,
        limit: int,
    ) -> list[TimelineEntry]:
        """Those the caller may see, newest first."""
        names = await get_names(session)
        led = await get_coordinated(session, access.id)
        rows = await session.execute(
            select(Rating)
            .where(
                Rating.customer_id.in_(customer_ids),
                Rating.answered_at < before,
                readable(access, led),
            )
            .order_by(Rating.answered_at.desc())
            .limit(limit)
        )
        return [
            _entry(row, shown_comment(access, row), names.staff_name(row.staff_id))
            for row in rows.scalars()
        ]


def _entry(row: Rating, comment: str, staff: str) -> TimelineEntry:
    score = f"{row.score}/{SCALES[row.kind].high}"
    badge = LOW if row.low else GOOD if is_good(row.kind, row.score or 0) else None
    return TimelineEntry(
        kind="rating",
        at=row.answered_at or row.asked_at,
        title=Text(f"评价 {score}", f"Rating {score}"),
        lines=tuple(line for line in (comment, staff) if line),
        badge=badge,
        ref=ObjectRef("conversation", row.conversation_id),
    )
