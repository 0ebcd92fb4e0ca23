"""Shapes of the wording check."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, LongText, Shape
from zhiyin.modules.assistance.wording import Kind, Severity

EntryKind = Literal["banned", "advertising", "promise", "politeness", "other"]
Speech = Literal["zh-CN", "en"]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Words = Annotated[list[Word], Field(min_length=1, max_length=60)]
Instead = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Advice = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class PhraseIn(Shape):
    """An entry of the list; without a shop it holds in all of them."""

    shop_id: UUID | None = None
    kind: EntryKind = "banned"
    severity: Severity = "warns"
    language: Speech = "zh-CN"
    phrases: Words
    exceptions: list[Word] = Field(default=[], max_length=60)
    instead: Instead = ""
    advice: Advice = ""
    active: bool = True


class PhrasePatch(Shape):
    """What to change of one; the shop it holds in stays."""

    kind: EntryKind | None = None
    severity: Severity | None = None
    language: Speech | None = None
    phrases: Words | None = None
    exceptions: list[Word] | None = Field(default=None, max_length=60)
    instead: Instead | None = None
    advice: Advice | None = None
    active: bool | None = None


class PhraseOut(Shape):
    """An entry, and how often it was met in the last 30 days.

    `sent`: the words went out all the same; `blocked`: they were refused; `replaced`: the advice
    was taken.
    """

    id: UUID
    version: int
    shop_id: UUID | None
    shipped: bool
    kind: Kind
    severity: Severity
    language: str
    phrases: list[str]
    exceptions: list[str]
    instead: str
    advice: str
    active: bool
    may_edit: bool
    sent: int = 0
    blocked: int = 0
    replaced: int = 0


class WordingCheckIn(Shape):
    """Words about to be said in a conversation, or kept as a canned reply of a shop."""

    conversation_id: UUID | None = None
    shop_id: UUID | None = None
    text: LongText


class WordingMatch(Shape):
    """Words that should not be said: where they stand, and what to say in their place."""

    entry_id: UUID
    kind: Kind
    severity: Severity
    start: int
    end: int
    instead: str
    advice: str


class WordingCheckOut(Shape):
    """What was found; `may_override`: the caller may send words that are refused to others."""

    matches: list[WordingMatch]
    may_override: bool


class StaffWordingOut(Shape):
    """How often one member of staff met the list in a span of days."""

    staff_id: UUID
    name: str
    sent: int
    blocked: int
    replaced: int


class WordingFigures(Shape):
    """The list in figures, since a day."""

    since: date
    staff: list[StaffWordingOut]


class WordingTableIn(Shape):
    """A table of entries (CSV with column titles)."""

    text: str = Field(max_length=4_000_000)


class WordingTableProblem(Shape):
    """A row that was not taken, and why."""

    line: int
    words: str
    reason: Labels


class WordingTableOut(Shape):
    """What became of a table."""

    made: int
    changed: int
    problems: list[WordingTableProblem]
