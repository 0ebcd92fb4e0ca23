"""Shapes of articles, their versions and wordings."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from zhiyin.kernel.http.shapes import Labels, Moment, Shape

Kind = Literal["article", "case"]
Audience = Literal["staff", "customers"]
State = Literal["draft", "in_review", "published", "archived"]
VersionState = Literal["draft", "in_review", "returned", "published", "superseded", "trial"]
Locale = Literal["zh-CN", "en"]
Due = Literal["expiring", "expired", "review"]
Sort = Literal["changed", "published", "title"]
Origin = Literal["written", "imported", "learned", "click"]
UseKind = Literal["opened", "inserted", "answered", "helpful", "unhelpful"]

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ShortAnswer = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Body = Annotated[str, StringConstraints(max_length=200_000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Level = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Wording = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class Person(Shape):
    """A member of staff by name."""

    id: UUID
    name: str


class CategoryIn(Shape):
    """A category to make, at the end of its parent."""

    parent_id: UUID | None = None
    name: Labels


class CategoryPatch(Shape):
    """What to change of one."""

    name: Labels | None = None
    active: bool | None = None


class CategoryOrderIn(Shape):
    """The children of a category (or the topmost) in their order; those that were elsewhere move
    there with what is below them.
    """

    parent_id: UUID | None = None
    ids: list[UUID] = Field(min_length=1, max_length=500)


class CategoryOut(Shape):
    """A category; children name their parent. `articles` counts those in it alone."""

    id: UUID
    version: int
    parent_id: UUID | None
    name: Labels
    position: int
    active: bool
    articles: int = 0


class Star(Shape):
    """A case told by situation, task, action and result (STAR)."""

    situation: Paragraph = ""
    task: Paragraph = ""
    action: Paragraph = ""
    result: Paragraph = ""


class Properties(Shape):
    """What holds of an article whatever its version says."""

    category_id: UUID | None = None
    shop_id: UUID | None = None
    audience: Audience = "customers"
    levels: list[Level] = Field(default=[], max_length=20)
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    review_at: Moment | None = None


class DraftIn(Shape):
    """A draft as it stands. `body_html` is cleaned before it is kept."""

    title: Title
    short_answer: ShortAnswer = ""
    body_html: Body = ""
    star: Star | None = None
    synonyms: list[Word] = Field(default=[], max_length=50)
    note: Note = ""


class ArticleIn(Properties, DraftIn):
    """An article to begin, with its first draft."""

    kind: Kind = "article"
    locale: Locale = "zh-CN"
    translates_id: UUID | None = None
    wordings: list[Wording] = Field(default=[], max_length=200)


class ArticlePatch(Shape):
    """What to change of an article's properties."""

    category_id: UUID | None = None
    shop_id: UUID | None = None
    audience: Audience | None = None
    levels: list[Level] | None = Field(default=None, max_length=20)
    owner_id: UUID | None = None
    translates_id: UUID | None = None
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    review_at: Moment | None = None


class NoteIn(Shape):
    """A word to who reads it next."""

    note: Note = ""


class RestoreIn(Shape):
    """The version to make a draft of."""

    number: int = Field(ge=1, le=1_000_000)


class WordingsIn(Shape):
    """Other wordings to add; those it has already are passed over."""

    texts: list[Wording] = Field(min_length=1, max_length=200)


class WordingOut(Shape):
    """A wording, and where it comes from."""

    id: UUID
    text: str
    origin: Origin
    by: Person | None
    at: datetime


class UsedIn(Shape):
    """An article was opened, or put into an answer."""

    kind: Literal["opened", "inserted"]
    conversation_id: UUID | None = None


class HelpfulIn(Shape):
    """Whether it helped."""

    helpful: bool


class VersionRow(Shape):
    """A version in the history. `version` goes into `If-Match` when its draft is saved."""

    number: int
    version: int
    state: VersionState
    title: str
    note: str
    author: Person
    reviewer: Person | None
    review_note: str
    made_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None


class VersionOut(VersionRow):
    """A version with what it says."""

    short_answer: str
    body_html: str
    body_text: str
    star: Star | None
    synonyms: list[str]


DiffPart = Literal["title", "short_answer", "body", "star", "synonyms"]


class DiffLine(Shape):
    """A paragraph that both versions have, or only one of them."""

    part: DiffPart
    kind: Literal["same", "added", "removed"]
    text: str


class DiffOut(Shape):
    """What changed between two versions."""

    older: int
    newer: int
    lines: list[DiffLine]


class UseCounts(Shape):
    """How often an article was used."""

    opened: int = 0
    inserted: int = 0
    answered: int = 0
    helpful: int = 0
    unhelpful: int = 0


class ArticleRow(Shape):
    """An article in a list. `state` is that of its newest version; readers see `live_number`."""

    id: UUID
    ref: str
    version: int
    kind: Kind
    title: str
    category_id: UUID | None
    shop_id: UUID | None
    locale: Locale
    audience: Audience
    state: State
    live_number: int | None
    owner: Person
    valid_from: datetime | None
    valid_until: datetime | None
    review_at: datetime | None
    made_at: datetime
    changed_at: datetime
    published_at: datetime | None
    wordings: int = 0
    uses: UseCounts = UseCounts()


class ArticleCounts(Shape):
    """How many articles the filters of a list lead to."""

    draft: int
    in_review: int
    published: int
    archived: int
    expiring: int
    expired: int
    review: int


class Translation(Shape):
    """The same article in another language."""

    id: UUID
    locale: Locale
    title: str


class Rights(Shape):
    """What the caller may do with an article now."""

    edit: bool
    wordings: bool
    submit: bool
    publish: bool
    return_it: bool
    archive: bool
    delete: bool


class ArticleOut(ArticleRow):
    """An article with what readers see (`live`), and for writers the version they work at."""

    levels: list[str]
    translates_id: UUID | None
    translations: list[Translation]
    live: VersionOut | None
    draft: VersionOut | None
    wording_list: list[WordingOut]
    may: Rights


class PictureOut(Shape):
    """A picture for the text of an article."""

    id: UUID
    url: str
    width: int | None
    height: int | None
