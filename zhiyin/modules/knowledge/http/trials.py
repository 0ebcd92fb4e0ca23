"""Routes of trials of two answers."""

from uuid import UUID

from zhiyin.kernel.http.routes import Caller, CurrentHouse, Routes
from zhiyin.modules.knowledge.actions.trials import begin_trial, end_trial
from zhiyin.modules.knowledge.permissions import PUBLISH, WRITE
from zhiyin.modules.knowledge.queries.articles import get_article
from zhiyin.modules.knowledge.queries.trials import list_trials, list_trials_of
from zhiyin.modules.knowledge.schemas.articles import ArticleOut
from zhiyin.modules.knowledge.schemas.trials import ArticleTrialEnd, ArticleTrialIn, ArticleTrialOut

routes = Routes("knowledge", "/knowledge")


@routes.get("/trials", permit=WRITE, response_model=list[ArticleTrialOut])
async def get_trials(access: Caller, house: CurrentHouse) -> list[ArticleTrialOut]:
    """Trials that run, and the latest that ended."""
    async with house.database.reading() as session:
        return await list_trials(session, access)


@routes.get("/articles/{article_id}/trials", permit=WRITE, response_model=list[ArticleTrialOut])
async def get_trials_of(
    article_id: UUID, access: Caller, house: CurrentHouse
) -> list[ArticleTrialOut]:
    """The trials of an article, the newest first."""
    async with house.database.reading() as session:
        return await list_trials_of(session, access, article_id)


@routes.post("/articles/{article_id}/trial", permit=PUBLISH, response_model=ArticleOut)
async def post_trial(
    article_id: UUID, body: ArticleTrialIn, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Tries the draft's answers against the live ones with a share of readers."""
    async with house.database.writing(access.actor) as session:
        await begin_trial(session, access, article_id, body)
        await session.flush()
        return await get_article(session, access, article_id)


@routes.post("/articles/{article_id}/trial/end", permit=PUBLISH, response_model=ArticleOut)
async def post_trial_end(
    article_id: UUID, body: ArticleTrialEnd, access: Caller, house: CurrentHouse
) -> ArticleOut:
    """Ends a trial: the tried answers become the live version, or the live ones stay."""
    async with house.database.writing(access.actor) as session:
        await end_trial(session, access, article_id, body)
        await session.flush()
        return await get_article(session, access, article_id)
