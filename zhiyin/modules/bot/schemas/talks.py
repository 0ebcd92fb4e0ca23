"""Shapes of the bot that cross the API."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from zhiyin.kernel.http.shapes import Labels, Shape

Kind = Literal["answer", "choices", "ask", "task", "handover", "talk"]
Reason = Literal[
    "asked",
    "unsure",
    "angry",
    "sensitive",
    "level",
    "brake",
    "task_failed",
    "thinking_away",
    "switched_off",
]
Rating = Literal["helpful", "unhelpful"]
Verdict = Literal["right", "wrong", "better"]
# Why the bot is not there just now.
Away = Literal["off", "ai_off", "thinking_away", "behind", "starting"]
Locale = Literal["zh-CN", "en"]


class BotWords(Shape):
    """A text of one's own in both languages."""

    zh: str = Field(alias="zh-CN", max_length=1000)
    en: str = Field(max_length=1000)

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class BotTask(Shape):
    """A task modules let the bot do, and whether it may."""

    name: str
    title: Labels
    description: Labels
    on: bool


class TeamPlace(Shape):
    """Whether the bot answers for a team."""

    team_id: UUID
    name: str
    on: bool


class ShopPlace(Shape):
    """Whether the bot answers in a shop, and for which of its teams."""

    shop_id: UUID
    name: str
    on: bool
    # Asked of new conversations that name nobody: they come to the bot first.
    first: bool
    teams: list[TeamPlace]


class BotState(Shape):
    """The bot as it is set, and as it stands now."""

    # Everything that thinks by itself: off, search goes by plain words and people answer.
    ai_on: bool
    on: bool
    staff_id: UUID | None
    name: str
    online: bool
    away: Away | None
    lag_s: float | None
    held: int
    greeting: BotWords
    # How often an answer given by itself is promised to be right.
    promised: float
    least_sure: int
    near_from: int
    person_words: BotWords
    sensitive_words: BotWords
    # Kept with routing: shown, not changed here.
    angry_words: list[str]
    people_levels: BotWords
    keep_days: int
    tasks: list[BotTask]
    shops: list[ShopPlace]


class PlaceIn(Shape):
    """Switches the bot on or off somewhere; null: as the next wider place has it."""

    shop_id: UUID | None = None
    team_id: UUID | None = None
    on: bool | None = None
    first: bool | None = None


class BotPatch(Shape):
    """What is to be changed."""

    ai_on: bool | None = None
    on: bool | None = None
    name: str | None = Field(default=None, min_length=1, max_length=40)
    greeting: BotWords | None = None
    least_sure: int | None = Field(default=None, ge=0, le=99)
    near_from: int | None = Field(default=None, ge=1, le=99)
    person_words: BotWords | None = None
    sensitive_words: BotWords | None = None
    people_levels: BotWords | None = None
    tasks: dict[str, bool] | None = Field(default=None, max_length=100)
    places: list[PlaceIn] | None = Field(default=None, max_length=200)


class TryIn(Shape):
    """BotWords as a customer of this shop would write them."""

    text: str = Field(min_length=1, max_length=500)
    shop_id: UUID | None = None
    locale: Locale = "zh-CN"
    level: str | None = Field(default=None, max_length=40)


class CandidateOut(Shape):
    """An article that was considered."""

    article_id: UUID
    title: str
    likely: float
    matched: str


class TryOut(Shape):
    """What the bot would do with these words, and why."""

    kind: Kind
    reason: Reason | None
    words: str
    # The articles a language model has worded it from.
    sources: list[str]
    # A language model was asked, and its words are not used.
    unworded: Literal["refused", "discarded", "failed"] | None
    task: str | None
    article_id: UUID | None
    choices: list[str]
    answerable: float
    threshold: float
    near_from: float
    heard: list[str]
    candidates: list[CandidateOut]
    ms: int
    thinking: bool


class DayFigures(Shape):
    """A day of the bot, by when its conversations began."""

    day: date
    conversations: int
    alone: int
    handed_over: int
    taken: int
    turns: int
    answers: int
    helpful: int
    unhelpful: int
    checked: int
    right: int


class ReasonCount(Shape):
    """How often it handed over for this reason."""

    reason: Reason
    count: int


class TierShare(Shape):
    """How much of a tier's conversations the bot began, against what is aimed at."""

    tier: Literal["A", "B", "C"] | None
    conversations: int
    by_bot: int
    alone: int


class FiguresOut(Shape):
    """Figures of the last days. Shares are null where there is nothing to divide by."""

    days: list[DayFigures]
    reasons: list[ReasonCount]
    tiers: list[TierShare]
    conversations: int
    all_conversations: int
    alone: int
    # Of its conversations that have ended: those it ended without a person.
    containment: float | None
    helpful_share: float | None
    accuracy: float | None
    bot_share: float | None
    # The share of all conversations that the bot should take, in per cent.
    target: int


class SampleArticle(Shape):
    """An article of a sample."""

    article_id: UUID
    title: str


class SampleOut(Shape):
    """A question the bot was asked, and what it said."""

    turn_id: UUID
    conversation_id: UUID
    at: datetime
    question: str
    kind: Kind
    words: str
    article: SampleArticle | None
    likely: float | None
    candidates: list[SampleArticle]
    rating: Rating | None
    verdict: Verdict | None
    better: SampleArticle | None
    taught: bool
    checked_by: str | None


class SamplePage(Shape):
    """A page of samples, newest first."""

    items: list[SampleOut]
    next: str | None


class SampleIn(Shape):
    """What somebody finds of an answer. `teach`: these words are asked for that article."""

    verdict: Verdict
    article_id: UUID | None = None
    teach: bool = False


class SlotOut(Shape):
    """What the bot was told."""

    name: str
    title: Labels
    value: str


class TriedOut(Shape):
    """An article the bot has tried, and how the customer rated it."""

    article_id: UUID | None
    title: str
    rating: Rating | None


class HandoverOut(Shape):
    """Why a person has this conversation now, and what the bot has learned so far."""

    reason: Reason
    at: datetime
    summary: list[str]
    task: Labels | None
    slots: list[SlotOut]
    tried: list[TriedOut]


class RatingIn(Shape):
    """Whether an answer helped."""

    helpful: bool
