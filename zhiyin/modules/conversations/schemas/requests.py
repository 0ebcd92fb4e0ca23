"""What callers send over HTTP, and the larger answers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from zhiyin.kernel.fields.field import FieldValue
from zhiyin.kernel.http.shapes import LongText, Shape, Tag
from zhiyin.kernel.i18n.text import Language
from zhiyin.modules.channels.interface import IdentityIn, PageIn
from zhiyin.modules.conversations.rules import MOST_TAGS
from zhiyin.modules.conversations.schemas.invitations import InvitationShown
from zhiyin.modules.conversations.schemas.shown import (
    Availability,
    ConversationSummary,
    MessageOut,
    VisitorConversation,
    VisitorMessage,
)
from zhiyin.modules.visits.interface import TrailStanding

ClientKey = Annotated[str, StringConstraints(min_length=8, max_length=64)]


class PostIn(Shape):
    """A message over HTTP; the same ledger as the socket."""

    key: ClientKey
    kind: Literal["text", "image", "file", "note"] = "text"
    text: LongText = ""
    file_id: UUID | None = None
    reply_to: int | None = Field(default=None, ge=1, le=999_999_999)
    # Colleagues whom a note calls by name.
    mentions: list[UUID] = Field(default=[], max_length=20)
    # Whoever writes was warned of the wording and sends it all the same.
    anyway: bool = False


class WhisperIn(Shape):
    """Words to the agent alone."""

    key: ClientKey
    text: LongText


class InviteIn(Shape):
    """Whom to bring into the chat."""

    staff_id: UUID


class Leaving(Shape):
    """What going offline would do: how many are open, and whether they stay."""

    open: int
    kept: bool


class WantsIn(Shape):
    """What a waiting visitor would rather have."""

    wants: Literal["chat", "message", "callback"]


class VisitorPostIn(Shape):
    """A visitor's message over HTTP."""

    key: ClientKey
    kind: Literal["text", "image", "file"] = "text"
    text: LongText = ""
    file_id: UUID | None = None
    topic: UUID | None = None
    who: Literal["anyone", "person", "bot"] = "anyone"
    reply_to: int | None = Field(default=None, ge=1, le=999_999_999)


class TransferIn(Shape):
    """To a person or to a team, with what they should know."""

    staff_id: UUID | None = None
    team_id: UUID | None = None
    note: str = Field(default="", max_length=1000)
    # To a person: ask first, or hand over at once; null: as the setting has it.
    ask: bool | None = None


class MergeIn(Shape):
    """Which conversation goes on."""

    into_id: UUID


class DeclineIn(Shape):
    """Why not."""

    reason: str = Field(default="", max_length=300)


class AsksFirst(Shape):
    """Whether a transfer to a colleague waits for their answer unless the sender chooses."""

    asks: bool


class OfferOut(Shape):
    """A conversation that somebody is asked to take over."""

    from_id: UUID
    from_name: str
    to_id: UUID
    note: str
    until: datetime


class CloseIn(Shape):
    """How it ends: what it was about, how it came out, whether somebody should get back, a note."""

    subject_id: UUID | None = None
    note: str = Field(default="", max_length=1000)
    result: Literal["solved", "unsolved", "no_answer"] | None = None
    follow_up: bool = False
    # Custom fields by code.
    fields: dict[str, FieldValue] = Field(default={}, max_length=60)


class ConversationPatch(Shape):
    """What may be changed by hand. Tags are given whole; none leaves them as they are."""

    subject_id: UUID | None = None
    priority: int | None = Field(default=None, ge=0, le=100)
    tags: list[Tag] | None = Field(default=None, max_length=MOST_TAGS)


class TagCount(Shape):
    """A tag, and on how many of the latest tagged conversations it is."""

    tag: str
    count: int


class VisitorInfo(TypedDict):
    """What the browser says of itself."""

    page_url: str | None
    page_title: str | None
    browser: str | None
    device: str | None
    language: str
    time_zone: str | None


class ConversationDetail(TypedDict):
    """A conversation with its latest messages."""

    conversation: ConversationSummary
    messages: list[MessageOut]
    has_more: bool
    visitor: VisitorInfo | None
    history_count: int


class MessagePage(TypedDict):
    """A page of messages, oldest first: where older ones go on, and where younger ones do."""

    items: list[MessageOut]
    next: str | None
    newer: str | None


class SearchHit(TypedDict):
    """A message that was found, in its conversation."""

    conversation: ConversationSummary
    message: MessageOut
    highlights: list[str]


class SearchPage(TypedDict):
    """The best hits. `only_newest` says that only the newest 5,000 were ranked."""

    items: list[SearchHit]
    next: str | None
    only_newest: bool


class SessionIn(Shape):
    """A widget opens."""

    widget: str = Field(max_length=64)
    token: str | None = Field(default=None, max_length=100)
    language: str | None = Field(default=None, max_length=35)
    page: PageIn | None = None
    time_zone: str | None = Field(default=None, max_length=64)
    identity: IdentityIn | None = None


class WidgetLook(TypedDict):
    """The look, with texts in the visitor's language."""

    color: str
    title: str
    greeting: str
    offline_text: str
    position: Literal["right", "left"]
    offset_x: int
    offset_y: int


class Limits(TypedDict):
    """What may be sent: characters and bytes."""

    text: int
    file: int


class Topic(TypedDict):
    """A subject a visitor may choose before chatting, in their language."""

    id: UUID
    name: str


class Service(TypedDict):
    """What the shop publishes: opening hours (null: always) and within what time it answers."""

    time_zone: str
    week: list[list[tuple[str, str]]] | None
    answer_seconds: int | None


class WidgetConfig(TypedDict):
    """How the widget looks and what holds now."""

    key: str
    look: WidgetLook
    language: Language
    languages: list[str]
    availability: Availability
    limits: Limits
    topics: list[Topic]
    # A person or the bot may be chosen: only while there is a bot.
    ask_who: bool
    service: Service
    # Agents see what is being typed, and the widget says so.
    preview: bool


class SessionOut(TypedDict):
    """The visitor's token and the widget's look."""

    token: str
    config: WidgetConfig
    identified: bool
    invitations: list[InvitationShown]
    # Where pages are recorded for those who agree; null: nowhere, and nobody is asked.
    trail: TrailStanding | None


class VisitorUpdate(TypedDict):
    """What is new for a visitor who polls, and whether anybody can answer now."""

    conversation: VisitorConversation | None
    messages: list[VisitorMessage]
    availability: Availability


class VisitorPosted(TypedDict):
    """A visitor's message as stored."""

    message: VisitorMessage


class VisitorHistory(TypedDict):
    """Older messages, newest first page."""

    items: list[VisitorMessage]
    next: str | None


class ContactIn(Shape):
    """Where the answer should go."""

    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=200)
    name: str | None = Field(default=None, max_length=60)


class ReadIn(Shape):
    """Read up to this number."""

    number: int = Field(ge=0, le=2_000_000_000)
