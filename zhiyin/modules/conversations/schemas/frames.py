"""Socket frames: what clients send (validated on arrival) and what they are sent.

One source for both languages: the types of the console and the widget are generated from here.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from typing_extensions import TypedDict

from zhiyin.modules.conversations.schemas.shown import (
    Availability,
    ConversationSummary,
    MessageOut,
    VisitorConversation,
    VisitorMessage,
)
from zhiyin.modules.people.interface import NoticeOut, PresenceStatus

PostKind = Literal["text", "image", "file"]
Who = Literal["anyone", "person", "bot"]
StaffPostKind = Literal["text", "image", "file", "note"]


class Hello(msgspec.Struct, tag="hello"):
    """A visitor's first frame."""

    token: str
    conversation: UUID | None = None
    since: int | None = None


class VisitorPost(msgspec.Struct, tag="post"):
    """A visitor writes. `key` makes sending it again harmless.

    The first words may carry what the visitor chose before: a subject, and a person or the bot.
    """

    key: str
    kind: PostKind = "text"
    text: str = ""
    file_id: UUID | None = None
    topic: UUID | None = None
    who: Who = "anyone"
    reply_to: int | None = None


class VisitorSeen(msgspec.Struct, tag="seen"):
    """The visitor has read up to this number."""

    number: int


class VisitorTyping(msgspec.Struct, tag="typing"):
    """The visitor is typing this."""

    text: str = ""


class VisitorRecall(msgspec.Struct, tag="recall"):
    """The visitor takes a message back."""

    message_id: UUID


class VisitorPage(msgspec.Struct, tag="page"):
    """The visitor went to another page."""

    url: str
    title: str = ""


class VisitorTrail(msgspec.Struct, tag="trail"):
    """The visitor, who agreed to it, looks at a page, or has looked at it for so many seconds.

    `key` is the page's own mark, made by the browser: told again it is the same page.
    """

    key: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z-]{8,40}$")]
    url: Annotated[str, msgspec.Meta(max_length=1000)]
    title: Annotated[str, msgspec.Meta(max_length=200)] = ""
    referrer: Annotated[str, msgspec.Meta(max_length=500)] = ""
    seconds: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0


class Ping(msgspec.Struct, tag="ping"):
    """Is anybody there?"""


class Watch(msgspec.Struct, tag="watch"):
    """From now on tell me about these topics."""

    topics: list[str]


class Unwatch(msgspec.Struct, tag="unwatch"):
    """No longer tell me."""

    topics: list[str]


class StaffPost(msgspec.Struct, tag="post"):
    """A member of staff writes or notes."""

    conversation_id: UUID
    key: str
    kind: StaffPostKind = "text"
    text: str = ""
    file_id: UUID | None = None
    reply_to: int | None = None
    # Colleagues whom a note calls by name.
    mentions: list[UUID] = []
    # Whoever writes was warned of the wording and sends it all the same.
    anyway: bool = False


class StaffSeen(msgspec.Struct, tag="seen"):
    """The member of staff has read up to this number."""

    conversation_id: UUID
    number: int


class StaffTyping(msgspec.Struct, tag="typing"):
    """The member of staff is typing."""

    conversation_id: UUID


VisitorFrame = (
    Hello
    | VisitorPost
    | VisitorSeen
    | VisitorTyping
    | VisitorRecall
    | VisitorPage
    | VisitorTrail
    | Ping
)
StaffFrame = Watch | Unwatch | StaffPost | StaffSeen | StaffTyping | Ping


class Welcome(TypedDict):
    """The staff socket is open."""

    type: Literal["welcome"]
    staff_id: UUID
    now: datetime


class Watching(TypedDict):
    """From here on the topics are told; fetch what came before."""

    type: Literal["watching"]
    topics: list[str]


class Ack(TypedDict):
    """A post is committed."""

    type: Literal["ack"]
    key: str
    message: MessageOut


class Changed(TypedDict):
    """A conversation is now so, and these messages are new or changed."""

    type: Literal["changed"]
    conversation: ConversationSummary
    messages: list[MessageOut]


class Gone(TypedDict):
    """You may no longer read this conversation."""

    type: Literal["gone"]
    conversation_id: UUID


# The functional form, because `from` is a keyword.
Typing = TypedDict(
    "Typing",
    {
        "type": Literal["typing"],
        "conversation_id": UUID,
        "from": Literal["customer", "staff"],
        "name": str,
        "text": str | None,
    },
)


class PresenceFrame(TypedDict):
    """A colleague's status."""

    type: Literal["presence"]
    staff_id: UUID
    status: PresenceStatus
    connected: bool
    used: int
    capacity: int


class TopicFrame(TypedDict):
    """What you look at is other than it was: ask for it again."""

    type: Literal["topic"]
    topic: str


class NoticeFrame(TypedDict):
    """Something you should know of, and how many of those you have not read."""

    type: Literal["notice"]
    notice: NoticeOut
    unread: int


class NoticesReadFrame(TypedDict):
    """You have read notices elsewhere; so many are left."""

    type: Literal["notices_read"]
    unread: int


class VisitorOnline(TypedDict):
    """The customer's page is open, or not any more."""

    type: Literal["visitor"]
    conversation_id: UUID
    online: bool


class VisitChanged(TypedDict):
    """The customer went to another page, or lets their pages be seen no more: ask again."""

    type: Literal["visit"]
    conversation_id: UUID


class Pong(TypedDict):
    """Yes."""

    type: Literal["pong"]


class RefusedFrame(TypedDict):
    """A frame was not carried out; with `retry` it may be sent again later."""

    type: Literal["refused"]
    key: str | None
    code: str
    message: str
    retry: bool


StaffServerFrame = (
    Welcome
    | Watching
    | Ack
    | Changed
    | Gone
    | Typing
    | PresenceFrame
    | TopicFrame
    | NoticeFrame
    | NoticesReadFrame
    | VisitorOnline
    | VisitChanged
    | Pong
    | RefusedFrame
)


class StateFrame(TypedDict):
    """Everything the widget needs to draw, or what is new since it was last here."""

    type: Literal["state"]
    conversation: VisitorConversation | None
    messages: list[VisitorMessage]
    has_more: bool
    availability: Availability


class VisitorAck(TypedDict):
    """A visitor's post is committed."""

    type: Literal["ack"]
    key: str
    message: VisitorMessage


class VisitorChanged(TypedDict):
    """The conversation is now so, and these messages are new or changed."""

    type: Literal["changed"]
    conversation: VisitorConversation
    messages: list[VisitorMessage]


class AgentTyping(TypedDict):
    """The agent is typing."""

    type: Literal["typing"]
    name: str


class AvailabilityFrame(TypedDict):
    """Whether anybody can answer has changed."""

    type: Literal["availability"]
    availability: Availability


VisitorServerFrame = (
    StateFrame | VisitorAck | VisitorChanged | AgentTyping | AvailabilityFrame | Pong | RefusedFrame
)
