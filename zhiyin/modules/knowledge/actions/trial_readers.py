"""Who was shown which of two answers, and what came of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.knowledge.models import ArticleTrial, ArticleTrialReader
from zhiyin.modules.knowledge.queries.tried import draw, get_running

# Who comes again later comes about something else.
AGAIN_WITHIN = timedelta(days=7)
KEY = "help_trial"


def reader_of(session: ReadSession | WriteSession, mark: str) -> UUID:
    """The reader behind a browser's random mark."""
    return UUID(bytes=session.house.keyring.hash(KEY, mark)[:16])


async def note_shown(
    session: WriteSession,
    articles: Sequence[UUID],
    reader: UUID,
    *,
    customer_id: UUID | None = None,
    conversation_id: UUID | None = None,
    by_bot: bool = False,
) -> None:
    """Notes that somebody was shown articles; where nothing is tried nothing is written."""
    running = await get_running(session)
    trials = [running[one] for one in articles if one in running]
    if not trials:
        return
    drawn = await draw(session, trials, reader)
    for trial in trials:
        statement = insert(ArticleTrialReader).values(
            trial_id=trial.id,
            key=reader,
            second=drawn[trial.id],
            customer_id=customer_id,
            conversation_id=conversation_id,
            in_chat=conversation_id is not None,
            by_bot=by_bot,
        )
        later = {
            "conversation_id": func.coalesce(
                statement.excluded.conversation_id, ArticleTrialReader.conversation_id
            ),
            "in_chat": or_(ArticleTrialReader.in_chat, statement.excluded.in_chat),
            "by_bot": or_(ArticleTrialReader.by_bot, statement.excluded.by_bot),
        }
        await session.execute(
            statement.on_conflict_do_update(index_elements=["trial_id", "key"], set_=later)
        )


async def note_trial_rating(
    session: WriteSession, article_id: UUID, reader: UUID, *, helpful: bool
) -> None:
    """Notes whether what a reader was shown helped; the last word counts."""
    trial = (await get_running(session)).get(article_id)
    if trial is None:
        return
    rated = update(ArticleTrialReader).where(
        ArticleTrialReader.trial_id == trial.id, ArticleTrialReader.key == reader
    )
    await session.execute(rated.values(rating="helpful" if helpful else "unhelpful"))


def _tried_now() -> ColumnElement[bool]:
    running = select(ArticleTrial.id).where(ArticleTrial.state == "running")
    return ArticleTrialReader.trial_id.in_(running)


async def note_asked_person(session: WriteSession, conversation_id: UUID) -> None:
    """Notes that a person had to answer where the bot had shown an answer."""
    asked = update(ArticleTrialReader).where(
        ArticleTrialReader.conversation_id == conversation_id, _tried_now()
    )
    await session.execute(asked.values(asked_person=True))


async def note_came_again(session: WriteSession, customer_id: UUID, at: datetime) -> None:
    """Notes that a customer wrote anew some time after they had been shown an answer."""
    came = update(ArticleTrialReader).where(
        ArticleTrialReader.customer_id == customer_id,
        ArticleTrialReader.at < at,
        ArticleTrialReader.at > at - AGAIN_WITHIN,
        _tried_now(),
    )
    await session.execute(came.values(came_again=True))
