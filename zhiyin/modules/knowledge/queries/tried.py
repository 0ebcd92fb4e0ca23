"""Which of two answers somebody gets while an article is on trial."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, tuple_

from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.kernel.drawing import is_drawn
from zhiyin.modules.knowledge.models import (
    ArticleTrial,
    ArticleTrialReader,
    ArticleVersion,
    KnowledgeSearch,
)

TRIALS = "knowledge.trials"
# Answers ask for it; other processes see a trial begin and end so much later.
KEPT_SECONDS = 5.0


@dataclass(frozen=True)
class Running:
    """A trial that runs; `number` is the version that is tried."""

    id: UUID
    article_id: UUID
    number: int
    share: int


async def get_running(session: ReadSession | WriteSession) -> dict[UUID, Running]:
    """The trials that run, by article."""

    async def read() -> dict[UUID, Running]:
        query = select(
            ArticleTrial.id, ArticleTrial.article_id, ArticleTrial.number, ArticleTrial.share
        )
        rows = await session.execute(query.where(ArticleTrial.state == "running"))
        found = [Running(*row) for row in rows.tuples()]
        return {one.article_id: one for one in found}

    return await session.house.kept.get(session, TRIALS, KEPT_SECONDS, read)


async def draw(
    session: ReadSession | WriteSession, trials: Sequence[Running], reader: UUID
) -> dict[UUID, bool]:
    """For each trial, whether this reader gets the second answer. Who was shown one keeps it, also
    when their file was joined with another.
    """
    query = select(ArticleTrialReader.trial_id, ArticleTrialReader.second).where(
        ArticleTrialReader.key == reader,
        ArticleTrialReader.trial_id.in_([one.id for one in trials]),
    )
    shown: dict[UUID, bool] = dict((await session.execute(query)).tuples().all())
    return {one.id: shown.get(one.id, is_drawn(reader, one.id.bytes, one.share)) for one in trials}


async def get_tried(
    session: ReadSession | WriteSession, ids: Sequence[UUID], reader: UUID | None
) -> dict[UUID, ArticleVersion]:
    """What stands in the place of the live version for this reader, by article."""
    running = await get_running(session)
    trials = [running[one] for one in ids if one in running]
    if not trials or reader is None:
        return {}
    drawn = await draw(session, trials, reader)
    wanted = [(one.article_id, one.number) for one in trials if drawn[one.id]]
    if not wanted:
        return {}
    query = select(ArticleVersion).where(
        tuple_(ArticleVersion.article_id, ArticleVersion.number).in_(wanted),
        ArticleVersion.state == "trial",
    )
    return {row.article_id: row for row in (await session.execute(query)).scalars()}


async def find_customer(
    session: ReadSession | WriteSession, conversation_id: UUID | None
) -> UUID | None:
    """Whose conversation it is, as far as something was looked for in it."""
    if conversation_id is None:
        return None
    query = select(KnowledgeSearch.customer_id).where(
        KnowledgeSearch.conversation_id == conversation_id,
        KnowledgeSearch.customer_id.is_not(None),
    )
    found: UUID | None = await session.scalar(query.limit(1))
    return found
