"""Shapes of test questions and of what came of asking them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.modules.bot.schemas.talks import Kind, Locale, SampleArticle
from zhiyin.modules.bot.schemas.versions import QuestionFigures

Origin = Literal["written", "imported", "sample"]
Verdict = Literal["right", "refused", "offered", "missed", "wrong"]
# What of a run is shown: by how it was answered, or by what has changed since the run before.
RunWhich = Literal["wrong", "missed", "offered", "right", "refused", "broken", "mended"]
Which = Literal["answerable", "unanswerable"]
QuestionText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)
]


class BotQuestionIn(Shape):
    """A question, and the article that should answer it; none: nothing of this shop does."""

    question: QuestionText
    article_id: UUID | None = None
    # None: asked in all shops.
    shop_id: UUID | None = None
    locale: Locale = "zh-CN"


class BotQuestionOut(Shape):
    """A test question. `live`: its article can be found just now."""

    id: UUID
    version: int
    question: str
    article: SampleArticle | None
    live: bool
    shop_id: UUID | None
    locale: Locale
    origin: Origin
    by: str | None
    at: datetime


class BotQuestionPage(Shape):
    """A page of test questions, newest first, and how many there are altogether."""

    items: list[BotQuestionOut]
    next: str | None
    answerable: int
    unanswerable: int


class FromSampleIn(Shape):
    """A question the bot was asked becomes a test question; with no article, one that nothing here
    answers.
    """

    turn_id: UUID
    article_id: UUID | None = None


class QuestionProblem(Shape):
    """A row that was not taken, and why."""

    row: int
    question: str
    reason: Labels


class QuestionsTakenIn(Shape):
    """What became of a file of test questions."""

    added: int
    changed: int
    same: int
    problems: list[QuestionProblem]


class RunBrief(Shape):
    """A run that has ended, with the version it measured."""

    id: UUID
    at: datetime
    by: str | None
    version: int | None
    figures: QuestionFigures


class RunItem(Shape):
    """How one question was answered. `answered` is what was said, or what was offered first."""

    question_id: UUID
    question: str
    wanted: SampleArticle | None
    answered: SampleArticle | None
    kind: Kind
    verdict: Verdict
    likely: float | None
    # Beside the run before.
    was: Verdict | None


class RunOut(RunBrief):
    """A run question by question: of one kind, at most 200 of them; `counts` says how many there
    are of each.
    """

    promised: float
    # Figures alone are left of a run that is old.
    detailed: bool
    previous: RunBrief | None
    counts: dict[str, int]
    items: list[RunItem]
