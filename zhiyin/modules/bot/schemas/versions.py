"""Shapes of test questions' figures, rehearsals and versions."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Shape
from zhiyin.modules.bot.schemas.talks import BotWords, Kind
from zhiyin.modules.bot.versioning import LEAST_SHARE, MOST_NOTE, MOST_SHARE

VersionKind = Literal["start", "settings", "lesson", "rollback"]
VersionState = Literal["live", "trial", "withdrawn"]
WordingText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_NOTE)]


class QuestionFigures(Shape):
    """How test questions were answered, as counts.

    Of the answerable ones `answered` says how many got an answer; of all answers given, also to
    what nothing here answers, some were `right` and some `wrong`. `offered`: the right one was
    among near questions. `refused`: nothing here answers it, and no answer was given.
    """

    questions: int
    answerable: int
    unanswerable: int
    answered: int
    right: int
    wrong: int
    offered: int
    refused: int


class Doing(Shape):
    """What the bot does with a test question."""

    kind: Kind
    title: str | None


class Moved(Shape):
    """A test question that is answered otherwise: better (`mended`) or worse."""

    question_id: UUID
    question: str
    wanted: str | None
    mended: bool
    before: Doing
    after: Doing


class Measured(Shape):
    """What a change does to the test questions: `asked` of `of` there are."""

    asked: int
    of: int
    before: QuestionFigures
    after: QuestionFigures
    broken: int
    mended: int
    moved: list[Moved]


class RehearsalOut(Measured):
    """A change that was measured; named when it goes live, the version says so."""

    id: UUID


class TaughtIn(Shape):
    """Other wordings of an article."""

    article_id: UUID
    texts: list[WordingText] = Field(min_length=1, max_length=100)


class DecidingIn(Shape):
    """Settings that decide how the bot answers; what is not named stays."""

    least_sure: int | None = Field(default=None, ge=0, le=99)
    near_from: int | None = Field(default=None, ge=1, le=99)
    person_words: BotWords | None = None
    sensitive_words: BotWords | None = None
    tasks_off: list[str] | None = Field(default=None, max_length=100)

    def as_settings(self) -> dict[str, Any]:
        """As they are stored."""
        given = self.model_dump(by_alias=True, exclude_none=True)
        if self.tasks_off is not None:
            given["tasks_off"] = ",".join(sorted(self.tasks_off))
        return given


class RehearsalIn(Shape):
    """A change to be measured."""

    wordings: list[TaughtIn] = Field(default_factory=list, max_length=50)
    settings: DecidingIn | None = None


class BotVersionIn(RehearsalIn):
    """A change to go live; with a share, for so many per cent of the conversations first."""

    note: Note = ""
    origin: Literal["written", "learned"] = "written"
    rehearsal_id: UUID | None = None
    share: int | None = Field(default=None, ge=LEAST_SHARE, le=MOST_SHARE)


class BackIn(Shape):
    """Why a version is taken back."""

    note: Note = ""


class TaughtOut(Shape):
    """Wordings an article was given, or lost."""

    article_id: UUID
    title: str
    texts: list[str]


class SettingChange(Shape):
    """A setting that was changed, by its short name."""

    name: str
    before: Any
    after: Any


class BotVersionOut(Shape):
    """A version of the bot. `live_at`: since when it holds for everybody, if it ever did."""

    number: int
    kind: VersionKind
    note: str
    state: VersionState
    share: int | None
    by: str | None
    at: datetime
    live_at: datetime | None
    ended_at: datetime | None
    added: list[TaughtOut]
    removed: list[TaughtOut]
    settings: list[SettingChange]
    measured: Measured | None
    back_to: int | None


class BotVersionPage(Shape):
    """A page of versions, newest first, and which ones answer now."""

    items: list[BotVersionOut]
    next: str | None
    live: int | None
    trial: int | None


class Side(Shape):
    """What came of the conversations of one side of a trial."""

    conversations: int
    ended: int
    alone: int
    handed_over: int
    helpful: int
    unhelpful: int
    checked: int
    right: int


Verdict = Literal["better", "worse", "alike", "unclear"]


class Compared(Shape):
    """A share on both sides, and how far they differ with a probability of 95 %: `value`, `low`
    and `high` are points of one. `needed`: so many more conversations until it would show.
    """

    name: Literal["alone", "helpful", "accuracy"]
    live: float | None
    trial: float | None
    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    needed: int


class BotTrialOut(Shape):
    """A trial beside what is live, since it began."""

    version: BotVersionOut
    since: datetime
    live: Side
    trial: Side
    compared: list[Compared]
