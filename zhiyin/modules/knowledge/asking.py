"""What the inference process is asked about articles, and what it answers.

Web and worker import this file only, never what stands behind it. Without an answer in time the
callers do without: `ThinkingUnavailable`.
"""

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from zhiyin.kernel.thinking.contract import Call

if TYPE_CHECKING:
    from zhiyin.kernel.house import House

# A search that takes longer helps nobody who types; full text answers instead.
SEARCH_SECONDS = 0.8
# A customer who has asked the bot rather waits than is handed to a queue because the machine was
# busy for a moment.
ANSWER_SECONDS = 5.0
SUGGEST_SECONDS = 0.4
# One thread answers everybody: so many questions are rehearsed at once that a search beside them
# waits a fifth of a second at most.
REHEARSED_AT_ONCE = 10
REHEARSE_SECONDS = 30.0


class Ask(msgspec.Struct, frozen=True):
    """A question, and who asks: only articles for them are found.

    `customers_only` leaves out what is for staff, and what is for other customer levels. `locale`
    and `shop_id` leave out other languages and shops; articles of all shops stay in. With `trial`
    the wordings that are on trial are found as well. `vector` says where the question points, as
    the model of this `signature` has it; empty where nobody said so. `by_letters`: the locale was
    told by the letters alone, so that pinyin may have been taken for English.
    """

    text: str
    limit: int = 5
    customers_only: bool = False
    shop_id: UUID | None = None
    locale: str | None = None
    level: str | None = None
    trial: bool = False
    vector: bytes = b""
    signature: str = ""
    by_letters: bool = False


class Hit(msgspec.Struct, frozen=True):
    """An article found. `likely`: how probable it is that it answers the question (0 to 1).

    `matched` is the text it was found by, `origin` says which: title, wording, synonym or body.
    """

    article_id: UUID
    score: float
    likely: float
    matched: str
    origin: str


class Found(msgspec.Struct, frozen=True):
    """The best articles first. `answerable` is how probable it is that the first one answers; the
    bot answers by itself from `threshold` on, where its promise of being right holds.
    """

    hits: list[Hit]
    answerable: float = 0.0
    threshold: float = 1.0


class Extra(msgspec.Struct, frozen=True):
    """Wordings an article does not have, as if it had them."""

    article_id: UUID
    texts: list[str]


class Rehearse(msgspec.Struct, frozen=True):
    """Questions as they would be answered if articles had more wordings; nothing changes."""

    asks: list[Ask]
    extra: list[Extra] = []


class Rehearsed(msgspec.Struct, frozen=True):
    """What is found for each."""

    found: list[Found]


SEARCH = Call("knowledge.search", Ask, Found)
SUGGEST = Call("knowledge.suggest", Ask, Found)
REHEARSE = Call("knowledge.rehearse", Rehearse, Rehearsed)


async def search(house: "House", ask: Ask, *, within: float = SEARCH_SECONDS) -> Found:
    """The articles that answer this question, best first."""
    return await house.thinking.ask(SEARCH, ask, within=within)


async def suggest(house: "House", ask: Ask) -> Found:
    """Articles for what has been typed so far: a beginning, syllables, first letters."""
    return await house.thinking.ask(SUGGEST, ask, within=SUGGEST_SECONDS)


async def rehearse(house: "House", asks: list[Ask], extra: list[Extra]) -> list[Found]:
    """What is found for each of these questions, with these wordings added."""
    found: list[Found] = []
    for begin in range(0, len(asks), REHEARSED_AT_ONCE):
        question = Rehearse(asks[begin : begin + REHEARSED_AT_ONCE], extra)
        found += (await house.thinking.ask(REHEARSE, question, within=REHEARSE_SECONDS)).found
    return found
