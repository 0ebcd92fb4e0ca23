"""Ending trials of two answers; also because something else happened to their articles.

Versions are locked before trials, everywhere.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, tuple_

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.modules.knowledge.actions.telling import ref_of
from zhiyin.modules.knowledge.models import ArticleTrial, ArticleVersion
from zhiyin.modules.knowledge.queries.tried import TRIALS
from zhiyin.modules.knowledge.schemas.trials import TrialReason, TrialState


async def find_running(session: WriteSession, article_ids: Sequence[UUID]) -> list[ArticleTrial]:
    """The trials of these articles that run; the caller holds the articles."""
    query = select(ArticleTrial).where(
        ArticleTrial.article_id.in_(article_ids), ArticleTrial.state == "running"
    )
    return list((await session.execute(query.order_by(ArticleTrial.article_id))).scalars())


async def let_go(session: WriteSession, trials: Sequence[ArticleTrial], state: TrialState) -> None:
    """Ends trials; what was tried stays in the history, where it did not become live."""
    keys = [(one.article_id, one.number) for one in trials]
    query = select(ArticleVersion).where(
        tuple_(ArticleVersion.article_id, ArticleVersion.number).in_(keys),
        ArticleVersion.state == "trial",
    )
    for version in (await session.execute(query)).scalars():
        version.state = "superseded"
        version.version += 1
    await session.flush()
    for one in trials:
        one.state, one.ended_at, one.ended_by = state, now(), session.actor.id
    session.house.kept.forget(session, TRIALS)


async def stop_trials(
    session: WriteSession, article_ids: Sequence[UUID], reason: TrialReason
) -> None:
    """Ends the trials of these articles that run, as what they compare is no more."""
    trials = await find_running(session, article_ids)
    if not trials:
        return
    await let_go(session, trials, "stopped")
    for one in trials:
        one.reason = reason
        after = {"b": one.number, "reason": reason}
        audit(session, "knowledge.stop_trial", ref_of(one.article_id), after=after)
