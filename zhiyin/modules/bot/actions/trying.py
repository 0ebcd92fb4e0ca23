"""Asking the bot without a customer: what it would do, and why."""

from zhiyin.kernel.house import House
from zhiyin.modules.bot.actions.composing import compose, may_compose
from zhiyin.modules.bot.actions.thinking import Asked, Thought, look, think
from zhiyin.modules.bot.rules import Search, Standing
from zhiyin.modules.bot.schemas.talks import CandidateOut, TryIn, TryOut
from zhiyin.modules.bot.wording import AGAIN, HANDED, NEAR, TALK


async def try_words(house: House, body: TryIn) -> TryOut:
    """Decides as in a new conversation; candidates are shown even where none was needed. Where a
    language model may word it, it does.
    """
    asked = Asked(body.text, body.shop_id, level=body.level, language=body.locale)
    thought = await think(house, asked, Standing())
    if await may_compose(house, thought):
        thought = await compose(house, asked, thought)
    search = thought.search or await look(house, asked, thought.language)
    return _show(thought, search)


def _show(thought: Thought, search: Search) -> TryOut:
    decision = thought.decision
    return TryOut(
        kind=decision.kind,
        sources=[one.title for one in decision.cited],
        unworded=thought.unworded,
        reason=decision.reason,
        words=_words(thought),
        task=decision.task,
        article_id=decision.article.article_id if decision.article else None,
        choices=[one.title for one in decision.choices],
        answerable=search.answerable,
        threshold=max(search.threshold, thought.here.limits.least_sure),
        near_from=thought.here.limits.near_from,
        heard=thought.heard.names(),
        candidates=[
            CandidateOut(
                article_id=one.article_id, title=one.title, likely=one.likely, matched=one.matched
            )
            for one in search.items
        ],
        ms=thought.milliseconds,
        thinking=not search.away,
    )


def _words(thought: Thought) -> str:
    decision, language = thought.decision, thought.language
    if decision.article is not None:
        return decision.article.words
    if decision.kind == "choices":
        return NEAR.say(language)
    if decision.kind == "handover":
        return HANDED.say(language)
    if decision.talk is not None:
        return TALK[decision.talk].say(language)
    if decision.task is not None:
        task = next(one for one in thought.here.skills if one.name == decision.task)
        return task.slots[0].ask.say(language) if task.slots else task.title.say(language)
    return AGAIN.say(language)
