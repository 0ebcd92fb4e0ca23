"""A customer rates, and may think better of it for a day."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.actor import ObjectRef
from zhiyin.kernel.auth.secrets import hash_token
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.events.emit import emit
from zhiyin.kernel.settings.settings import Place, get_setting
from zhiyin.modules.conversations.interface import tell_staff, withdraw_notices
from zhiyin.modules.customers.interface import personal_spans
from zhiyin.modules.surveys.actions.asking import notice_key
from zhiyin.modules.surveys.errors import BadScoreError, RatingOverError
from zhiyin.modules.surveys.events import RatingChanged, RatingGiven
from zhiyin.modules.surveys.models import Rating
from zhiyin.modules.surveys.rules import SCALES, fits, is_low, may_answer
from zhiyin.modules.surveys.settings import LOW_SCORE

Via = Literal["widget", "mail"]


@dataclass(frozen=True)
class Answer:
    """What a customer says."""

    score: int
    comment: str
    via: Via


async def find_by_conversation(
    session: ReadSession | WriteSession, conversation_id: UUID
) -> Rating:
    """The rating of a conversation; not found when nobody asked."""
    query = select(Rating).where(Rating.conversation_id == conversation_id)
    row: Rating | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    return row


async def find_by_token(session: ReadSession | WriteSession, token: str) -> Rating:
    """The rating behind a mail's link; not found for a link we did not make."""
    query = select(Rating).where(Rating.token_hash == hash_token(token))
    row: Rating | None = await session.scalar(query)
    if row is None:
        raise NotFoundError
    return row


async def answer(session: WriteSession, seen: Rating, said: Answer) -> Rating:
    """Writes down what a customer says, tells staff in the thread, and what follows hears it."""
    scale = SCALES[seen.kind]
    if not fits(seen.kind, said.score):
        raise BadScoreError(low=scale.low, high=scale.high)
    if not may_answer(seen.answered_at, seen.expires_at, now()):
        raise RatingOverError
    comment = " ".join(said.comment.split("\0")).strip()
    # The conversation is locked before the rating.
    values = {"score": said.score, "high": scale.high, "note": comment}
    await tell_staff(session, seen.conversation_id, "rated", values)
    row = await session.get_one(Rating, seen.id, with_for_update=True, populate_existing=True)
    if not may_answer(row.answered_at, row.expires_at, now()):
        raise RatingOverError
    place = Place(shop_id=row.shop_id, team_id=row.team_id)
    first = row.answered_at is None
    row.score, row.comment, row.spans = said.score, comment, personal_spans(comment)
    row.low = is_low(row.kind, said.score, await get_setting(session, LOW_SCORE, place))
    row.via = said.via
    row.answered_at = row.answered_at or now()
    row.changed_at = now()
    facts = row.id, row.conversation_id, row.customer_id, row.kind, said.score, row.low
    told = RatingGiven(*facts) if first else RatingChanged(*facts)
    refs = ObjectRef("rating", row.id), ObjectRef("conversation", row.conversation_id)
    emit(session, told, *refs, ObjectRef("customer", row.customer_id))
    await session.flush()
    await withdraw_notices(session, [notice_key(row.conversation_id)])
    return row
