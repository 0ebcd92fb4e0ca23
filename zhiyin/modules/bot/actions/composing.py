"""Having a language model word an answer out of the articles found, where one is set up.

Every decision has been made before: what the rules hand over is handed over, and whatever goes
wrong here leaves the decision as it was.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from zhiyin.kernel.contracts.words import Spoken
from zhiyin.kernel.house import House
from zhiyin.modules.bot.actions.braking import get_held_back
from zhiyin.modules.bot.actions.thinking import Asked, Thought, look
from zhiyin.modules.bot.composing import (
    MOST_ARTICLES,
    MOST_QUESTION,
    Composed,
    as_words,
    cited_in,
    instructions,
    numbered,
)
from zhiyin.modules.bot.grounding import fault
from zhiyin.modules.bot.models import BotTurn
from zhiyin.modules.bot.rules import MODEL, Found
from zhiyin.modules.customers.interface import get_cards
from zhiyin.modules.knowledge.interface import get_texts
from zhiyin.modules.languagemodel.interface import (
    Judgement,
    Masks,
    ModelUnavailableError,
    Question,
    complete,
    may_ask,
)

USE: Literal["answers"] = "answers"
# A question that follows on another one means what stood there.
MOST_EARLIER = 4
# What a person must do, what runs, and small talk are said as they are.
WORDED = ("answer", "choices", "ask")


@dataclass(frozen=True)
class Earlier:
    """A turn of before: what was asked, what was said, and from which articles."""

    question: str
    words: str
    articles: tuple[UUID, ...]


async def may_compose(house: House, thought: Thought) -> bool:
    """Whether a model may word this: nothing but an answer of articles is ever given to one."""
    if thought.decision.kind not in WORDED or thought.search is None or thought.search.away:
        return False
    return await may_ask(house, USE)


async def compose(
    house: House, asked: Asked, thought: Thought, customer_id: UUID | None = None
) -> Thought:
    """The same thought with a worded answer, or as it was. Takes the model's time at most longer;
    what it says is said only if it stands in the articles it names.
    """
    begun = time.monotonic()
    earlier = await _earlier(house, asked.conversation_id)
    articles = await _articles(house, asked, thought, earlier)
    if not articles:
        return thought
    texts = [f"{one.title}\n{one.words}" for one in articles]
    try:
        answered = await complete(
            house,
            Question(
                USE,
                instructions(thought.language),
                {"articles": numbered([(one.title, one.words) for one in articles])},
                {
                    "earlier": [{"customer": one.question, "answer": one.words} for one in earlier],
                    "question": asked.text[:MOST_QUESTION],
                },
                Composed,
                partial(_judge, house, asked, thought, texts),
                names=await _names(house, customer_id),
                conversation_id=asked.conversation_id,
                customer_id=customer_id,
                articles=[one.article_id for one in articles],
            ),
        )
    except ModelUnavailableError as error:
        return replace(thought, unworded=error.outcome)
    composed = answered.reply
    words = answered.masks.restore(as_words(composed, thought.language))
    cited = tuple(articles[number - 1] for number in cited_in(composed))
    decision = replace(
        thought.decision,
        kind="answer",
        article=replace(cited[0], words=words),
        choices=(),
        cited=cited,
    )
    spent = thought.milliseconds + round((time.monotonic() - begun) * 1000)
    model = f"{MODEL} + {answered.model}"
    return replace(thought, decision=decision, milliseconds=spent, model=model)


async def _judge(
    house: House,
    asked: Asked,
    thought: Thought,
    texts: Sequence[str],
    composed: Composed,
    masks: Masks,
) -> Judgement | None:
    if not composed.supported:
        return Judgement("refused", "unsupported")
    covered = [masks.cover(one) for one in texts]
    reason = fault(composed, covered, masks.placeholders, thought.language)
    if reason is None:
        spoken = Spoken(as_words(composed, thought.language), asked.shop_id)
        allowed = [await one.allows(house, spoken) for one in house.words_checks]
        reason = None if all(allowed) else "wording"
    return Judgement("discarded", reason) if reason else None


async def _earlier(house: House, conversation_id: UUID | None) -> list[Earlier]:
    if conversation_id is None:
        return []
    query = (
        select(BotTurn)
        .where(BotTurn.conversation_id == conversation_id, BotTurn.kind != "handover")
        .order_by(BotTurn.number.desc())
        .limit(MOST_EARLIER)
    )
    async with house.database.reading() as session:
        rows = (await session.execute(query)).scalars().all()
    return [
        Earlier(
            row.question,
            row.words,
            tuple(UUID(one["article_id"]) for one in row.cited)
            or ((row.article_id,) if row.article_id else ()),
        )
        for row in reversed(rows)
    ]


async def _articles(
    house: House, asked: Asked, thought: Thought, earlier: Sequence[Earlier]
) -> list[Found]:
    """What may answer, with its whole text: found by these words, found by them together with what
    was asked before, and what the last answer came from.
    """
    items = list(thought.search.items if thought.search else ())
    before: list[UUID] = []
    if earlier:
        together = replace(asked, text=f"{earlier[-1].question}\n{asked.text}")
        more = await look(house, together, thought.language)
        before = [*(one.article_id for one in more.items[:2]), *earlier[-1].articles]
        items += more.items[:2]
    found = {one.article_id: one for one in items}
    ids = list(dict.fromkeys([*before, *found]))
    held = await get_held_back(house, asked.conversation_id, ids)
    ids = [one for one in ids if one not in held][:MOST_ARTICLES]
    async with house.database.reading() as session:
        texts = await get_texts(
            session, ids, shop_id=asked.shop_id, level=asked.level, reader=asked.customer_id
        )
    return [
        replace(found.get(one, Found(one, "", 0.0)), title=texts[one][0], words=texts[one][1])
        for one in ids
        if one in texts
    ]


async def _names(house: House, customer_id: UUID | None) -> list[str]:
    if customer_id is None:
        return []
    async with house.database.reading() as session:
        cards = await get_cards(session, [customer_id])
    return [one.name for one in cards.values()]
