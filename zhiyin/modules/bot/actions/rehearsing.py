"""Test questions, asked as the bot would be asked: nothing is said to anybody."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from zhiyin.kernel.auth.access import Access
from zhiyin.kernel.db.ids import new_id
from zhiyin.kernel.house import House
from zhiyin.kernel.settings.settings import Place
from zhiyin.kernel.text.language import language_of
from zhiyin.kernel.thinking.contract import ThinkingUnavailable
from zhiyin.modules.bot.actions.thinking import as_search, intents_of
from zhiyin.modules.bot.errors import NoAnswerError
from zhiyin.modules.bot.models import BotRehearsal
from zhiyin.modules.bot.queries.places import HeldHere, get_place
from zhiyin.modules.bot.rules import Search, Standing, after_search, before_search
from zhiyin.modules.bot.testing import Judged, figures, judge, moved, sample
from zhiyin.modules.bot.understanding import hear
from zhiyin.modules.bot.versioning import Change
from zhiyin.modules.knowledge.interface import (
    MoreWordings,
    QuestionRecord,
    RehearsedQuestion,
    all_questions,
    rehearse_answers,
)

# Who measures a change waits for it: of more questions than these a part is asked.
MOST_REHEARSED = 300
MOST_MOVED = 40

Searches = dict[UUID, Search]


async def rehearse(
    house: House,
    questions: Sequence[QuestionRecord],
    *,
    tried: Mapping[str, Any] | None = None,
    extra: Sequence[MoreWordings] = (),
    known: Mapping[UUID, Search] | None = None,
) -> tuple[dict[UUID, Judged], Searches]:
    """What the bot does with each of these, in the same steps as with a customer who begins; and
    what was found. `tried` settings and `extra` wordings hold as if they were live; what is `known`
    need not be looked for again.
    """
    places = await _places(house, questions, tried)
    judged: dict[UUID, Judged] = {}
    open_ones: list[QuestionRecord] = []
    for one in questions:
        here = places[one.shop_id]
        heard = hear(one.question, here.lists)
        decision = before_search(heard, Standing(), intents_of(here.skills, heard.text))
        if decision is None:
            open_ones.append(one)
        else:
            judged[one.id] = judge(decision, None, one.article_id)
    searches: Searches = dict(known or {})
    missing = [one for one in open_ones if one.id not in searches]
    searches |= await _search(house, missing, extra)
    for one in open_ones:
        search = searches[one.id]
        decision = after_search(search, Standing(), places[one.shop_id].limits)
        judged[one.id] = judge(decision, search, one.article_id)
    return judged, searches


async def measure(house: House, access: Access, change: Change) -> BotRehearsal:
    """How the test questions are answered now, and how with this change; written down in case the
    change goes live. Refuses while the inference process is away.
    """
    async with house.database.reading() as session:
        everything = await all_questions(session)
    touched = {one.article_id for one in change.wordings}
    ids = [(one.id, one.article_id) for one in everything]
    chosen = sample(ids, touched, MOST_REHEARSED)
    asked = [one for one in everything if one.id in chosen]
    before, searches = await rehearse(house, asked)
    after, _ = await rehearse(
        house,
        asked,
        tried=change.settings,
        extra=change.wordings,
        known=None if change.wordings else searches,
    )
    measured = _compare(asked, before, after) | {"of": len(everything)}
    row = BotRehearsal(id=new_id(), by=access.id, change=change.as_json(), measured=measured)
    async with house.database.writing(access.actor) as session:
        session.add(row)
    return row


async def _places(
    house: House, questions: Sequence[QuestionRecord], tried: Mapping[str, Any] | None
) -> dict[UUID | None, HeldHere]:
    async with house.database.reading() as session:
        return {
            shop_id: await get_place(session, Place(shop_id=shop_id), tried)
            for shop_id in {one.shop_id for one in questions}
        }


async def _search(
    house: House, questions: Sequence[QuestionRecord], extra: Sequence[MoreWordings]
) -> Searches:
    asked = [
        RehearsedQuestion(one.question, one.shop_id, language_of(one.question, one.locale))
        for one in questions
    ]
    try:
        found = await rehearse_answers(house, asked, extra) if asked else []
    except ThinkingUnavailable as error:
        raise NoAnswerError from error
    return {one.id: as_search(each) for one, each in zip(questions, found, strict=True)}


def _compare(
    asked: Sequence[QuestionRecord],
    before: Mapping[UUID, Judged],
    after: Mapping[UUID, Judged],
) -> dict[str, Any]:
    counts = {"broken": 0, "mended": 0}
    shown: list[dict[str, Any]] = []
    for one in asked:
        was, becomes = before[one.id], after[one.id]
        how = moved(was.verdict, becomes.verdict)
        if how is not None:
            counts[how] += 1
            shown.append(
                {
                    "question_id": str(one.id),
                    "question": one.question,
                    "wanted": one.title,
                    "mended": how == "mended",
                    "before": {"kind": was.kind, "title": was.title},
                    "after": {"kind": becomes.kind, "title": becomes.title},
                }
            )
    # What breaks is looked at first.
    shown.sort(key=lambda each: bool(each["mended"]))
    return {
        "asked": len(asked),
        "before": figures((before[one.id], one.article_id) for one in asked),
        "after": figures((after[one.id], one.article_id) for one in asked),
        **counts,
        "moved": shown[:MOST_MOVED],
    }
