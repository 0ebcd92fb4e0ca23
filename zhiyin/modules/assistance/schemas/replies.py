"""Shapes of suggested replies and subjects."""

from datetime import date
from typing import Literal
from uuid import UUID

from zhiyin.kernel.http.shapes import Shape

ReplySource = Literal["replies", "article"]
Source = Literal["replies", "article", "subject"]
# Shown: it stood there. Then: sent or chosen as it was, sent with changes, or something else.
Outcome = Literal["shown", "taken", "changed", "other"]


class ReplySuggestion(Shape):
    """A reply that is likely right for the customer's newest words; null where none is.

    `up_to` is the number of the message it answers, `sure` how likely it is right (0 to 1).
    `source`: what colleagues answered to the like, or the short answer of an article.
    """

    up_to: int
    text: str | None = None
    source: ReplySource | None = None
    sure: float = 0.0
    article_id: UUID | None = None


class TagSuggestion(Shape):
    """The tags that conversations like this one have and it has not."""

    tags: list[str]


class SubjectSuggestion(Shape):
    """The subject under which conversations like this one were filed; null where they differ."""

    subject_id: UUID | None


class UseIn(Shape):
    """What became of a suggestion."""

    source: Source
    outcome: Outcome


class SuggestionCounts(Shape):
    """How often suggestions of a source were shown, and what became of them."""

    source: Source
    shown: int
    taken: int
    changed: int
    other: int


class StaffSuggestions(Shape):
    """The same of one member of staff, replies of all sources together."""

    staff_id: UUID
    name: str
    shown: int
    taken: int
    changed: int
    other: int


class ShopSuggestions(Shape):
    """The same of one shop."""

    shop_id: UUID
    name: str
    shown: int
    taken: int
    changed: int
    other: int


class SuggestionFigures(Shape):
    """Suggestions in figures, since a day. `examples`: answered questions they are taken from."""

    since: date
    examples: int
    sources: list[SuggestionCounts]
    shops: list[ShopSuggestions]
    staff: list[StaffSuggestions]
