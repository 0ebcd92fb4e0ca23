"""Shapes of complaints."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, LongText, Moment, Shape, ShortText, Tag
from zhiyin.modules.complaints.schemas.offers import ComplaintOffer, FollowUpOut
from zhiyin.modules.complaints.schemas.problems import ProblemBrief, ProblemFigures, ProblemState

Level = Annotated[int, Field(ge=1, le=4)]
GradedBy = Literal["rules", "model", "staff"]
Stage = Literal["new", "working", "offered", "chosen", "solved", "closed"]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000)]
MOST_PRODUCTS = 10


class ReasonOut(Shape):
    """Why a complaint has points, and by which of its words."""

    code: str
    points: int
    name: Labels
    words: str


class GradeOut(Shape):
    """What rules say of a complaint: `by` is model where the mood of the words could be read."""

    level: Level
    points: int
    reasons: list[ReasonOut]
    by: GradedBy


class LookIn(Shape):
    """What is to be filed, as far as it is known: without words the customer's latest messages of
    the conversation.
    """

    conversation_id: UUID | None = None
    customer_id: UUID | None = None
    shop_id: UUID | None = None
    words: Annotated[str, StringConstraints(max_length=8000)] = ""


class ComplaintScript(Labels):
    """ComplaintScript in both languages."""

    zh: str = Field(alias="zh-CN", max_length=4000)
    en: str = Field(max_length=4000)


class LookOut(Shape):
    """What the intake sheet begins with. `complaint_id`: what was filed from this conversation and
    is not over.
    """

    words: str
    title: str
    wish: str
    subject_id: UUID | None
    shop_id: UUID | None
    customer_id: UUID | None
    products: list[str]
    grade: GradeOut
    script: ComplaintScript
    steps: list[Labels]
    ticket_id: UUID | None
    complaint_id: UUID | None


class ComplaintIn(Shape):
    """A complaint to file: from a conversation, about a ticket that is there, or by hand. A level
    that is given is a person's, and needs a reason where it is not the proposed one.
    """

    conversation_id: UUID | None = None
    ticket_id: UUID | None = None
    shop_id: UUID | None = None
    customer_id: UUID | None = None
    title: ShortText | None = None
    words: Words
    wish: LongText = ""
    subject_id: UUID | None = None
    cause_id: UUID | None = None
    level: Level | None = None
    reason: LongText = ""


class ComplaintPatch(Shape):
    """What to change of a complaint; what is not named stays."""

    wish: LongText | None = None
    cause_id: UUID | None = None
    products: list[Tag] | None = Field(default=None, max_length=MOST_PRODUCTS)


class LevelIn(Shape):
    """The level somebody sets, and why."""

    level: Level
    reason: Why


class LessonIn(Shape):
    """What is to be learned (教训): why it happened, what went wrong, what prevents it."""

    cause_id: UUID
    wrong: Why
    prevent: Why


class LessonOut(Shape):
    """A lesson, with who wrote it down."""

    cause_id: UUID | None
    wrong: str
    prevent: str
    by_name: str
    at: datetime


class ComplaintRow(Shape):
    """A complaint (投诉) as lists show it. `late`: it is not calmed or solved, and should be."""

    id: UUID
    ticket_id: UUID
    ref: str
    title: str
    shop_id: UUID
    team_id: UUID | None
    owner_id: UUID | None
    owner_name: str
    customer_id: UUID | None
    customer_name: str
    level: int
    stage: Stage
    products: list[str]
    subject_id: UUID | None
    cause_id: UUID | None
    filed_at: datetime
    calm_due_at: datetime
    calm_at: datetime | None
    solve_due_at: datetime
    solved_at: datetime | None
    closed_at: datetime | None
    reopened: int
    problem_id: UUID | None
    late: bool


class LevelChange(Shape):
    """One change of the level."""

    at: datetime
    level: int
    by: GradedBy
    by_name: str
    reason: str


class Earlier(Shape):
    """How often the customer has complained within ninety days before, and been in touch within
    seven.
    """

    complaints: int
    contacts: int


class May(Shape):
    """What the caller may do with it."""

    file: bool
    grade: bool
    offer: bool


class ComplaintOut(ComplaintRow):
    """A complaint in full. Seconds are by the clock, from filing."""

    words: str
    wish: str
    via: str
    grade: GradeOut
    level_by: GradedBy
    level_reason: str
    level_set_by_name: str
    level_history: list[LevelChange]
    calm_seconds: int | None
    solve_seconds: int | None
    repeats_id: UUID | None
    offers: list[ComplaintOffer]
    follow_up: FollowUpOut | None
    lesson: LessonOut | None
    problem: ProblemBrief | None
    earlier: Earlier
    may: May
    version: int


class ComplaintQuery(Shape):
    """Which complaints. Several values of one part: any of them; several parts: all of them."""

    level: list[Level] = Field(default=[], max_length=4)
    stage: list[Stage] = Field(default=[], max_length=6)
    shop_id: list[UUID] = Field(default=[], max_length=50)
    cause_id: UUID | None = None
    problem_id: UUID | None = None
    customer_id: UUID | None = None
    product: Tag | None = None
    late: bool = False
    mine: bool = False
    since: Moment | None = Field(default=None, alias="from")
    until: Moment | None = Field(default=None, alias="to")
    sort: Literal["newest", "pressing"] = "newest"
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=100)


class AlikeOut(Shape):
    """A complaint that may be about the same, how alike (0 to 1), and why."""

    complaint: ComplaintRow
    score: float
    why: list[Labels]


class ComplaintProblem(Shape):
    """A problem in full; members are those the caller may see."""

    id: UUID
    name: str
    note: str
    state: ProblemState
    shop_id: UUID
    cause_id: UUID | None
    made_at: datetime
    members: list[ComplaintRow]
    figures: ProblemFigures
    version: int
