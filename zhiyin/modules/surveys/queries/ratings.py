"""Reads of ratings, already limited to what the caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.i18n.text import choose_language
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.kernel.settings.settings import Place, Setting, get_setting
from zhiyin.modules.conversations.interface import access_brief, get_briefs
from zhiyin.modules.customers.interface import mask_spans
from zhiyin.modules.people.interface import get_coordinated, get_names
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.permissions import readable
from zhiyin.modules.surveys.rules import SCALES, is_good, may_answer
from zhiyin.modules.surveys.schemas import RatingOut, RatingState, VisitorRating
from zhiyin.modules.surveys.settings import COMMENT_HINT, QUESTION, THANKS

SEE_PERSONAL = "customers.see_personal"


def shown_comment(access: Access, row: Rating) -> str:
    """The words, masked for who may not see contacts."""
    if SEE_PERSONAL in access.scopes:
        return row.comment
    return mask_spans(row.comment, row.spans)


async def list_ratings(
    session: ReadSession,
    access: Access,
    *,
    which: Literal["all", "low", "comments"],
    team_id: UUID | None,
    staff_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> tuple[list[RatingOut], str | None]:
    """One page of given ratings, latest first."""
    led = await get_coordinated(session, access.id)
    query = select(Rating).where(readable(access, led), Rating.answered_at.is_not(None))
    if which == "low":
        query = query.where(Rating.low)
    if which == "comments":
        query = query.where(Rating.comment != "")
    if team_id is not None:
        query = query.where(Rating.team_id == team_id)
    if staff_id is not None:
        query = query.where(Rating.staff_id == staff_id)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        query = query.where(func.row(Rating.answered_at, Rating.id) < func.row(*after))
    order = (Rating.answered_at.desc(), Rating.id.desc())
    rows = (await session.execute(query.order_by(*order).limit(limit + 1))).scalars().all()
    page = rows[:limit]
    last = page[-1] if len(rows) > limit else None
    following = encode_cursor((last.answered_at, last.id)) if last else None
    return await show_ratings(session, access, page), following


async def show_ratings(
    session: ReadSession, access: Access, rows: Sequence[Rating]
) -> list[RatingOut]:
    """Ratings as people see them."""
    names = await get_names(session)
    briefs = await get_briefs(session, [row.conversation_id for row in rows])
    shown = []
    for row in rows:
        brief = briefs[row.conversation_id]
        values: dict[str, Any] = {"score": row.score, "answered_at": row.answered_at}
        shown.append(
            RatingOut(
                id=row.id,
                conversation_id=row.conversation_id,
                conversation_ref=brief.ref,
                customer_id=row.customer_id,
                customer_name=brief.customer_name,
                kind=row.kind,
                high=SCALES[row.kind].high,
                good=is_good(row.kind, row.score or 0),
                low=row.low,
                comment=shown_comment(access, row),
                team_name=names.team_name(row.team_id) or None,
                staff_name=names.staff_name(row.staff_id) or None,
                subject_id=row.subject_id,
                via=row.via or "widget",
                **values,
            )
        )
    return shown


async def get_state(session: ReadSession, access: Access, conversation_id: UUID) -> RatingState:
    """How the rating of a conversation stands, for who may read the conversation."""
    await access_brief(session, access, conversation_id)
    row = await session.scalar(select(Rating).where(Rating.conversation_id == conversation_id))
    if row is None:
        return RatingState(
            asked_at=None, kind=None, high=None, score=None, comment="", answered_at=None
        )
    return RatingState(
        asked_at=row.asked_at,
        kind=row.kind,
        high=SCALES[row.kind].high,
        score=row.score,
        comment=shown_comment(access, row),
        answered_at=row.answered_at,
    )


async def show_to_customer(
    session: ReadSession | WriteSession, row: Rating, language: str | None = None
) -> VisitorRating:
    """A rating as its customer sees it."""
    place = Place(shop_id=row.shop_id)
    scale = SCALES[row.kind]
    spoken = choose_language(language or row.language)

    async def say(setting: Setting) -> str:
        texts = await get_setting(session, setting, place)
        return str(texts.get(spoken) or texts.get("zh-CN", ""))

    return VisitorRating(
        conversation_id=row.conversation_id,
        kind=row.kind,
        low=scale.low,
        high=scale.high,
        question=await say(QUESTION),
        comment_hint=await say(COMMENT_HINT),
        thanks=await say(THANKS),
        score=row.score,
        comment=row.comment,
        open=may_answer(row.answered_at, row.expires_at, now()),
    )
