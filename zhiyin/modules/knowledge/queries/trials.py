"""What came of trials of two answers."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.comparing import Counted, compare
from zhiyin.kernel.db.sessions import ReadSession, WriteSession
from zhiyin.modules.knowledge.models import Article, ArticleTrial, ArticleTrialReader
from zhiyin.modules.knowledge.permissions import PUBLISH, readable
from zhiyin.modules.knowledge.queries.access import access_article
from zhiyin.modules.knowledge.queries.articles import person
from zhiyin.modules.knowledge.rules import reference
from zhiyin.modules.knowledge.schemas.trials import (
    ArticleTrialCompared,
    ArticleTrialOut,
    ArticleTrialSide,
    Measure,
)
from zhiyin.modules.people.interface import get_names

MOST_LISTED = 100


async def _sides(
    session: ReadSession | WriteSession, ids: Sequence[UUID]
) -> dict[tuple[UUID, bool], ArticleTrialSide]:
    one = ArticleTrialReader
    query = (
        select(
            one.trial_id,
            one.second,
            func.count().label("readers"),
            func.count(one.rating).label("rated"),
            func.count().filter(one.rating == "helpful").label("helpful"),
            func.count().filter(one.in_chat).label("in_chat"),
            func.count().filter(one.by_bot).label("by_bot"),
            func.count().filter(one.by_bot, one.asked_person).label("asked_person"),
            func.count().filter(one.in_chat, one.came_again).label("came_again"),
        )
        .where(one.trial_id.in_(ids))
        .group_by(one.trial_id, one.second)
    )
    return {
        (row.trial_id, row.second): ArticleTrialSide.model_validate(
            {name: getattr(row, name) for name in ArticleTrialSide.model_fields}
        )
        for row in await session.execute(query)
    }


def compare_sides(
    first: ArticleTrialSide, second: ArticleTrialSide, share: float
) -> list[ArticleTrialCompared]:
    """What both sides say; every share is better when it is higher."""

    def counts(side: ArticleTrialSide) -> dict[Measure, Counted]:
        return {
            "helpful": (side.helpful, side.rated),
            "alone": (side.by_bot - side.asked_person, side.by_bot),
            "settled": (side.in_chat - side.came_again, side.in_chat),
        }

    of_first, of_second = counts(first), counts(second)
    shown = []
    for name, counted in of_first.items():
        found = compare(counted, of_second[name], share)
        gap = found.difference
        shown.append(
            ArticleTrialCompared(
                name=name,
                first=found.live,
                second=found.trial,
                value=gap.value if gap else None,
                low=gap.low if gap else None,
                high=gap.high if gap else None,
                verdict=found.verdict,
                needed=found.needed,
            )
        )
    return shown


async def _show(
    session: ReadSession | WriteSession,
    access: Access,
    rows: Sequence[tuple[ArticleTrial, Article]],
) -> list[ArticleTrialOut]:
    names = await get_names(session)
    sides = await _sides(session, [trial.id for trial, _ in rows])
    shown = []
    for trial, article in rows:
        first = sides.get((trial.id, False), ArticleTrialSide())
        second = sides.get((trial.id, True), ArticleTrialSide())
        shown.append(
            ArticleTrialOut(
                **{name: getattr(trial, name) for name in _KEPT},
                ref=reference(article.number),
                title=article.title,
                by=person(names, trial.by) if trial.by else None,
                ended_by=person(names, trial.ended_by) if trial.ended_by else None,
                first=first,
                second=second,
                compared=compare_sides(first, second, trial.share / 100),
                may_end=trial.state == "running" and access.may(PUBLISH),
            )
        )
    return shown


_KEPT = (
    "id", "article_id", "number", "against", "share", "state", "reason", "note", "at", "ended_at",
)  # fmt: skip


async def list_trials(session: ReadSession, access: Access) -> list[ArticleTrialOut]:
    """Trials of articles the caller may see: those that run, then the latest that ended."""
    query = (
        select(ArticleTrial, Article)
        .join(Article, Article.id == ArticleTrial.article_id)
        .where(readable(access))
        .order_by((ArticleTrial.state == "running").desc(), ArticleTrial.at.desc())
        .limit(MOST_LISTED)
    )
    return await _show(session, access, (await session.execute(query)).tuples().all())


async def list_trials_of(
    session: ReadSession | WriteSession, access: Access, article_id: UUID
) -> list[ArticleTrialOut]:
    """The trials of an article, the newest first."""
    row = await access_article(session, access, article_id)
    query = select(ArticleTrial).where(ArticleTrial.article_id == article_id)
    found = (await session.execute(query.order_by(ArticleTrial.at.desc()))).scalars()
    return await _show(session, access, [(one, row) for one in found])
