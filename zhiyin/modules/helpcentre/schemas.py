"""Shapes of the help centre."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Shape
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.channels.interface import Color
from zhiyin.modules.helpcentre.rules import MOST_SLUG, SLUG

Slug = Annotated[str, StringConstraints(pattern=SLUG, min_length=2, max_length=MOST_SLUG)]
Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=500, pattern=r"^(https?://[^\s\"<>]+|mailto:\S+|tel:\S+)$"
    ),
]
Site = Annotated[
    str, StringConstraints(pattern=r"^https?://[a-zA-Z0-9.-]{1,253}(:\d{1,5})?$", to_lower=True)
]
Reason = Literal["wrong", "unclear", "incomplete", "other"]


def _once(values: list[Language]) -> list[Language]:
    if len(set(values)) != len(values):
        raise ValueError("twice")
    return values


class FootLink(Shape):
    """A link at the foot of every page."""

    label: Labels
    url: Address


class HelpCentreIn(Shape):
    """What a shop decides about its pages. The first language is the one for everybody else."""

    active: bool = False
    slug: Slug
    # A host name of its own that leads to this server; empty: the server's.
    site: Site | None = None
    languages: Annotated[list[Language], AfterValidator(_once)] = Field(
        default=["zh-CN", "en"], min_length=1, max_length=2
    )
    title: Labels
    welcome: Labels
    # How else the shop is reached, for who cannot or would not chat; a line each.
    contact: Labels
    color: Color = "#0b776b"
    links: list[FootLink] = Field(default=[], max_length=8)
    # The chat window that "ask a person" opens; empty: none.
    widget_id: UUID | None = None


class Window(Shape):
    """A chat window of the shop."""

    id: UUID
    name: str


class HelpCentreOut(HelpCentreIn):
    """A shop's help centre; `version` 0: nothing has been saved yet. `windows` are those it may
    open, `articles` how many anybody may read by language.
    """

    shop_id: UUID
    shop_name: str
    version: int
    has_logo: bool
    url: str
    windows: list[Window]
    articles: dict[Language, int]


class VoteOut(Shape):
    """An article that did not help somebody, and what they said."""

    article_id: UUID
    ref: str
    title: str
    reason: Reason | None
    comment: str
    at: datetime
