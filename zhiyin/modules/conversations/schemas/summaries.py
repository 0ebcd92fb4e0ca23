"""Shapes of a conversation summed up."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from zhiyin.kernel.http.shapes import Shape


class SummaryArticle(Shape):
    """An article the customer was given."""

    article_id: UUID
    title: str


class SummaryOut(Shape):
    """A conversation in a few lines (小结), word for word from what was said.

    `worded` is the same in a language model's words, empty where none has worded it as it stands
    now; `can_word` says that one may.

    `wanted` are the customer's words, `answered` ours, `numbers` orders, parcels and amounts;
    `waits` says who is waited for, since when.
    """

    up_to: int
    wanted: list[str]
    answered: list[str]
    articles: list[SummaryArticle]
    numbers: list[str]
    waits: Literal["us", "customer", "nobody"]
    since: datetime | None
    worded: list[str]
    can_word: bool
