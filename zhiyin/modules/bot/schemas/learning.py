"""Shapes of what the bot did not answer, and of its brakes."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.modules.bot.schemas.talks import Locale

GapState = Literal["open", "taught", "dismissed"]
# As long as a wording of an article may be.
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Share = Literal[0, 20, 50, 100]


class GapArticle(Shape):
    """An article of a group."""

    article_id: UUID
    title: str


class GapProposal(GapArticle):
    """An article that probably answers, and what speaks for it: how probable search finds it and by
    which text; how often customers chose it, agents inserted it, and people who checked named it.
    """

    likely: float
    matched: str
    chosen: int
    inserted: int
    better: int


class GapOut(Shape):
    """Questions that ask the same and were not answered; `label` is the most central one."""

    id: UUID
    shop_id: UUID
    locale: Locale
    label: str
    more: list[str]
    state: Literal["open", "taught", "dismissed", "written"]
    count: int
    customers: int
    first_at: datetime
    last_at: datetime
    proposal: GapProposal | None
    # What it was taught to, or what is being written for it.
    article: GapArticle | None
    version: int | None
    by: str | None
    decided_at: datetime | None
    # Questions like these since then: answered by that article, and not.
    answered: int
    again: int


class GapPage(Shape):
    """A page of groups."""

    items: list[GapOut]
    next: str | None


class GapWords(Shape):
    """Every wording of a group, and the newest conversations."""

    texts: list[str]
    conversation_ids: list[UUID]


class GapTeachIn(Shape):
    """Which article these words ask for, and what was measured before."""

    article_id: UUID
    texts: list[Words] = Field(min_length=1, max_length=100)
    note: str = Field(default="", max_length=200)
    rehearsal_id: UUID | None = None


class GapWriteIn(Shape):
    """The new article: its standard question, and the wordings it begins with."""

    title: str = Field(min_length=1, max_length=200)
    texts: list[Words] = Field(default=[], max_length=100)


class GapWritten(Shape):
    """The draft that was begun."""

    article_id: UUID


class LearningOut(Shape):
    """Groups that are open; questions of the last seven days and those without a good answer; what
    was taught, and how questions like these were answered since.
    """

    open: int
    asked: int
    missed: int
    taught: int
    answered: int
    again: int


class BrakeOut(Shape):
    """A category in which the bot answers less: how many of a hundred conversations still, since
    when, and because of how many failures among its answers.
    """

    id: UUID
    category_id: UUID | None
    category: Labels | None
    share: Share
    since: datetime
    answers: int
    failures: int
    by: str | None


class BrakePatch(Shape):
    """The share a person wants; 100 lets go."""

    share: Share
