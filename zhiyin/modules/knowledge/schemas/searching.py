"""Shapes of search, synonyms and reports."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.modules.knowledge.schemas.articles import Audience, Kind, Locale, UseCounts, Word

Via = Literal["thinking", "plain"]
# Begin and end of a stretch of text that was asked for.
Mark = tuple[int, int]


class Hit(Shape):
    """An article that fits a question. `likely` is the probability that it is meant, where the
    inference process answered; `matched` the wording that led to it; `answer` what can be sent.
    """

    article_id: UUID
    ref: str
    kind: Kind
    title: str
    title_marks: list[Mark]
    snippet: str
    marks: list[Mark]
    category: Labels | None
    audience: Audience
    locale: Locale
    score: float
    likely: float | None
    matched: str | None
    short_answer: str
    answer: str


class SearchOut(Shape):
    """What was found. Tell a click by `search_id`; without one nothing was written down."""

    search_id: UUID | None
    via: Via
    # The probability that anything here answers the question.
    answerable: float | None
    items: list[Hit]


class Suggestion(Shape):
    """A title that fits what has been typed."""

    article_id: UUID
    ref: str
    title: str
    marks: list[Mark]


class ClickIn(Shape):
    """Which of the articles found was opened; `place` counts from 1."""

    article_id: UUID
    place: int = Field(ge=1, le=100)


class SynonymsIn(Shape):
    """Words that mean the same."""

    words: list[Word] = Field(min_length=2, max_length=40)


class SynonymsOut(Shape):
    """A group of synonyms."""

    id: UUID
    version: int
    words: list[str]


class Gap(Shape):
    """Something people look for without finding it, in one of its wordings."""

    query: str
    searches: int
    typed: int
    last_at: datetime
    conversation_ids: list[UUID]


class Gaps(Shape):
    """Questions of the last days that found nothing, or nothing that was opened."""

    days: int
    searches: int
    without_result: int
    without_click: int
    items: list[Gap]


class CategoryFreshness(Shape):
    """How much of a category was renewed this quarter."""

    category_id: UUID | None
    name: Labels | None
    live: int
    renewed: int
    share: float


class DueArticle(Shape):
    """An article that needs a look."""

    article_id: UUID
    ref: str
    title: str
    owner: str
    at: datetime | None


class Freshness(Shape):
    """How fresh the knowledge base is: a fifth to three tenths are renewed each quarter."""

    since: date
    target_low: float
    target_high: float
    live: int
    renewed: int
    share: float
    categories: list[CategoryFreshness]
    expiring: list[DueArticle]
    expired: list[DueArticle]
    review: list[DueArticle]
    unused: list[DueArticle]


class ArticleUses(Shape):
    """How an article was used in the last days."""

    article_id: UUID
    ref: str
    title: str
    uses: UseCounts


class AgentUses(Shape):
    """How many articles somebody opened and put into answers on a day."""

    staff_id: UUID
    name: str
    day: date
    opened: int
    inserted: int


class Uses(Shape):
    """Who used which articles."""

    days: int
    articles: list[ArticleUses]
    agents: list[AgentUses]


# Only looked through; kept as drafts; published at once.
ImportMode = Literal["check", "draft", "publish"]


class ImportProblem(Shape):
    """A row or file that was not taken, and why."""

    row: int
    title: str
    reason: Labels


class ImportOut(Shape):
    """What became of an import; the job of the same id says how far it is."""

    id: UUID
    file_name: str
    check_only: bool
    total: int
    done: int
    made: int
    changed: int
    same: int
    wordings: int
    problems: list[ImportProblem]
    by: str
    at: datetime


class ExportIn(Shape):
    """What to take along, and as what: question-answer pairs, or a zip of Markdown."""

    format: Literal["xlsx", "csv", "markdown"] = "xlsx"
    category_id: UUID | None = None
    audience: Audience | None = None


class VectorsOut(Shape):
    """So many of so many texts of articles have a vector. `serving`: questions are asked for theirs
    as well, since all texts had one.
    """

    texts: int
    made: int
    serving: bool
