"""Trying two answers of an article against each other (对比试验): begun, ended, stopped."""

from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.audit.audit import audit
from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.clock.clock import now
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.db.sessions import Database, WriteSession
from zhiyin.kernel.settings.settings import get_setting
from zhiyin.modules.knowledge.actions.publishing import check_complete, make_live
from zhiyin.modules.knowledge.actions.stopping import find_running, let_go, stop_trials
from zhiyin.modules.knowledge.actions.telling import PUBLISHED, ref_of, tell_author
from zhiyin.modules.knowledge.errors import (
    FourEyesError,
    NothingToSubmitError,
    NotPublishedError,
    NoTrialError,
    OnlyAnswersError,
    SameAnswerError,
    TooManyTrialsError,
    TrialRunningError,
)
from zhiyin.modules.knowledge.models import Article, ArticleTrial, ArticleVersion
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.tried import TRIALS
from zhiyin.modules.knowledge.queries.versions import find_live, find_open, find_version
from zhiyin.modules.knowledge.schemas.trials import ArticleTrialEnd, ArticleTrialIn
from zhiyin.modules.knowledge.settings import FOUR_EYES

# Every answer of an article on trial looks for who asks.
MOST_RUNNING = 50
MOST_STOPPED = 200


async def begin_trial(
    session: WriteSession, access: Access, article_id: UUID, body: ArticleTrialIn
) -> None:
    """Has a share of readers see the draft from now on, always the same ones."""
    row = await access_article(session, access, article_id, lock=True)
    draft = await find_open(session, article_id, lock=True)
    live = await find_live(session, row)
    if live is None:
        raise NotPublishedError
    if draft is None:
        raise NothingToSubmitError
    if await find_running(session, [article_id]):
        raise TrialRunningError
    check_complete(draft)
    _check_comparable(live, draft)
    if draft.author_id == access.id and await get_setting(session, FOUR_EYES):
        raise FourEyesError
    running = select(func.count()).where(ArticleTrial.state == "running")
    if (await session.scalar(running) or 0) >= MOST_RUNNING:
        raise TooManyTrialsError(limit=MOST_RUNNING)
    draft.state, row.state = "trial", "published"
    draft.version += 1
    draft.reviewer_id, draft.decided_at = access.id, now()
    row.changed_at = now()
    trial = ArticleTrial(
        id=new_id(),
        article_id=article_id,
        number=draft.number,
        against=live.number,
        share=body.share,
        note=body.note,
        by=access.id,
    )
    session.add(trial)
    session.house.kept.forget(session, TRIALS)
    after = {"a": live.number, "b": draft.number, "share": body.share}
    ref = ref_of(article_id)
    audit(session, "knowledge.begin_trial", ref, after=after, reason=body.note or None)


def _check_comparable(live: ArticleVersion, draft: ArticleVersion) -> None:
    """Only answers are drawn for: by what it is found an article is found by everybody."""
    if (live.title, live.synonyms) != (draft.title, draft.synonyms):
        raise OnlyAnswersError
    if _answers(live) == _answers(draft):
        raise SameAnswerError


def _answers(version: ArticleVersion) -> tuple[str, str, object]:
    return version.short_answer, version.body_html, version.star


async def end_trial(
    session: WriteSession, access: Access, article_id: UUID, body: ArticleTrialEnd
) -> None:
    """Takes the tried answer for everybody, or goes on with the live one alone."""
    row = await access_article(session, access, article_id, lock=True)
    trials = await find_running(session, [article_id])
    if not trials:
        raise NoTrialError
    trial = trials[0]
    version = await find_version(session, article_id, trial.number)
    state, before = row.state, {"a": trial.against, "b": trial.number}
    version.review_note = body.note
    if body.take:
        if version.author_id == access.id and await get_setting(session, FOUR_EYES):
            raise FourEyesError
        await make_live(session, row, version)
        await _keep_draft(session, row, state)
    row.changed_at = now()
    await let_go(session, trials, "taken" if body.take else "kept")
    after = {"live": row.live_number}
    kind = "knowledge.take_tried" if body.take else "knowledge.keep_live"
    audit(session, kind, ref_of(article_id), before=before, after=after, reason=body.note or None)
    if body.take:
        await tell_author(session, row, version, PUBLISHED)


async def _keep_draft(session: WriteSession, row: Article, state: str) -> None:
    """A draft begun during the trial stays what is worked at."""
    if await find_open(session, row.id) is not None:
        row.state = state


async def stop_expired(database: Database) -> None:
    """Stops trials of articles whose time is over: nobody is shown them any more."""
    async with database.writing() as session:
        query = (
            select(Article.id)
            .join(ArticleTrial, ArticleTrial.article_id == Article.id)
            .where(ArticleTrial.state == "running", Article.valid_until <= now())
            .order_by(Article.id)
            .limit(MOST_STOPPED)
            .with_for_update(of=Article, skip_locked=True)
        )
        ids = (await session.execute(query)).scalars().all()
        await stop_trials(session, ids, "expired")
