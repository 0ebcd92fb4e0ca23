"""What came of asking the test questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.db.sessions import ReadSession
from zhiyin.kernel.errors.problems import NotFoundError
from zhiyin.kernel.http.shapes import Labels
from zhiyin.kernel.paging.cursor import decode_cursor, encode_cursor
from zhiyin.modules.bot.models import BotTestRun
from zhiyin.modules.bot.queries.state import PROMISED
from zhiyin.modules.bot.schemas.talks import SampleArticle
from zhiyin.modules.bot.schemas.tests import (
    BotQuestionOut,
    BotQuestionPage,
    QuestionProblem,
    QuestionsTakenIn,
    RunBrief,
    RunItem,
    RunOut,
    RunWhich,
)
from zhiyin.modules.bot.schemas.versions import QuestionFigures
from zhiyin.modules.bot.testing import moved
from zhiyin.modules.knowledge.interface import (
    QuestionRecord,
    TakenIn,
    count_questions,
    get_questions,
    get_titles,
    list_questions,
)
from zhiyin.modules.people.interface import StaffNames, get_names

MOST_RUNS = 60
MOST_ITEMS = 200


def show_question(names: StaffNames, one: QuestionRecord) -> BotQuestionOut:
    """A test question as it crosses the API."""
    article = None
    if one.article_id is not None:
        article = SampleArticle(article_id=one.article_id, title=one.title or "")
    return BotQuestionOut.model_validate(
        {
            "id": one.id,
            "version": one.version,
            "question": one.question,
            "article": article,
            "live": one.live,
            "shop_id": one.shop_id,
            "locale": one.locale,
            "origin": one.origin,
            "by": names.staff_name(one.by) or None,
            "at": one.at,
        }
    )


async def get_question_page(
    session: ReadSession,
    *,
    shop_id: UUID | None,
    which: Any,
    q: str,
    cursor: str | None,
    limit: int,
) -> BotQuestionPage:
    """A page of test questions."""
    found = await list_questions(
        session, shop_id=shop_id, which=which, q=q, after=decode_cursor(cursor, UUID), limit=limit
    )
    names = await get_names(session)
    page = found[:limit]
    answerable, unanswerable = await count_questions(session)
    return BotQuestionPage(
        items=[show_question(names, one) for one in page],
        next=encode_cursor(page[-1].id) if len(found) > limit else None,
        answerable=answerable,
        unanswerable=unanswerable,
    )


def show_taken(taken: TakenIn) -> QuestionsTakenIn:
    """What became of a file, as it crosses the API."""
    problems = [
        QuestionProblem(row=row, question=question, reason=Labels.of(why))
        for row, question, why in taken.problems
    ]
    return QuestionsTakenIn(
        added=taken.added, changed=taken.changed, same=taken.same, problems=problems
    )


async def list_runs(session: ReadSession) -> list[RunBrief]:
    """Runs that have ended, newest first."""
    query = select(BotTestRun).where(BotTestRun.finished_at.is_not(None))
    rows = await session.execute(query.order_by(BotTestRun.finished_at.desc()).limit(MOST_RUNS))
    names = await get_names(session)
    return [_brief(names, row) for row in rows.scalars()]


async def get_run(session: ReadSession, run_id: UUID, which: RunWhich) -> RunOut:
    """One run, beside the one before it."""
    row = await session.get(BotTestRun, run_id)
    if row is None or row.finished_at is None:
        raise NotFoundError
    earlier = select(BotTestRun).where(BotTestRun.finished_at < row.finished_at)
    previous = await session.scalar(earlier.order_by(BotTestRun.finished_at.desc()).limit(1))
    names = await get_names(session)
    was = previous.results if previous is not None else {}
    counts: Counter[str] = Counter()
    chosen: list[str] = []
    for key, result in row.results.items():
        kinds = _kinds(result, was.get(key))
        counts.update(kinds)
        if which in kinds:
            chosen.append(key)
    return RunOut.model_validate(
        {
            **_brief(names, row).model_dump(),
            "promised": PROMISED,
            "detailed": bool(row.results),
            "previous": _brief(names, previous) if previous is not None else None,
            "counts": dict(counts),
            "items": await _items(session, chosen[:MOST_ITEMS], row.results, was),
        }
    )


def _kinds(result: Mapping[str, Any], was: Mapping[str, Any] | None) -> list[str]:
    changed = moved(was["verdict"], result["verdict"]) if was else None
    return [result["verdict"], *([changed] if changed else [])]


async def _items(
    session: ReadSession,
    keys: Sequence[str],
    results: Mapping[str, Any],
    was: Mapping[str, Any],
) -> list[RunItem]:
    """Those questions that are still there."""
    questions = await get_questions(session, [UUID(key) for key in keys])
    told = [results[key]["article_id"] for key in keys]
    titles = await get_titles(session, sorted({UUID(one) for one in told if one}))
    items = []
    for key in keys:
        question = questions.get(UUID(key))
        if question is None:
            continue
        result, before = results[key], was.get(key)
        items.append(
            RunItem(
                question_id=question.id,
                question=question.question,
                wanted=_article(question.article_id, {question.article_id: question.title}),
                answered=_article(result["article_id"], titles),
                kind=result["kind"],
                verdict=result["verdict"],
                likely=result["likely"],
                was=before["verdict"] if before else None,
            )
        )
    return items


def _article(
    article_id: UUID | str | None, titles: Mapping[Any, str | None]
) -> SampleArticle | None:
    key = UUID(article_id) if isinstance(article_id, str) else article_id
    title = titles.get(key)
    return SampleArticle(article_id=key, title=title) if key and title else None


def _brief(names: StaffNames, row: BotTestRun) -> RunBrief:
    return RunBrief(
        id=row.id,
        at=row.finished_at or row.at,
        by=names.staff_name(row.by) or None,
        version=row.version,
        figures=QuestionFigures.model_validate(row.figures or {}),
    )
