"""Shapes of trials of two answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.knowledge.schemas.articles import Note, Person

TrialState = Literal["running", "taken", "kept", "stopped"]
TrialReason = Literal["published", "archived", "deleted", "expired"]
Measure = Literal["helpful", "alone", "settled"]


class ArticleTrialIn(Shape):
    """Begins a trial of the article's draft; `share` (percent) of readers get it."""

    share: int = Field(default=50, ge=1, le=99)
    note: Note = ""


class ArticleTrialEnd(Shape):
    """How it ends: `take` the tried answer, or keep the live one."""

    take: bool
    note: Note = ""


class ArticleTrialSide(Shape):
    """What came of one answer. `in_chat` counts those who got it in a conversation,
    `by_bot` those who got it from the bot.
    """

    readers: int = 0
    rated: int = 0
    helpful: int = 0
    in_chat: int = 0
    by_bot: int = 0
    asked_person: int = 0
    came_again: int = 0


class ArticleTrialCompared(Shape):
    """A share of both sides, each of them better when higher. `needed`: so many more counted
    would show a difference.
    """

    name: Measure
    first: float | None
    second: float | None
    value: float | None
    low: float | None
    high: float | None
    verdict: Literal["better", "worse", "alike", "unclear"]
    needed: int


class ArticleTrialOut(Shape):
    """A trial: version `against` is A (live when it began), `number` is B."""

    id: UUID
    article_id: UUID
    ref: str
    title: str
    number: int
    against: int
    share: int
    state: TrialState
    reason: TrialReason | None
    note: str
    by: Person | None
    at: datetime
    ended_by: Person | None
    ended_at: datetime | None
    first: ArticleTrialSide
    second: ArticleTrialSide
    compared: list[ArticleTrialCompared]
    # Whether the caller may end it.
    may_end: bool
